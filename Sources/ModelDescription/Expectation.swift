public import Quantities

/// A number that a run has to reproduce: `skou verify` compares, cites and tabulates it.
///
/// An expectation on several elements (cells or places) holds only if it holds for each of them,
/// unless it names one by its number.
public struct Expectation: Sendable {
  /// What is looked at.
  public enum Observable: Sendable {
    /// How many spikes there are in the window.
    case spikeCount(detector: String)
    /// The time of the `number`th spike in the window, counted from 1.
    case spikeTime(detector: String, number: Int)
    /// (n − 1)/(t_n − t_1) over the n spikes in the window; 0 for fewer than two.
    case frequency(detector: String)
    /// Path length between two detectors' places, over the difference of their first spikes.
    ///
    /// Each of the two detectors has one place; the window applies to both. With several cells
    /// it is taken cell by cell.
    case conductionVelocity(from: String, to: String)
    /// The value at a time, linear between samples.
    case value(recording: String, time: Quantity)
    /// The value at the window's end minus that at its start, linear between samples.
    case change(recording: String)
    /// The smallest sample in the window.
    case minimum(recording: String)
    /// The largest sample in the window.
    case maximum(recording: String)
    /// The mean of the samples in the window.
    case mean(recording: String)
    /// The standard deviation of the samples in the window about their mean.
    case standardDeviation(recording: String)
    /// The time of the largest sample in the window; the first of several.
    case timeOfMaximum(recording: String)
    /// The time of the smallest sample in the window; the first of several.
    case timeOfMinimum(recording: String)
    /// The first time in the window at which a level is crossed, linear between samples.
    case timeOfCrossing(recording: String, level: Quantity, direction: Direction)
    /// How often an event is detected in the window.
    case eventCount(detection: String)
    /// The time of the `number`th event in the window, counted from 1.
    case eventTime(detection: String, number: Int)
    /// The speed of a front.
    case frontSpeed(measure: String)
    /// How many of the places that count for its speed a front has come to.
    case frontPlaces(measure: String)
    /// How many places have an outcome.
    case outcomeCount(measure: String, outcome: CellOutcome)
    /// A number of the run's summary, by its name, such as `energy.atp_per_second`.
    case ledger(name: String)
  }

  /// The ways to cross a level.
  public enum Direction: Sendable, Hashable {
    /// From below the level to it or above it.
    case upward
    /// From above the level to it or below it.
    case downward
  }

  /// The distance from the expected value that is still accepted.
  public enum Tolerance: Sendable {
    /// A difference of the observable's dimension; not negative.
    case absolute(Quantity)
    /// A part of the expected value's magnitude, such as 0.005; not negative.
    case relative(Double)
  }

  /// What is accepted.
  public enum Criterion: Sendable {
    /// A value and the tolerance about it.
    case equals(Quantity, within: Tolerance)
    /// Bounds that are themselves accepted; at least one is given.
    case between(Quantity?, and: Quantity?)
  }

  /// What is looked at.
  public var observable: Observable
  /// The time from which spikes and samples count; the start of the run where it is none.
  public var from: Quantity?
  /// The time up to which spikes and samples count; the end of the run where it is none.
  public var to: Quantity?
  /// The number of the only element that counts, from 0; none where all do.
  ///
  /// Elements are the places of the first cell in their order, then those of the next.
  public var element: Int?
  /// What is accepted.
  public var criterion: Criterion
  /// Where the number comes from, for the table.
  public var citation: String?
  /// Where it was said.
  public var source: SourceLocation

  /// Makes an expectation.
  public init(
    observable: Observable, from: Quantity? = nil, to: Quantity? = nil, element: Int? = nil,
    criterion: Criterion, citation: String? = nil, source: SourceLocation
  ) {
    self.observable = observable
    self.from = from
    self.to = to
    self.element = element
    self.criterion = criterion
    self.citation = citation
    self.source = source
  }
}
