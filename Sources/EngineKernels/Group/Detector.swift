/// An upward crossing of a threshold.
public struct Spike: Sendable, Hashable {
  /// When, in ms, on the straight line between the steps before and after.
  public var time: Double
  /// The detector's identifier.
  public var detector: Int

  /// A spike of a detector at a time, in ms.
  public init(time: Double, detector: Int) {
    self.time = time
    self.detector = detector
  }
}

/// A watched slot and its potential at the last step.
struct Detector {
  let plan: DetectorPlan
  var previous: Double

  /// Moves on to the next potential; the time of the crossing if there was one.
  mutating func crossing(to value: Double, from begin: Double, _ timeStep: Double) -> Double? {
    defer { previous = value }
    guard previous < plan.threshold, value >= plan.threshold else { return nil }
    return begin + timeStep * (plan.threshold - previous) / (value - previous)
  }
}

/// Spikes of an epoch, in memory that is allocated once.
public struct SpikeBuffer: Sendable {
  /// The spikes, in the order in which they were found.
  public private(set) var spikes: [Spike] = []

  /// Room for eight spikes a detector and epoch; more than that costs an allocation.
  init(detectors: Int) { spikes.reserveCapacity(8 * detectors + 64) }
  mutating func append(_ spike: Spike) { spikes.append(spike) }
  mutating func truncate(to count: Int) { spikes.removeLast(spikes.count - count) }
  mutating func removeAll() { spikes.removeAll(keepingCapacity: true) }
}
