/// Reads numbers of a group, each a sum of terms, at the time of V.
struct TermReader {
  private let probes: [MechanismProbe]
  /// The terms of each number, with mechanisms' places resolved to probes.
  private let sums: [[Resolved]]

  private enum Resolved {
    case voltage(Int)
    case constant(Double)
    case species(Int, slot: Int, SamplerPlan.SpeciesQuantity)
    case volume(slot: Int, isInside: Bool)
    case probe(Int, place: Int, SamplerPlan.Quantity)
    case clamp(Int)
  }

  init(_ sums: [[SamplerPlan.Term]], _ group: GroupRuntime) {
    var slots: [Int: [Int]] = [:]
    var order: [Int] = []
    self.sums = sums.map { terms in
      terms.map { term in
        switch term {
        case .voltage(let slot): return .voltage(slot)
        case .constant(let value): return .constant(value)
        case .species(let index, let slot, let quantity):
          return .species(index, slot: slot, quantity)
        case .volume(let slot, let isInside): return .volume(slot: slot, isInside: isInside)
        case .clampCurrent(let index): return .clamp(index)
        case .mechanism(let index, let slot, let quantity):
          if slots[index] == nil { order.append(index) }
          slots[index, default: []].append(slot)
          let probe = order.firstIndex(of: index) ?? 0
          return .probe(probe, place: (slots[index]?.count ?? 1) - 1, quantity)
        }
      }
    }
    probes = order.map {
      MechanismProbe(group.mechanisms[$0], group.solutions, slots: slots[$0] ?? [])
    }
  }

  /// Reads all numbers; `now` is the time that the group's arrays belong to, in ms.
  func read(
    _ group: GroupRuntime, _ now: Double, into values: UnsafeMutablePointer<Double>
  ) {
    for probe in probes { probe.evaluate(group.nodes, lag: group.lag) }
    for (i, terms) in sums.enumerated() {
      var sum = 0.0
      for term in terms { sum += value(term, group, now) }
      values[i] = sum
    }
  }

  private func value(_ term: Resolved, _ group: GroupRuntime, _ now: Double) -> Double {
    switch term {
    case .voltage(let slot): return group.nodes.voltage[slot]
    case .constant(let value): return value
    case .species(let index, let slot, let quantity):
      return group.solutions?.value(index, slot, quantity) ?? .nan
    case .volume(let slot, let isInside):
      return group.solutions?.volume(slot, isInside: isInside) ?? .nan
    case .probe(let probe, let place, let quantity):
      return probes[probe].value(quantity, place: place)
    case .clamp(let index):
      let clamp = group.voltageClamps[index]
      let held = clamp.value(at: now)
      return held.drive - held.conductance * group.nodes.voltage[clamp.slot]
    }
  }
}
