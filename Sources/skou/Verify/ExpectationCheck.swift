import ModelDescription
import Quantities

/// An expectation and what was found.
struct Finding {
  /// Quantity, expected, found, verdict, source.
  var row: [String]
  var isMet: Bool

  /// A run that did not come to its end meets nothing.
  static func unfinished(at time: Double, of duration: Double) -> Finding {
    let row = ["the run", Format.simulated(duration), Format.simulated(time), "NOT MET", ""]
    return Finding(row: row, isMet: false)
  }
}

/// Compares an expectation with a run, element by element.
struct ExpectationCheck {
  private let expectation: Expectation
  private let data: RunData

  init(_ expectation: Expectation, _ data: RunData) {
    self.expectation = expectation
    self.data = data
  }

  /// One finding, of the element that fits worst.
  var findings: [Finding] {
    let measured = values
    guard !measured.isEmpty else { return [finding(nil)] }
    let worst = measured.max { distance($0) < distance($1) }
    return [finding(worst ?? nil)]
  }

  private func finding(_ value: Double?) -> Finding {
    let isMet = value.map { distance($0) <= 1 } ?? false
    let symbol = unit == .one ? "" : " \(unit.symbol)"
    let found = value.map { Format.number($0, digits: 7) + symbol } ?? "nothing"
    return Finding(
      row: [name, expected, found, isMet ? "met" : "NOT MET", expectation.citation ?? ""],
      isMet: isMet)
  }

  /// How far a value is from what is accepted, where 1 is the edge.
  private func distance(_ value: Double?) -> Double {
    guard let value, value.isFinite else { return .infinity }
    switch expectation.criterion {
    case .equals(let target, let tolerance):
      let expected = number(target)
      let allowed: Double =
        switch tolerance {
        case .absolute(let difference): width(difference)
        case .relative(let part): part * abs(expected)
        }
      let difference = abs(value - expected)
      return difference == 0 ? 0 : difference / allowed
    case .between(let low, let high):
      let isInside =
        low.map { number($0) <= value } ?? true && high.map { value <= number($0) } ?? true
      return isInside ? 0 : .infinity
    }
  }

  private func number(_ quantity: Quantity) -> Double { (try? quantity.value(in: unit)) ?? .nan }

  /// A tolerance is a difference: where a unit has an offset, its size alone counts.
  private func width(_ quantity: Quantity) -> Double { number(quantity) }

  // MARK: What is measured

  private var unit: Unit {
    switch expectation.observable {
    case .spikeCount: .one
    case .spikeTime: .millisecond
    case .frequency: .hertz
    case .conductionVelocity: .meterPerSecond
    case .value(let recording, _), .minimum(let recording), .maximum(let recording),
      .mean(let recording):
      (try? Unit(parsing: data.units[recording] ?? "1")) ?? .one
    }
  }

  /// The measured value of each element; nil where there is nothing to measure.
  private var values: [Double?] {
    switch expectation.observable {
    case .spikeCount(let detector): return trains(detector).map { Double($0.times.count) }
    case .spikeTime(let detector, let number):
      return trains(detector).map { number <= $0.times.count ? $0.times[number - 1] : nil }
    case .frequency(let detector): return trains(detector).map { frequency($0.times) }
    case .conductionVelocity(let from, let to): return velocities(from, to)
    case .value(let recording, let time):
      let instant = (try? time.value(in: .millisecond)) ?? .nan
      return traces(recording).map { value($0, at: instant) }
    case .minimum(let recording): return windows(recording).map { $0.min() }
    case .maximum(let recording): return windows(recording).map { $0.max() }
    case .mean(let recording):
      return windows(recording).map { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
    }
  }

  private var from: Double { milliseconds(expectation.from) ?? -.infinity }
  private var to: Double { milliseconds(expectation.to) ?? .infinity }

  private func milliseconds(_ time: Quantity?) -> Double? {
    time.flatMap { try? $0.value(in: .millisecond) }
  }

  private func chosen<T>(_ elements: [T]) -> [T] {
    guard let element = expectation.element else { return elements }
    return elements.indices.contains(element) ? [elements[element]] : []
  }

  /// Spikes in the window.
  private func trains(_ detector: String) -> [RunData.SpikeTrain] {
    chosen(data.spikes[detector] ?? []).map { train in
      var train = train
      train.times = train.times.filter { $0 >= from && $0 <= to }
      return train
    }
  }

  private func traces(_ recording: String) -> [RunData.Trace] {
    chosen(data.traces[recording] ?? [])
  }

  /// Samples in the window, bounds included.
  private func windows(_ recording: String) -> [[Double]] {
    traces(recording).map { trace in
      let slack = 1e-6 * trace.interval
      return trace.values.indices.filter {
        trace.time($0) >= from - slack && trace.time($0) <= to + slack
      }.map { trace.values[$0] }
    }
  }

  private func value(_ trace: RunData.Trace, at time: Double) -> Double? {
    let place = (time - trace.start) / trace.interval
    guard place > -1e-6, place < Double(trace.values.count - 1) + 1e-6, !trace.values.isEmpty else {
      return nil
    }
    let left = min(max(Int(place.rounded(.down)), 0), trace.values.count - 1)
    let right = min(left + 1, trace.values.count - 1)
    let share = min(max(place - Double(left), 0), 1)
    return trace.values[left] + share * (trace.values[right] - trace.values[left])
  }

  private func frequency(_ times: [Double]) -> Double {
    guard let first = times.first, let last = times.last, last > first else { return 0 }
    return Double(times.count - 1) / (last - first) * 1000
  }

  /// Path length between two places over the difference of their first spikes: mm/ms = m/s.
  private func velocities(_ from: String, _ to: String) -> [Double?] {
    zip(trains(from), trains(to)).map { near, far in
      guard let start = near.times.first, let end = far.times.first, start != end else {
        return nil
      }
      return abs(far.distance - near.distance) * 1e-3 / abs(end - start)
    }
  }

  // MARK: Words

  private var name: String {
    switch expectation.observable {
    case .spikeCount(let detector): "spike count of \(detector)"
    case .spikeTime(let detector, let number): "spike \(number) of \(detector)"
    case .frequency(let detector): "frequency of \(detector)"
    case .conductionVelocity(let from, let to): "conduction velocity, \(from) to \(to)"
    case .value(let recording, let time): "\(recording)\(element) at \(time)"
    case .minimum(let recording): "minimum of \(recording)\(element)"
    case .maximum(let recording): "maximum of \(recording)\(element)"
    case .mean(let recording): "mean of \(recording)\(element)"
    }
  }

  private var element: String { expectation.element.map { "[\($0)]" } ?? "" }

  private var expected: String {
    switch expectation.criterion {
    case .equals(let target, .absolute(let difference)) where difference.siValue == 0: "\(target)"
    case .equals(let target, .absolute(let difference)): "\(target) ± \(difference)"
    case .equals(let target, .relative(let part)):
      "\(target) ± \(Format.number(part * 100)) %"
    case .between(let low?, let high?): "\(low) to \(high)"
    case .between(let low?, nil): "at least \(low)"
    case .between(nil, let high?): "at most \(high)"
    case .between(nil, nil): "anything"
    }
  }
}
