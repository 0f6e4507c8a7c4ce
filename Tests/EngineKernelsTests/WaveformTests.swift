import Testing

@testable import EngineKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Waveforms")
struct WaveformTests {
  private let step = Waveform.step(amplitude: 2, start: 1.013, stop: 4.7)
  private let train = Waveform.train(
    amplitude: -1, start: 0.5, width: 0.3, period: 1.1, count: 4)
  private let samples = Waveform.samples(times: [0.2, 1, 1.5, 4], values: [0, 3, -1, 2])
  private let sine = Waveform.sine(
    amplitude: 1.5, frequency: 0.4, phase: 0.3, offset: 0.2, start: 0.7, stop: 5)

  /// The exact value, written independently of the implementation.
  private func value(_ waveform: Waveform, _ t: Double) -> Double {
    switch waveform {
    case .step(let a, let start, let stop): return t >= start && t < stop ? a : 0
    case .train(let a, let start, let width, let period, let count):
      return (0..<count).contains { pulse in
        let begin = start + Double(pulse) * period
        return t >= begin && t < begin + width
      } ? a : 0
    case .samples(let times, let values):
      for i in 1..<times.count where t >= times[i - 1] && t < times[i] {
        let share = (t - times[i - 1]) / (times[i] - times[i - 1])
        return values[i - 1] + share * (values[i] - values[i - 1])
      }
      return 0
    case .sine(let a, let f, let phase, let offset, let start, let stop):
      return t >= start && t < stop ? offset + a * sin(2 * .pi * f * (t - start) + phase) : 0
    case .noise: return .nan
    }
  }

  @Test("the mean over a step is the integral over it", arguments: [0.025, 0.1, 0.37, 3])
  func means(timeStep: Double) {
    for waveform in [step, train, samples, sine] {
      var cursor = WaveformCursor()
      for index in 0..<Int(6 / timeStep) {
        let from = Double(index) * timeStep
        let mean = waveform.mean(from: from, to: from + timeStep, &cursor)
        let points = 4000
        let sum = (0..<points).reduce(0.0) {
          $0 + value(waveform, from + timeStep * (Double($1) + 0.5) / Double(points))
        }
        // A midpoint sum of a jump is off by half a point.
        #expect(abs(mean - sum / Double(points)) < 3.0 / Double(points))
      }
    }
  }

  @Test("jumps come in order, and none is missed")
  func jumps() {
    #expect(step.nextJump(at: 0) == 1.013)
    #expect(step.nextJump(at: 1.013) == 1.013)
    #expect(step.nextJump(at: 2) == 4.7)
    #expect(step.nextJump(at: 5) == .infinity)
    var found: [Double] = []
    var time = train.nextJump(at: 0)
    while time.isFinite, found.count < 20 {
      found.append(time)
      time = train.nextJump(at: time + 1e-9)
    }
    let expected: [Double] = [0.5, 0.8, 1.6, 1.9, 2.7, 3.0, 3.8, 4.1]
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("coloured noise has its mean, deviation and correlation time, and depends on the seed")
  func noise() {
    func process(seed: UInt64) -> [Double] {
      let noise = OrnsteinUhlenbeck(
        mean: 0.5, standardDeviation: 2, correlationTime: 5, interval: 0.1, seed: seed, stream: 3)
      let waveform = Waveform.noise(noise, start: 0, stop: 1e9)
      var cursor = WaveformCursor()
      return (0..<400_000).map {
        waveform.mean(from: Double($0) * 0.1, to: Double($0 + 1) * 0.1, &cursor)
      }
    }
    let values = process(seed: 1)
    let mean = values.reduce(0, +) / Double(values.count)
    func covariance(_ lag: Int) -> Double {
      var sum = 0.0
      for (a, b) in zip(values, values.dropFirst(lag)) { sum += (a - mean) * (b - mean) }
      return sum / Double(values.count - lag)
    }
    // 40 000 ms hold about 4000 independent values: three standard errors.
    #expect(abs(mean - 0.5) < 3 * 2 * (2.0 * 5 / 40_000).squareRoot())
    #expect(abs(covariance(0).squareRoot() - 2) < 0.1)
    #expect(abs(covariance(50) / covariance(0) - exp(-1.0)) < 0.06)
    #expect(values == process(seed: 1))
    #expect(values != process(seed: 2))
  }

  @Test("a clamp's mean counts the share of the time for which each level is on")
  func clampLevels() {
    let clamp = VoltageClampPlan(
      slot: 0, conductance: 10, start: 1,
      levels: [.init(potential: -40, until: 2), .init(potential: 0, until: 3)])
    let across = clamp.mean(from: 1.5, to: 2.5)
    #expect(abs(across.conductance - 10) < 1e-12)
    #expect(abs(across.drive + 200) < 1e-12)
    let half = clamp.mean(from: 0.5, to: 1.5)
    #expect(abs(half.conductance - 5) < 1e-12)
    #expect(clamp.nextJump(at: 0) == 1)
    #expect(clamp.nextJump(at: 2.5) == 3)
    #expect(clamp.nextJump(at: 3.1) == .infinity)
  }
}
