/// Where a sampler stands, to go back to.
struct SamplerPosition {
  var next = 0
  var valueCount = 0
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
  private let reader: TermReader

  init(_ plan: SamplerPlan, _ group: GroupRuntime, epochTime: Double) {
    self.plan = plan
    reader = TermReader(plan.elements, group)
    position.left = [Double](repeating: 0, count: plan.elements.count)
    right = position.left
    let perEpoch = epochTime / plan.interval + 2
    let most = min(plan.sampleCount, perEpoch < 1e9 ? Int(perEpoch) : plan.sampleCount)
    values.reserveCapacity(most * plan.elements.count)
  }

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    position.valueCount = 0
    firstSample = position.next
  }

  /// Forgets what was taken since `position` was.
  mutating func rewind(to position: SamplerPosition) {
    values.removeLast(values.count - position.valueCount)
    self.position = position
  }

  /// Another way of stepping begins: what was kept for a straight line means nothing there.
  mutating func forgetLeft() { position.hasLeft = false }

  /// Takes what is due up to a time, wherever steps ended; `load` puts the group's state at a time
  /// into its arrays.
  mutating func take(_ group: GroupRuntime, upTo time: Double, load: (Double) -> Void) {
    while position.next < plan.sampleCount, due <= time + 1e-9 * plan.interval {
      let moment = min(due, time)
      load(moment)
      read(group, moment)
      append(share: 1)
    }
  }

  /// Takes what is due up to the group's present time, and what the next step will need.
  mutating func sample(_ group: GroupRuntime) {
    let timeStep = group.settings.timeStep
    let now = group.time(group.stepCount)
    let tiny = 1e-6 * timeStep
    guard position.next < plan.sampleCount, due < now + timeStep - tiny else { return }
    read(group, now)
    if position.hasLeft {
      while position.next < plan.sampleCount, due < now - tiny {
        append(share: (due - (now - timeStep)) / timeStep)
      }
    }
    while position.next < plan.sampleCount, due <= now + tiny { append(share: 1) }
    position.hasLeft = position.next < plan.sampleCount && due < now + timeStep - tiny
    if position.hasLeft { swap(&position.left, &right) }
  }

  private mutating func read(_ group: GroupRuntime, _ time: Double) {
    right.withUnsafeMutableBufferPointer { buffer in
      guard let values = buffer.baseAddress else { return }
      reader.read(group, time, into: values)
    }
  }

  private var due: Double { plan.start + Double(position.next) * plan.interval }

  private mutating func append(share: Double) {
    for i in right.indices {
      let left = position.left[i]
      values.append(share == 1 ? right[i] : left + (right[i] - left) * share)
    }
    position.next += 1
    position.valueCount = values.count
  }
}
