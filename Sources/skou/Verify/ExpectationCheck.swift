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
  let expectation: Expectation
  private let data: RunData

  init(_ expectation: Expectation, _ data: RunData) {
    self.expectation = expectation
    self.data = data
  }

  /// One finding, of the element that fits worst.
  var findings: [Finding] { [finding(worst)] }

  /// The measured value of the element that fits worst; nil where there is nothing to measure.
  var worst: Double? { values.max { distance($0) < distance($1) } ?? nil }

  private func finding(_ value: Double?) -> Finding {
    let isMet = value.map { distance($0) <= 1 } ?? false
    return Finding(
      row: [name, expected, found(value), isMet ? "met" : "NOT MET", expectation.citation ?? ""],
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

  func number(_ quantity: Quantity) -> Double { (try? quantity.value(in: unit)) ?? .nan }

  /// A tolerance is a difference: where a unit has an offset, its size alone counts.
  private func width(_ quantity: Quantity) -> Double { number(quantity) }

  // MARK: What is measured

  var unit: Unit {
    switch expectation.observable {
    case .spikeCount, .eventCount, .frontPlaces, .outcomeCount: .one
    case .spikeTime, .eventTime, .timeOfMaximum, .timeOfMinimum, .timeOfCrossing: .millisecond
    case .ledger(let name): (try? Unit(parsing: data.numbers[name]?.units ?? "1")) ?? .one
    case .frequency: .hertz
    case .conductionVelocity: .meterPerSecond
    case .frontSpeed: .millimeterPerMinute
    case .value(let recording, _), .change(let recording), .minimum(let recording),
      .maximum(let recording), .mean(let recording), .standardDeviation(let recording):
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
    case .change(let recording): return traces(recording).map(change)
    case .minimum(let recording): return windows(recording).map { $0.min() }
    case .maximum(let recording): return windows(recording).map { $0.max() }
    case .mean(let recording): return windows(recording).map(\.mean)
    case .standardDeviation(let recording): return windows(recording).map(\.standardDeviation)
    case .timeOfMaximum(let recording): return times(recording) { $0 > $1 }
    case .timeOfMinimum(let recording): return times(recording) { $0 < $1 }
    case .timeOfCrossing(let recording, let level, let direction):
      return crossings(recording, level, direction)
    case .eventCount(let detection): return events(detection).map { Double($0.count) }
    case .eventTime(let detection, let number):
      return events(detection).map { number <= $0.count ? $0[number - 1] : nil }
    case .frontSpeed(let measure): return [data.front(measure)?.speed?.speed]
    case .frontPlaces(let measure): return [data.front(measure).map { Double($0.reachedPlaces) }]
    case .outcomeCount(let measure, let outcome):
      return [data.outcome(measure).map { Double($0.count(of: outcome)) }]
    case .ledger(let name): return [data.numbers[name]?.value]
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

  /// Times of events in the window, place by place.
  private func events(_ detection: String) -> [[Double]] {
    chosen(data.events[detection] ?? []).map { times in times.filter { $0 >= from && $0 <= to } }
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

  /// The time of each element's first sample in the window that no other surpasses.
  private func times(
    _ recording: String, _ surpasses: (Double, Double) -> Bool
  ) -> [Double?] {
    traces(recording).map { trace in
      let inside = trace.values.indices.filter { trace.time($0) >= from && trace.time($0) <= to }
      guard var best = inside.first else { return nil }
      for sample in inside where surpasses(trace.values[sample], trace.values[best]) {
        best = sample
      }
      return trace.time(best)
    }
  }

  /// The first time in the window at which each element crosses a level, linear between samples.
  private func crossings(
    _ recording: String, _ level: Quantity, _ direction: Expectation.Direction
  ) -> [Double?] {
    let unit = (try? Unit(parsing: data.units[recording] ?? "1")) ?? .one
    guard let level = try? level.value(in: unit) else { return [] }
    let sign: Double = direction == .upward ? 1 : -1
    return traces(recording).map { trace in
      for sample in trace.values.indices.dropFirst() {
        let before = sign * (trace.values[sample - 1] - level)
        let after = sign * (trace.values[sample] - level)
        guard before < 0, after >= 0 else { continue }
        let time = trace.time(sample - 1) + trace.interval * before / (before - after)
        if time >= from, time <= to { return time }
      }
      return nil
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

  /// Between the window's ends, or those of the trace.
  private func change(_ trace: RunData.Trace) -> Double? {
    let first = value(trace, at: max(from, trace.start))
    let last = value(trace, at: min(to, trace.time(trace.values.count - 1)))
    guard let first, let last else { return nil }
    return last - first
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
}

extension [Double] {
  /// The mean; nil for nothing.
  fileprivate var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }

  /// About the mean, over n; nil for nothing.
  fileprivate var standardDeviation: Double? {
    mean.map { mean in
      (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
    }
  }
}
