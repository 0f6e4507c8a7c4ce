import Numerics
import Testing

@Suite("Logarithms of quotients")
struct QuotientLogarithmTests {
  /// Two numbers, the logarithm of their quotient, and what rounding left of it.
  struct Pair: Sendable {
    var a, b: Double
    var logarithm: Reference

    static let all = QuotientReferences.logarithm.split(separator: "\n").compactMap {
      line -> Pair? in
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 4 else { return nil }
      let reference = Reference(argument: numbers[0], high: numbers[2], low: numbers[3])
      return Pair(a: numbers[0], b: numbers[1], logarithm: reference)
    }
  }

  @Test("lanes are as exact as documented, next to 1 and far from it")
  func laneError() {
    #expect(Pair.all.count > 300)
    for pair in Pair.all {
      let value = Lanes.normalLogarithm(Lanes(repeating: pair.a), over: Lanes(repeating: pair.b))
      for lane in 0..<Lanes.width {
        #expect(pair.logarithm.error(of: value[lane]) <= 2.1, "ln (\(pair.a) / \(pair.b))")
      }
    }
  }

  @Test("scalars are as exact as the quotient that they take")
  func scalarError() {
    for pair in Pair.all where (1e-300...1e300).contains(pair.a / pair.b) {
      let value = Double.normalLogarithm(pair.a, over: pair.b)
      // Half a unit in the last place of the quotient, and one of the logarithm.
      let bound = 0x1p-53 + pair.logarithm.high.ulp
      #expect(abs((value - pair.logarithm.high) - pair.logarithm.low) <= bound)
    }
  }

  @Test("a lane does not depend on its neighbours")
  func independence() {
    for (index, pair) in Pair.all.enumerated() {
      var (a, b) = (Lanes(repeating: 0), Lanes(repeating: .nan))
      for lane in 1..<6 {
        let other = Pair.all[(index * 7 + lane * 31) % Pair.all.count]
        (a[lane], b[lane]) = (other.a, other.b)
      }
      (a[0], b[0]) = (pair.a, pair.b)
      let alone = Lanes.normalLogarithm(Lanes(repeating: pair.a), over: Lanes(repeating: pair.b))
      #expect(Lanes.normalLogarithm(a, over: b)[0].bitPattern == alone[0].bitPattern)
    }
  }

  @Test("nothing hides what is not a finite number", arguments: [Double.nan, .infinity])
  func notFinite(_ odd: Double) {
    let (strange, normal) = (Lanes(repeating: odd), Lanes(repeating: 3))
    #expect(Lanes.normalLogarithm(strange, over: normal)[0].isNaN)
    #expect(Lanes.normalLogarithm(normal, over: strange)[0].isNaN)
  }
}
