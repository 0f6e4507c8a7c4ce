#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How small disturbances of a rest grow or fade.
public struct RestSpectrum: Sendable {
  /// Of the Jacobian, the largest real part first, without those that are 0; in 1/ms.
  public var eigenvalues: [Eigenvalue]
  /// Sums that never change, each of which is an eigenvalue 0.
  public var conservedCount: Int

  /// Slower than this is rounding: 3 years, in 1/ms.
  public static let slowest = 1e-11

  /// Whether every disturbance fades that leaves those sums alone.
  public var isStable: Bool { (eigenvalues.first?.real ?? -1) < -Self.slowest }
}

extension RestSearch {
  /// The eigenvalues at a rest; nil where there are too many unknowns or they do not converge.
  func spectrum(_ state: [Double]) -> RestSpectrum? {
    guard isCompartment.count(where: { $0 }) * system.table.all.count <= Self.largestSpectrum else {
      return nil
    }
    var modes = ModeTable(DenseJacobian(of: system, at: state), isCompartment, system)
    for sum in sums { modes.remove(sum, system, isCompartment) }
    guard let all = modes.matrix.eigenvalues() else { return nil }
    // What a ledger repeats of a sum is left over as an eigenvalue 0.
    let moving = all.filter { hypot($0.real, $0.imaginary) > RestSpectrum.slowest }
    return RestSpectrum(
      eigenvalues: moving, conservedCount: modes.conservedCount + all.count - moving.count)
  }
}

/// A Jacobian from which unknowns are taken that cannot move by themselves.
private struct ModeTable {
  private struct Elimination {
    var pivot: Int
    var weights: [Double]
  }
  private var entries: [[Double]]
  /// Slot and unknown of each row.
  private let places: [(slot: Int, unknown: Int)]
  private var eliminations: [Elimination] = []

  var conservedCount: Int { eliminations.count }

  /// Leaves out empty slots, and what nothing changes: a state of an absent mechanism.
  init(_ jacobian: DenseJacobian, _ isCompartment: [Bool], _ system: GroupSystem) {
    let count = system.layout.unknownCount
    let kept = (0..<jacobian.size).filter { row in
      let own = jacobian.entries[row * jacobian.size..<(row + 1) * jacobian.size]
      return isCompartment[row / count] && own.contains { abs($0) > 1e-20 }
    }
    places = kept.map { ($0 / count, $0 % count) }
    entries = kept.map { row in kept.map { jacobian.entries[row * jacobian.size + $0] } }
  }

  /// What is left.
  var matrix: SquareMatrix {
    let gone = Set(eliminations.map(\.pivot))
    let kept = entries.indices.filter { !gone.contains($0) }
    return SquareMatrix(
      size: kept.count, entries: kept.flatMap { row in kept.map { entries[row][$0] } })
  }

  /// Takes out a sum: in each slot, or, where it holds for whole cells alone, over all slots.
  mutating func remove(_ sum: ConservedSum, _ system: GroupSystem, _ isCompartment: [Bool]) {
    let slots = system.layout.slotCount
    func weights(_ scale: (Int) -> Double) -> [Double] {
      places.map { scale($0.slot) * sum.weights[$0.unknown * slots + $0.slot] }
    }
    guard sum.isLocal else {
      return eliminate(weights { system.constants.insideVolume[$0] }, system)
    }
    for slot in isCompartment.indices where isCompartment[slot] {
      eliminate(weights { $0 == slot ? 1 : 0 }, system)
    }
  }

  /// With Σ w y constant, the unknown with the largest share follows from the others.
  private mutating func eliminate(_ given: [Double], _ system: GroupSystem) {
    var weights = given
    for done in eliminations where weights[done.pivot] != 0 {
      let factor = weights[done.pivot] / done.weights[done.pivot]
      for index in weights.indices { weights[index] -= factor * done.weights[index] }
      weights[done.pivot] = 0
    }
    let sizes = weights.indices.map {
      abs(weights[$0]) * system.unknowns[places[$0].unknown].typicalMagnitude
    }
    guard let pivot = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[pivot] > 0 else {
      return
    }
    for row in entries.indices {
      let own = entries[row][pivot] / weights[pivot]
      for other in weights.indices where weights[other] != 0 {
        entries[row][other] -= own * weights[other]
      }
    }
    eliminations.append(Elimination(pivot: pivot, weights: weights))
  }
}
