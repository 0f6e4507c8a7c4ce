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
    var places = ProbePlaces()
    self.sums = sums.map { terms in terms.map { Self.resolve($0, group, &places) } }
    probes = places.order.map { kind in
      let (slots, lanes) = places.of(kind)
      switch kind {
      case .mechanism(let index):
        return MechanismProbe(group.mechanisms[index], group.solutions, slots: slots)
      case .point(let index):
        return MechanismProbe(
          group.points[index].mechanism, group.solutions, slots: slots, lanes: lanes)
      }
    }
  }

  private static func resolve(
    _ term: SamplerPlan.Term, _ group: GroupRuntime, _ places: inout ProbePlaces
  ) -> Resolved {
    switch term {
    case .voltage(let slot): return .voltage(slot)
    case .constant(let value): return .constant(value)
    case .species(let index, let slot, let quantity):
      return .species(index, slot: slot, quantity)
    case .volume(let slot, let isInside): return .volume(slot: slot, isInside: isInside)
    case .clampCurrent(let index): return .clamp(index)
    case .mechanism(let index, let slot, let quantity):
      let (probe, place) = places.add(.mechanism(index), slot: slot, lane: 0)
      return .probe(probe, place: place, quantity)
    case .point(let index, let lane, let quantity):
      let slot = Int(group.points[index].slots[lane])
      let (probe, place) = places.add(.point(index), slot: slot, lane: lane)
      return .probe(probe, place: place, quantity)
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

/// The places that each probe has to look at.
private struct ProbePlaces {
  /// What is looked at, by its number in the group.
  enum Kind: Hashable {
    case mechanism(Int)
    case point(Int)
  }

  private(set) var order: [Kind] = []
  private var slots: [Kind: [Int]] = [:]
  private var lanes: [Kind: [Int]] = [:]

  /// Adds a place; returns the numbers of its probe, and of the place there.
  mutating func add(_ kind: Kind, slot: Int, lane: Int) -> (probe: Int, place: Int) {
    if slots[kind] == nil { order.append(kind) }
    slots[kind, default: []].append(slot)
    lanes[kind, default: []].append(lane)
    return (order.firstIndex(of: kind) ?? 0, (slots[kind]?.count ?? 1) - 1)
  }

  func of(_ kind: Kind) -> (slots: [Int], lanes: [Int]) {
    (slots[kind] ?? [], lanes[kind] ?? [])
  }
}
