#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Numerics

/// A current over time: values in nA, times in ms.
public enum Waveform: Sendable {
  /// `amplitude` from `start` to `stop`.
  case step(amplitude: Double, start: Double, stop: Double)
  /// `count` pulses of `width`, the first at `start`, one each `period`.
  case train(amplitude: Double, start: Double, width: Double, period: Double, count: Int)
  /// Straight lines between the given points, 0 before the first and after the last.
  case samples(times: [Double], values: [Double])
  /// `offset + amplitude sin(2π frequency (t − start) + phase)`; frequency in 1/ms, phase in rad.
  case sine(
    amplitude: Double, frequency: Double, phase: Double, offset: Double, start: Double,
    stop: Double)
  /// Coloured noise: an Ornstein–Uhlenbeck process drawn each `interval`, straight lines between.
  case noise(OrnsteinUhlenbeck, start: Double, stop: Double)
}

/// A stationary Ornstein–Uhlenbeck process: mean, standard deviation, correlation time.
///
/// Updated exactly: Gillespie 1996, doi:10.1103/PhysRevE.54.2084.
public struct OrnsteinUhlenbeck: Sendable, Hashable {
  /// In nA.
  public var mean: Double
  /// In nA.
  public var standardDeviation: Double
  /// In ms.
  public var correlationTime: Double
  /// Between draws, in ms.
  public var interval: Double
  /// The sequence of random numbers.
  public var random: CounterBasedRandom

  /// Makes a process.
  public init(
    mean: Double, standardDeviation: Double, correlationTime: Double, interval: Double,
    seed: UInt64, stream: UInt64
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.correlationTime = correlationTime
    self.interval = interval
    random = CounterBasedRandom(seed: seed, stream: stream)
  }

  /// The deviation from the mean at draw `index`, from that at the draw before.
  func next(after deviation: Double, index: Int) -> Double {
    let draw = standardDeviation * random.normal(UInt64(index))
    guard index > 0 else { return draw }
    let memory = exp(-interval / correlationTime)
    return memory * deviation + (1 - memory * memory).squareRoot() * draw
  }
}

/// Where a waveform stands: the segment last read, and for noise the ends of that segment.
struct WaveformCursor {
  var segment = -1
  var left = 0.0
  var right = 0.0
}

/// A clamp's last value, and for which times it holds without asking the waveform.
struct HeldCurrent {
  let slot: Int
  var value = 0.0
  var from = Double.infinity
  var until = -Double.infinity

  @inline(__always)
  func covers(_ from: Double, _ to: Double) -> Bool { from >= self.from && to <= until }
}

extension Waveform {
  /// The mean over [from, to], which is what a step of second order needs; `from < to`.
  ///
  /// Times must not go back from one call to the next, but may overlap by a step.
  func mean(from: Double, to: Double, _ cursor: inout WaveformCursor) -> Double {
    switch self {
    case .step(let amplitude, let start, let stop):
      return amplitude * overlap(from, to, start, stop) / (to - from)
    case .train(let amplitude, let start, let width, let period, let count):
      let first = max(0, Int(((from - start) / period).rounded(.down)))
      let last = min(count - 1, Int(((to - start) / period).rounded(.down)))
      guard first <= last else { return 0 }
      let total = (first...last).reduce(0.0) { sum, pulse in
        let begin = start + Double(pulse) * period
        return sum + overlap(from, to, begin, begin + width)
      }
      return amplitude * total / (to - from)
    case .samples(let times, let values):
      return piecewiseLinearMean(times, values, from, to, &cursor)
    case .sine(let amplitude, let frequency, let phase, let offset, let start, let stop):
      let a = max(from, start)
      let b = min(to, stop)
      guard a < b else { return 0 }
      let omega = 2 * Double.pi * frequency
      let difference = cos(omega * (a - start) + phase) - cos(omega * (b - start) + phase)
      return (offset * (b - a) + amplitude * difference / omega) / (to - from)
    case .noise(let process, let start, let stop):
      return noiseMean(process, start, stop, from, to, &cursor)
    }
  }

