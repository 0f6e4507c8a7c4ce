import MechanismKit
import Testing

@Suite("Relaxation over a step")
struct StepTests {
  private func step(
    _ duration: Double, factor: Double = 1, correction: Double = 0
  ) -> Step<OneByOne> {
    Step(
      site: Site(
        temperatureFactor: Real(factor), celsius: Real(6.3), thermalVoltage: Real(24.1)),
      duration: Real(duration), correction: Real(correction))
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

  @Test("beside Crank–Nicolson is the exponential of z + z³/12")
  func correction() {
    let step = step(1, correction: 1.0 / 12)
    let gate = relaxed(from: 1) { step.relax(&$0, to: 0.0, rate: 2.0) }
    // z = 2: e^(−2 − 8/12), within the roundings of the exponent and the exponential
    #expect(abs(gate - 0.06948345122280154) <= 1e-16)
    let endless = self.step(1e30, correction: 1.0 / 12)
    // 1 − (1 − 0.3) is an ulp above 0.3.
    #expect(abs(relaxed(from: 1) { endless.relax(&$0, to: 0.3, rate: 2.0) } - 0.3) <= 6e-17)
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
