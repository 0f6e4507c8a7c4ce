#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was there at the start: changes of stored energy are computed from differences, since the
/// stores themselves are millions of times as large.
final class EnergyStart {
  private let slotCount: Int
  private let capacitance: [Double]
  private let isCompartment: [Bool]
  private let voltage: [Double]
  private let inside, outside: [SolutionStart]

  /// Volumes and amounts of one side at the start, by species and slot.
  private struct SolutionStart {
    let amount: [Double]
    let concentration: [Double]
    let volume: [Double]
  }

  init(_ group: GroupRuntime, capacitance: [Double]) {
    let count = group.slotCount
    slotCount = count
    self.capacitance = capacitance
    isCompartment = group.solutions?.isCompartment ?? Array(repeating: true, count: count)
    voltage = (0..<count).map { group.nodes.voltage[$0] }
    func side(_ isInside: Bool) -> [SolutionStart] {
      guard let solutions = group.solutions else { return [] }
      let volume = (0..<count).map { solutions.volume($0, isInside: isInside) }
      return solutions.pools.map { pool in
        let side = isInside ? pool.inside : pool.outside
        let amount = (0..<count).map { side.amount.value[$0] - side.amount.lost[$0] }
        return SolutionStart(
          amount: amount, concentration: zip(amount, volume).map { $0 / $1 }, volume: volume)
      }
    }
    inside = side(true)
    outside = side(false)
  }

  /// The change of Σ ½ C V², in fJ.
  func membraneChange(_ nodes: NodeArrays) -> Double {
    var sum = CompensatedSum()
    for slot in 0..<slotCount where isCompartment[slot] {
      let change = nodes.voltage[slot] - voltage[slot]
      sum.add(0.5 * capacitance[slot] * change * (nodes.voltage[slot] + voltage[slot]))
    }
    return sum.value
  }

  /// The change of Σ RT n (ln c − 1), in fJ.
  func change(_ solutions: Solutions, isInside: Bool) -> Double {
    let volume = isInside ? solutions.insideVolume : solutions.outsideVolume
    var sum = CompensatedSum()
    for (pool, start) in zip(solutions.pools, isInside ? inside : outside) {
      let amount = isInside ? pool.inside.amount : pool.outside.amount
      for slot in 0..<slotCount where isCompartment[slot] {
        let perAmount = solutions.thermalVoltage[slot] * EnergyMeter.perAmount
        let grown = (volume.value[slot] - volume.lost[slot]) - start.volume[slot]
        sum.add(
          perAmount
            * change(
              from: start.amount[slot], start.concentration[slot],
              to: amount.value[slot] - amount.lost[slot], in: start.volume[slot], grown: grown))
      }
    }
    return sum.value
  }

  /// n (ln c − 1) − n₀ (ln c₀ − 1), without subtracting what is nearly equal.
  private func change(
    from amount: Double, _ concentration: Double, to next: Double, in volume: Double, grown: Double
  ) -> Double {
    guard amount > 0 else { return next > 0 ? next * (log(next / (volume + grown)) - 1) : 0 }
    let height = log(concentration) - 1
    let more = next - amount
    guard next > 0 else { return more * height }
    return more * height + next * (log1p(more / amount) - log1p(grown / volume))
  }

  /// How many doubles are held.
  var doubleCount: Int { slotCount * (2 + 3 * (inside.count + outside.count)) }
}

/// A sum that remembers what rounding takes from it.
private struct CompensatedSum {
  private(set) var value = 0.0
  private var lost = 0.0

  mutating func add(_ change: Double) {
    let wanted = change - lost
    let next = value + wanted
    lost = (next - value) - wanted
    value = next
  }
}
