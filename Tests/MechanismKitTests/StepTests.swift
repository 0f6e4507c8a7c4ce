import Foundation
import MechanismKit
import Testing

@Suite("Relaxation over a step")
struct StepTests {
  private func step(
    _ duration: Double, factor: Double = 1, isMidpoint: Bool = false
  ) -> Step<OneByOne> {
    Step(
      site: Site(
        temperatureFactor: Real(factor), celsius: Real(6.3), thermalVoltage: Real(24.1)),
      duration: Real(duration), isMidpoint: isMidpoint)
  }

  private func relaxed(from start: Double, _ body: (inout Real<OneByOne>) -> Void) -> Double {
    var gate = Real<OneByOne>(start)
    body(&gate)
    return gate.number.value
  }

  @Test("an endless step ends at rest")
  func rest() {
    let step = step(1e30)
    let rest = relaxed(from: 0) { step.relax(&$0, alpha: 3.0, beta: 1.0) }
    #expect(rest == 0.75)
    #expect(relaxed(from: 0) { step.relax(&$0, to: 0.6, timeConstant: 5.0) } == 0.6)
  }

  @Test("two half-steps are a step", arguments: [0.001, 0.025, 1, 50])
  func halves(_ duration: Double) {
    let (whole, half) = (step(duration), step(duration / 2))
    let once = relaxed(from: 0.1) { whole.relax(&$0, alpha: 0.7, beta: 0.4) }
    let twice = relaxed(from: 0.1) {
      half.relax(&$0, alpha: 0.7, beta: 0.4)
      half.relax(&$0, alpha: 0.7, beta: 0.4)
    }
    // Three roundings of numbers below 1.
    #expect(abs(once - twice) <= 4e-16)
  }

  @Test("is the exponential that solves the equation")
  func solution() {
    let step = step(2, factor: 3)
    let gate = relaxed(from: 0.1) { step.relax(&$0, to: 0.9, timeConstant: 4.0) }
    // 0.9 − 0.8 e^(−1.5)
    #expect(abs(gate - 0.7214958718812561) <= 2e-16)
  }

  @Test(
    "beside Crank–Nicolson hurries by 2z³/15, in both forms", arguments: [1e-9, 0.01, 0.1, 0.3])
  func midpoint(_ z: Double) {
    let step = step(z / 2, factor: 2, isMidpoint: true)
    let left = exp(-(z + 2 * z * z * z / 15))
    // The series ends before z⁵ (1/120 + 2/30); and a few roundings.
    let tolerance = 0.075 * pow(z, 5) + 4e-16
    let byRate = relaxed(from: 1) { step.relax(&$0, to: 0.25, rate: 1.0) }
    let byRates = relaxed(from: 1) { step.relax(&$0, alpha: 0.25, beta: 0.75) }
    #expect(abs(byRate - (0.25 + 0.75 * left)) <= tolerance)
    #expect(abs(byRates - (0.25 + 0.75 * left)) <= tolerance)
  }

  @Test("beside Crank–Nicolson stays between start and rest, for any length of a step")
  func midpointBounds() {
    var before = 1.0
    for z in [0.001, 0.1, 0.5, 1, 2, 3, 5, 10, 100, 1e6, 1e30] {
      let step = step(z, isMidpoint: true)
      let byRate = relaxed(from: 1) { step.relax(&$0, to: 0.25, rate: 1.0) }
      let byRates = relaxed(from: 1) { step.relax(&$0, alpha: 0.25, beta: 0.75) }
      #expect(byRate >= 0.25 && byRate <= before && abs(byRates - byRate) <= 4e-16)
      before = byRate
    }
    #expect(before == 0.25)
    let instant = step(0.025, isMidpoint: true)
    #expect(relaxed(from: 1) { instant.relax(&$0, to: 0.6, timeConstant: 0.0) } == 0.6)
  }

  @Test("two gates by one division go as far as each alone", arguments: [true, false])
  func pairs(_ isMidpoint: Bool) {
    // Up to rates of 10⁷⁰, in both gates at once.
    let rates = [0, 1e-30, 0.02, 1.5, 40, 1e9, 1e39, 1e70]
    for (i, alpha) in rates.enumerated() {
      for beta in rates.dropFirst(i) where alpha + beta > 0 {
        for other in rates.dropFirst() {
          let step = step(0.025, isMidpoint: isMidpoint)
          var (m, h) = (Real<OneByOne>(0.3), Real<OneByOne>(0.9))
          step.relax(
            &m, alpha: Real(alpha), beta: Real(beta), &h, alpha: Real(other), beta: Real(beta))
          let (alone, second) = (
            relaxed(from: 0.3) { step.relax(&$0, alpha: Real(alpha), beta: Real(beta)) },
            relaxed(from: 0.9) { step.relax(&$0, alpha: Real(other), beta: Real(beta)) }
          )
          // Four roundings of what a gate goes, in place of one.
          #expect(abs(m.number.value - alone) <= 4e-16, "\(alpha) \(beta) \(other)")
          #expect(abs(h.number.value - second) <= 4e-16, "\(alpha) \(beta) \(other)")
        }
      }
    }
  }

  @Test("two gates have the derivatives of each alone", arguments: [true, false])
  func derivatives(_ isMidpoint: Bool) {
    typealias Timed = Dual<Double>
    // A step whose length is 0 and grows with slope 1, as adaptive steps ask for derivatives.
    let step = Step<Timed>(
      site: Site(
        temperatureFactor: Real(3.0), celsius: Real(6.3), thermalVoltage: Real(24.1)),
      duration: Real(Dual(0, slope: 1)), isMidpoint: isMidpoint)
    var (m, h) = (Real<Timed>(0.3), Real<Timed>(0.9))
    step.relax(&m, alpha: 0.4, beta: 1.5, &h, alpha: 0.02, beta: 0.1)
    // 3 (α − (α + β) x), and two roundings.
    #expect(abs(m.number.slope - 3 * (0.4 - 1.9 * 0.3)) <= 4e-16)
    #expect(abs(h.number.slope - 3 * (0.02 - 0.12 * 0.9)) <= 4e-16)
  }

  @Test("rates, a time constant and a rate say the same")
  func forms() {
    let step = step(0.5)
    let byRates = relaxed(from: 0.2) { step.relax(&$0, alpha: 1.5, beta: 0.5) }
    let byTime = relaxed(from: 0.2) { step.relax(&$0, to: 0.75, timeConstant: 0.5) }
    let byRate = relaxed(from: 0.2) { step.relax(&$0, to: 0.75, rate: 2.0) }
    #expect(byRates == byTime && byTime == byRate)
  }
}
