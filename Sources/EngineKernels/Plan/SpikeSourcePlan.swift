/// A source of spikes that is no cell.
public struct SpikeSourcePlan: Sendable, Hashable {
  /// When it spikes.
  public enum Pattern: Sendable, Hashable {
    /// At `start`, and `count` times in all, every `interval` ms.
    case regular(start: Double, interval: Double, count: Int)
    /// As a Poisson process of a rate (1/ms) from `start` to `stop`, with random numbers of
    /// its own.
    case poisson(rate: Double, start: Double, stop: Double, seed: UInt64, stream: UInt64)
    /// At given times, in ms, not decreasing.
    case times([Double])
  }

  /// The number of the source among all sources of spikes.
  public var identifier: Int
  /// When it spikes.
  public var pattern: Pattern

  /// Makes a source.
  public init(identifier: Int, pattern: Pattern) {
    self.identifier = identifier
    self.pattern = pattern
  }
}
