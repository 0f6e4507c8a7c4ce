/// Where a sampler stands, to go back to.
struct SamplerPosition {
  var next = 0
  var hasLeft = false
  var left: [Double] = []
}

/// Samples the elements of one report in one group, in memory that is allocated once.
///
/// A sample on a step's boundary is taken there; one between two boundaries is interpolated.
public struct Sampler {
  /// What is sampled.
  public let plan: SamplerPlan
  /// Samples since the epoch's start, `[sampleCount × element count]`.
  public private(set) var values: [Double] = []
  /// The number of the first sample in `values`.
  public private(set) var firstSample = 0
  private(set) var position = SamplerPosition()
  private var right: [Double]
  private let probes: [MechanismProbe]
  /// For each element, its terms with mechanisms' places resolved to probes.
  private let terms: [[Resolved]]

  private enum Resolved {
    case voltage(Int)
    case constant(Double)
    case species(Int, slot: Int, SamplerPlan.SpeciesQuantity)
    case volume(slot: Int, isInside: Bool)
    case probe(Int, place: Int, SamplerPlan.Quantity)
    case clamp(Int)
  }

  init(_ plan: SamplerPlan, _ group: GroupRuntime, epochSteps: Int) {
    self.plan = plan
    var slots: [Int: [Int]] = [:]
    var order: [Int] = []
    var resolved: [[Resolved]] = []
    for element in plan.elements {
      resolved.append(
        element.map { term in
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
        })
    }
    terms = resolved
    probes = order.map {
      MechanismProbe(group.mechanisms[$0], group.solutions, slots: slots[$0] ?? [])
    }
    position.left = [Double](repeating: 0, count: plan.elements.count)
    right = position.left
    let perEpoch = Double(epochSteps + 2) * group.settings.timeStep / plan.interval + 2
    let most = min(plan.sampleCount, perEpoch < 1e9 ? Int(perEpoch) : plan.sampleCount)
    values.reserveCapacity(most * plan.elements.count)
  }

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    firstSample = position.next
  }

  mutating func rewind(to position: SamplerPosition) {
    self.position = position
    removeAll()
  }

  /// Takes what is due up to the group's present time, and what the next step will need.
  mutating func sample(_ group: GroupRuntime) {
    let timeStep = group.settings.timeStep
    let now = group.time(group.stepCount)
    let tiny = 1e-6 * timeStep
    guard position.next < plan.sampleCount, due < now + timeStep - tiny else { return }
    evaluate(group, now)
    if position.hasLeft {
      while position.next < plan.sampleCount, due < now - tiny {
        append(share: (due - (now - timeStep)) / timeStep)
      }
    }
    while position.next < plan.sampleCount, due <= now + tiny { append(share: 1) }
    position.hasLeft = position.next < plan.sampleCount && due < now + timeStep - tiny
    if position.hasLeft { swap(&position.left, &right) }
  }

  private var due: Double { plan.start + Double(position.next) * plan.interval }

  private mutating func append(share: Double) {
    for i in right.indices {
      let left = position.left[i]
      values.append(share == 1 ? right[i] : left + (right[i] - left) * share)
    }
    position.next += 1
  }

  private mutating func evaluate(_ group: GroupRuntime, _ now: Double) {
    let lag = group.stepCount == 0 ? 0 : group.settings.lag
    for probe in probes { probe.evaluate(group.nodes, lag: lag) }
    for (i, element) in terms.enumerated() {
      var sum = 0.0
      for term in element {
        switch term {
        case .voltage(let slot): sum += group.nodes.voltage[slot]
        case .constant(let value): sum += value
        case .species(let index, let slot, let quantity):
          sum += group.solutions?.value(index, slot, quantity) ?? .nan
        case .volume(let slot, let isInside):
          sum += group.solutions?.volume(slot, isInside: isInside) ?? .nan
        case .probe(let probe, let place, let quantity):
          sum += probes[probe].value(quantity, place: place)
        case .clamp(let index):
          let clamp = group.voltageClamps[index]
          let held = clamp.value(at: now)
          sum += held.drive - held.conductance * group.nodes.voltage[clamp.slot]
        }
      }
      right[i] = sum
    }
  }
}