  /// The value at a time, as backward Euler takes it: on from `start`, off from `stop`.
  func value(at time: Double, _ cursor: inout WaveformCursor) -> Double {
    switch self {
    case .step(let amplitude, let start, let stop):
      return start <= time && time < stop ? amplitude : 0
    case .train(let amplitude, let start, let width, let period, let count):
      let pulse = ((time - start) / period).rounded(.down)
      guard pulse >= 0, pulse < Double(count) else { return 0 }
      return time - start - pulse * period < width ? amplitude : 0
    case .samples, .sine, .noise:
      let instant = 1e-6
      return mean(from: time - instant, to: time + instant, &cursor)
    }
  }

  /// Whether one value holds from jump to jump.
  var isConstantBetweenJumps: Bool {
    switch self {
    case .step, .train: true
    case .samples, .sine, .noise: false
    }
  }

  /// The first jump at or after a time; infinity where there is none.
  func nextJump(at time: Double) -> Double {
    switch self {
    case .step(_, let start, let stop):
      return time <= start ? start : time <= stop ? stop : .infinity
    case .train(_, let start, let width, let period, let count):
      guard time > start else { return start }
      let pulse = ((time - start) / period).rounded(.down)
      guard pulse < Double(count) else { return .infinity }
      let begin = start + pulse * period
      if time <= begin { return begin }
      if time <= begin + width { return begin + width }
      return pulse + 1 < Double(count) ? begin + period : .infinity
    case .sine(_, _, _, _, let start, let stop):
      return time <= start ? start : time <= stop ? stop : .infinity
    case .samples, .noise:
      return .infinity
    }
  }
}

private func overlap(_ from: Double, _ to: Double, _ start: Double, _ stop: Double) -> Double {
  max(0, min(to, stop) - max(from, start))
}

/// The mean of straight lines between points over [from, to].
private func piecewiseLinearMean(
  _ times: [Double], _ values: [Double], _ from: Double, _ to: Double,
  _ cursor: inout WaveformCursor
) -> Double {
  var segment = max(cursor.segment, 0)
  while segment > 0, times[segment] > from { segment -= 1 }
  while segment + 2 < times.count, times[segment + 1] <= from { segment += 1 }
  cursor.segment = segment
  var area = 0.0
  while segment + 1 < times.count, times[segment] < to {
    let a = max(from, times[segment])
    let b = min(to, times[segment + 1])
    if a < b {
      let slope =
        (values[segment + 1] - values[segment]) / (times[segment + 1] - times[segment])
      area += (b - a) * (values[segment] + slope * ((a + b) / 2 - times[segment]))
    }
    segment += 1
  }
  return area / (to - from)
}

/// The mean of a process, straight lines between draws, over [from, to].
private func noiseMean(
  _ process: OrnsteinUhlenbeck, _ start: Double, _ stop: Double, _ from: Double, _ to: Double,
  _ cursor: inout WaveformCursor
) -> Double {
  let end = min(to, stop)
  var a = max(from, start)
  var area = 0.0
  while a < end {
    let segment = max(Int(((a - start) / process.interval + 1e-9).rounded(.down)), cursor.segment)
    while cursor.segment < segment {
      cursor.segment += 1
      cursor.left =
        cursor.segment == 0 ? process.next(after: 0, index: 0) : cursor.right
      cursor.right = process.next(after: cursor.left, index: cursor.segment + 1)
    }
    let begin = start + Double(segment) * process.interval
    let b = min(end, begin + process.interval)
    guard b > a else { break }
    let middle = ((a + b) / 2 - begin) / process.interval
    area += (b - a) * (process.mean + cursor.left + (cursor.right - cursor.left) * middle)
    a = b
  }
  return area / (to - from)
}
