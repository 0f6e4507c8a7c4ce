import EngineKernels
import ModelDescription

/// How fast diffusion along a cell exchanges what its compartments hold.
///
/// Fixed steps take concentrations ahead of V, and not together with it. Each mode of diffusion then
/// decays without oscillating to infinity as long as its rate × Δt stays below a bound; the largest
/// rate is at most twice the largest of D Σ w / volume over the compartments (Gershgorin).
struct AxialRates {
  /// Σ w over each compartment's ways to its neighbours, in µm.
  private(set) var weights: [Double]
  /// By the branch that owns it, -1 at the root point: what leads to a junction.
  private var junctions: [Int: [(compartment: Int, weight: Double)]] = [:]

  init(_ cell: PaintedCell) {
    weights = Array(repeating: 0, count: cell.morphology.compartments.count)
    for (index, branch) in cell.shape.branches.enumerated() {
      guard let first = branch.compartments.first, let last = branch.compartments.last else {
        continue
      }
      for compartment in branch.compartments.dropFirst() {
        add(
          compartment, compartment - 1,
          cell.distalPath(compartment - 1)
            + cell.proximalPath(compartment))
      }
      let way = (compartment: first, weight: 1 / cell.proximalPath(first).length)
      switch branch.attachment {
      case .root: junctions[-1, default: []].append(way)
      case .junction(let parent): junctions[parent, default: []].append(way)
      case .compartment(let parent): add(first, parent, cell.proximalPath(first))
      }
      let end = (compartment: last, weight: 1 / cell.distalPath(last).length)
      junctions[index, default: []].append(end)
    }
    addJunctions()
  }

  private mutating func add(_ first: Int, _ second: Int, _ path: AxialPath) {
    weights[first] += 1 / path.length
    weights[second] += 1 / path.length
  }

  /// A junction has no volume: what leaves a way goes on along the others.
  private mutating func addJunctions() {
    for (_, ways) in junctions.sorted(by: { $0.key < $1.key }) {
      let sum = ways.reduce(0) { $0 + $1.weight }
      for way in ways { weights[way.compartment] += way.weight * (1 - way.weight / sum) }
    }
  }
}

extension PaintedCell {
  /// Refuses a time step (ms) with which diffusion along the cell would not be stable.
  func checkAxial(
    timeStep: Double, _ scheme: StepSettings.Scheme, _ cell: CellDescription
  ) throws(LoweringError) {
    guard let axial, let solutions else { return }
    let fastest = axial.mobile.map(\.diffusion).max() ?? 0
    let rates = zip(AxialRates(self).weights, solutions.insideVolume).map { fastest * $0 / $1 }
    guard let worst = rates.indices.max(by: { rates[$0] < rates[$1] }) else { return }
    // Two steps of Adams and Bashforth bear a rate × Δt of 1, one of Euler 2: half of each here.
    let bound = scheme == .secondOrder ? 0.5 : 1
    guard rates[worst] * timeStep > bound else { return }
    let compartment = morphology.compartments[worst]
    throw LoweringError(
      .range,
      "a time step of \(rounded(timeStep)) ms is too long for diffusion along cell '\(name)': in "
        + "compartment \(worst) (branch \(compartment.branch), \(rounded(compartment.distance)) um "
        + "from the root, \(rounded(compartment.length)) um long) it may be at most "
        + "\(rounded(bound / rates[worst])) ms",
      suggestion: "shorten 'dt', or cut the cell into longer compartments", at: cell.source)
  }

  /// Three digits, as people read them.
  private func rounded(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value }
    var unit = 1.0
    while value / unit >= 1000 { unit *= 10 }
    while value / unit < 100 { unit /= 10 }
    let digits = (value / unit).rounded(.down)
    return unit < 1 ? digits / (1 / unit).rounded() : digits * unit
  }
}
