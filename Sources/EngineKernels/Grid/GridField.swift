import Numerics

/// The electric field that keeps voxels neutral: its arrays, in the grid's arena.
///
/// Ions move by J = −D T (Δc + z c̄ Δφ/(RT/F)) through a face (Kirchhoff–Nernst–Planck: Solbrå et al.
/// 2018, PLoS Comput Biol 14:e1006510). φ is such that what moves brings no net charge to any
/// voxel; what cells, pipettes and the bath bring by themselves stays, since membranes hold the
/// opposite charge.
///
/// A part of a step takes the drift in the extrapolated potential φ* and the middle concentrations
/// c* = c + ½ Δc (of the part before) along with diffusion. The rest is a projection: ψ solves
///
///     Σ_faces S (ψ − ψ_neighbour) = charge that has moved,   S = τ Σ z² D T c̄*/(RT/F),
///
/// with c̄ after diffusion; ions drift in ψ, and φ = φ* + ψ. Both φ and c are of second order in time. What the solve leaves
/// (`excess`) is made good by the next one, so that nothing piles up. φ* is a parabola through the
/// last three potentials: ψ is so small then that few iterations do.
struct GridField {
  /// The potential, in mV, in the middle of the last part; against the bath where walls hold it.
  let potential: UnsafeMutablePointer<Double>
  /// By how much it changed from part to part, and by how much this did.
  let potentialChange, potentialBend: UnsafeMutablePointer<Double>
  /// Charge that has moved into voxels by mistake, in amol of elementary charges.
  let excess: UnsafeMutablePointer<Double>
  /// Concentrations a part ago; species by species.
  let previous: [UnsafeMutablePointer<Double>]
  /// The length of the last part, in ms, and how many parts φ can be extrapolated from.
  let history: UnsafeMutablePointer<Double>

  /// c*, later c after diffusion, and what drifts into voxels in amol; species by species.
  let middle: [UnsafeMutablePointer<Double>], drift: [UnsafeMutablePointer<Double>]
  /// S of the faces across x, y and z, in amol/mV.
  let faces: [3 of UnsafeMutablePointer<Double>]
  /// ψ, what is left to cancel, the search direction, its image, and 1/Σ S.
  let correction, residual, direction, image, inverse: UnsafeMutablePointer<Double>
  /// Sums of units: residual × preconditioned, direction × image, residual², all charges².
  let sums: [4 of UnsafeMutablePointer<Double>]
  /// The same four by layer, where ranks share them.
  let layerSums: UnsafeMutablePointer<Double>

  /// Where these arrays are.
  struct Memory {
    var state: [Int] = []
    var previous: [Int] = []
    var voxels: [Int] = []
    var middle: [Int] = [], drift: [Int] = []
    var faces: [Int] = []
    var sums: [Int] = []
    var layerSums = 0

    /// Arrays over all voxels that are part of the state.
    var stateArrays: [Int] { state.prefix(4) + previous }
    /// How many arrays over all voxels there are, and over all faces.
    var voxelArrayCount: Int { stateArrays.count + voxels.count + middle.count + drift.count + 3 }

    /// Room for what is part of the state.
    init(_ cutter: inout ArenaCutter, _ shape: GridShape, species: Int) {
      state = (0..<4).map { _ in cutter.reserve(shape.voxelCount) } + [cutter.reserve(2)]
      previous = (0..<species).map { _ in cutter.reserve(shape.voxelCount) }
    }

    /// Room for the rest.
    mutating func reserveScratch(_ cutter: inout ArenaCutter, _ shape: GridShape) {
      let (x, y, z) = shape.counts
      voxels = (0..<5).map { _ in cutter.reserve(shape.voxelCount) }
      middle = previous.map { _ in cutter.reserve(shape.voxelCount) }
      drift = previous.map { _ in cutter.reserve(shape.voxelCount) }
      faces = [(x + 1) * y * z, x * (y + 1) * z, x * y * (z + 1)].map { cutter.reserve($0) }
      sums = (0..<4).map { _ in cutter.reserve(shape.unitCount) }
      layerSums = cutter.reserve(4 * shape.layerCount)
    }
  }

  init(_ memory: Memory, _ base: UnsafeMutablePointer<Double>) {
    potential = base + memory.state[0]
    potentialChange = base + memory.state[1]
    potentialBend = base + memory.state[2]
    excess = base + memory.state[3]
    history = base + memory.state[4]
    previous = memory.previous.map { base + $0 }
    middle = memory.middle.map { base + $0 }
    drift = memory.drift.map { base + $0 }
    faces = [base + memory.faces[0], base + memory.faces[1], base + memory.faces[2]]
    correction = base + memory.voxels[0]
    residual = base + memory.voxels[1]
    direction = base + memory.voxels[2]
    image = base + memory.voxels[3]
    inverse = base + memory.voxels[4]
    sums = [
      base + memory.sums[0], base + memory.sums[1], base + memory.sums[2], base + memory.sums[3],
    ]
    layerSums = base + memory.layerSums
  }

  /// After a part of `time` ms; 0 after one that was taken back, from which nothing follows.
  func remember(_ time: Double) {
    history[0] = time
    history[1] = time > 0 ? min(history[1] + 1, 2) : 0
  }
}
