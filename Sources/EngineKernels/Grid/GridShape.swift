/// The lattice without the axes along which there is a single voxel.
///
/// Leaving those out changes neither the numbers of voxels nor their order: what is left is called
/// x, y and z again, x being the axis along which neighbours are next to each other in memory.
struct GridShape {
  /// Voxels along x, y and z; those of axes that are not there are 1.
  let counts: (x: Int, y: Int, z: Int)
  /// The area of a face over the distance of two centres, in µm, across each axis.
  let faces: (x: Double, y: Double, z: Double)
  /// How many axes there are, from 0 to 3.
  let dimension: Int

  /// The shape of a plan's lattice.
  init(_ plan: GridPlan) {
    let axes = (0..<3).filter { plan.counts[$0] > 1 }
    let counts = axes.map { plan.counts[$0] }
    let faces = axes.map { plan.voxelVolume / (plan.spacing[$0] * plan.spacing[$0]) }
    func along<T>(_ values: [T], _ axis: Int, else other: T) -> T {
      axis < values.count ? values[axis] : other
    }
    self.counts = (along(counts, 0, else: 1), along(counts, 1, else: 1), along(counts, 2, else: 1))
    self.faces = (along(faces, 0, else: 0), along(faces, 1, else: 0), along(faces, 2, else: 0))
    dimension = axes.count
  }

  /// All voxels.
  var voxelCount: Int { counts.x * counts.y * counts.z }
  /// Lines along x.
  var rowCount: Int { counts.y * counts.z }
  /// Voxels from one to the next along z.
  var planeCount: Int { counts.x * counts.y }

  /// Pieces of work that sweep along an axis: eight lines each, fewer at edges.
  ///
  /// How they are cut decides nothing but who does them: no line knows of another.
  func unitCount(along axis: Int) -> Int {
    switch axis {
    case 0: (rowCount + 7) / 8
    case 1: counts.z * ((counts.x + 7) / 8)
    default: (planeCount + 7) / 8
    }
  }
}
