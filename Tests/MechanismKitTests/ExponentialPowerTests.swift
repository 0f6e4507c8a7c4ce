import Foundation
import MechanismKit
import Testing

@Suite("One exponential, and one division, for several")
struct ExponentialPowerTests {
  /// Errors in units of 2⁻⁵², of the power or of `scale` if that is more, against 64-bit mantissas, in
  /// which n x is exact.
  private func error(_ n: Int, _ x: Double, of scale: Float80 = 0) -> Double {
    let lanes = ExponentialPowers(Real<InLanes>(x))[n].number.value[5]
    let oracle = ExponentialPowers(Real<OneByOne>(x))[n].number.value
    let exact = exp(Float80(n) * Float80(x))
    let errors = [lanes, oracle].map { abs(Float80($0) - exact) / max(exact, scale) }
    return Double(errors.max() ?? .infinity) * 0x1p52
  }

  @Test("powers next to 1 are as exact as exponentials of their own, up to the eighth")
  func small() {
    for k in -400...400 {
      let x = Double(k) * 4e-4 + 1.7e-5
      for n in 1...8 { #expect(error(n, x) < 2.5, "\(n) \(x)") }
      // Half of a last place of the eighth and what it has from the first, n / 8 times; and roundings.
      for n in 9...127 { #expect(error(n, x) < 0.3 * Double(n) + 3, "\(n) \(x)") }
    }
  }

  @Test("large powers lose a digit or two, and tiny ones are right beside 1")
  func large() {
    for k in -60...60 {
      let x = Double(k) * 0.09 + 1e-3
      for n in [1, 2, 9, 36, 40, 72, 127] {
        #expect(error(n, x, of: 1) < 2.5 * Double(n) + 3, "\(n) \(x)")
      }
    }
  }

  @Test("two quotients by one division are right to two last places")
  func oneDivision() {
    for k in 1...300 {
      let (a, b) = (sin(Double(k)), exp(Double(k % 50 - 25)))
      let (c, d) = (cos(Double(k)), -exp(Double(k % 37 - 15)))
      let found = quotients(
        Real<InLanes>(a), over: Real(b), Real<InLanes>(c), over: Real(d))
      #expect(abs(found.0.number.value[2] - a / b) <= 4.5e-16 * abs(a / b))
      #expect(abs(found.1.number.value[6] - c / d) <= 4.5e-16 * abs(c / d))
    }
  }

  @Test("a rate over an exponential, as a quotient that is still to be taken")
  func parts() {
    for x in [-900.0, -3, -0.05, -1e-9, 0, 1e-9, 0.05, 3, 600] {
      let e = exp(Real<InLanes>(x))
      let parts = exprelrParts(Real(x), exponential: e)
      let whole = exprelr(Real(x), exponential: e)
      #expect((parts.numerator / parts.denominator).number.value == whole.number.value)
    }
  }
}
