public import Quantities

/// A number of sources of spikes that are no cells: generators, or spikes from a file.
public struct SpikeSourceDescription: Sendable {
  /// When they spike.
  public enum Pattern: Sendable {
    /// At `start`, and then every `interval`; `count` times, or to the end of the run.
    case regular(start: Quantity, interval: Quantity?, count: Int?)
    /// As independent Poisson processes of the same rate within the window.
    case poisson(rate: Quantity, window: StimulusWindow)
    /// At given times, in ms and increasing, one list for each source.
    case times([[Double]])
  }

  /// The name used by connections; no population has it.
  public var name: String
  /// How many there are; at least 1.
  public var count: Int
  /// When they spike.
  public var pattern: Pattern
  /// The seed of what is random.
  public var seed: UInt64
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of sources.
  public init(
    name: String, count: Int, pattern: Pattern, seed: UInt64 = 0, source: SourceLocation
  ) {
    self.name = name
    self.count = count
    self.pattern = pattern
    self.seed = seed
    self.source = source
  }
}
