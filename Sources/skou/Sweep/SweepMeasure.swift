import Engine
import Lowering
import ModelDescription

/// A number that a run of a sweep gave: one column of the table.
struct SweepMeasure: Sendable, Hashable {
  /// What it is, as in `spike count of spikes`.
  var name: String
  /// The unit's symbol; empty for a number without one.
  var unit = ""
  /// Nil where there was nothing to measure.
  var value: Double?
  /// Of how many, where `value` is a part of them.
  var total: Int?
  /// How many digits the table shows.
  var digits = 7
}

extension [SweepMeasure] {
  /// Everything that is measured of a run that came to its end.
  ///
  /// - Parameters:
  ///   - description: what the model expects and looks for.
  ///   - data: what the run recorded.
  ///   - ledger: its books.
  init(_ description: ModelDescription, _ data: RunData, _ ledger: Ledger) {
    self =
      description.expectations.map { SweepMeasure(ExpectationCheck($0, data)) }
      + description.detections.flatMap {
        [SweepMeasure].occurrences($0.name, data.events[$0.name] ?? [])
      }
      + description.detectors.map {
        SweepMeasure(spikesOf: $0.name, data.spikes[$0.name] ?? [])
      }
      + data.measures.flatMap { $0.sweepMeasures(beside: description.expectations) }
    if !ledger.lines.isEmpty {
      append(SweepMeasure(name: "ledger imbalance", value: ledger.imbalance, digits: 2))
    }
  }

  /// At how many places an event occurred, and when it did first.
  private static func occurrences(_ name: String, _ times: [[Double]]) -> [SweepMeasure] {
    let firsts = times.compactMap(\.first)
    return [
      SweepMeasure(name: "\(name) places", value: Double(firsts.count), total: times.count),
      SweepMeasure(name: "\(name) first", unit: "ms", value: firsts.min()),
    ]
  }
}

extension SweepMeasure {
  /// What was found of something that the model expects, whether or not it is as expected.
  fileprivate init(_ check: ExpectationCheck) {
    let unit = check.unit == .one ? "" : check.expectedUnit.symbol
    self.init(
      name: check.name + check.expectation.windowWords, unit: unit,
      value: check.worst.map(check.inExpectedUnit))
  }

  fileprivate init(spikesOf detector: String, _ trains: [RunData.SpikeTrain]) {
    let count = trains.reduce(0) { $0 + $1.times.count }
    self.init(name: "\(detector) count", value: Double(count))
  }
}

extension Expectation {
  /// The window in which something is looked for; empty where that is the whole run.
  fileprivate var windowWords: String {
    let start = from.map { " from \($0)" } ?? ""
    let end = to.map { " to \($0)" } ?? ""
    return start + end
  }

  /// The recording that has to be kept to check this; nil where none is needed.
  var recording: String? {
    switch observable {
    case .value(let name, _), .change(let name), .minimum(let name), .maximum(let name),
      .mean(let name), .standardDeviation(let name), .timeOfMaximum(let name),
      .timeOfMinimum(let name), .timeOfCrossing(let name, _, _):
      name
    case .spikeCount, .spikeTime, .frequency, .conductionVelocity, .eventCount, .eventTime,
      .frontSpeed, .frontPlaces, .outcomeCount, .ledger:
      nil
    }
  }
}
