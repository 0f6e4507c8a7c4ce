import Foundation
import MechanismKit
import Testing

@Suite("One exponential, and one division, for several")
struct ExponentialPowerTests {
  /// The relative error in units of 2⁻⁵², against a mantissa of 64 bits, in which n x is exact.
  private func error(_ n: Int, _ x: Double) -> Double {
    let lanes = ExponentialPowers(Real<InLanes>(x))[n].number.value[5]
    let oracle = ExponentialPowers(Real<OneByOne>(x))[n].number.value
    let exact = exp(Float80(n) * Float80(x))
    let errors = [lanes, oracle].map { abs(Float80($0) / exact - 1) }
    return Double(errors.max() ?? .infinity) * 0x1p52
  }

  @Test("the n-th power has n times the error of an exponential")
  func powers() {
    for k in -400...400 {
      for x in [Double(k) * 4e-4 + 1.7e-5, Double(k) * 0.013 + 1e-3] {
        // Half of a last place, or one, of the first and of each of some ten products after it.
        for n in 1...127 { #expect(error(n, x) < 2 * Double(n) + 1, "\(n) \(x)") }
      }
    }
  }

  @Test("powers saturate")
  func limits() {
    #expect(ExponentialPowers(Real<InLanes>(-100))[72].number.value[0] == 0)
    #expect(ExponentialPowers(Real<InLanes>(100))[72].number.value[0] == .infinity)
    #expect(ExponentialPowers(Real<InLanes>(0))[127].number.value[0] == 1)
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

  @Test("slopes come along", arguments: [-3, -0.05, 0.004, 0.05, 3, 30])
  func slopes(_ x: Double) {
    let number = Real<OneByOneWithSlope>(Dual(x, slope: 2))
    let e = exp(number)
    let parts = exprelrParts(number, exponential: e)
    let expected = exprelr(number, exponential: e).number.slope
    let found = quotients(parts.numerator, over: parts.denominator, number, over: Real(4))
    // Some roundings of the slope, and of the quotient by which the denominator's would count.
    #expect(abs(found.0.number.slope - expected) <= 1e-15 * abs(expected))
    #expect(abs(found.1.number.slope - 0.5) <= 4e-16)
    let ninth = ExponentialPowers(number)[9].number
    #expect(abs(ninth.slope - 18 * ninth.value) <= 1e-14 * ninth.slope)
  }
}
