import MechanismKit
import Testing

private typealias Number = Real<OneByOneWithSlope>

/// V itself: a number whose slope is 1.
private func variable(_ value: Double) -> Number { Number(Dual(value, slope: 1)) }

/// A function with its derivative in closed form.
private struct Differentiated: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var function: @Sendable (Number) -> Number
  var derivative: @Sendable (Double) -> Double
}

private func scalar(_ x: Double, _ f: (Real<OneByOne>) -> Real<OneByOne>) -> Double {
  f(Real(x)).number.value
}

private let functions = [
  Differentiated(testDescription: "polynomial") {
    let square = $0 * $0
    return 2.0 * square - $0 / 4.0 + 1.0
  } derivative: {
    4 * $0 - 0.25
  },
  Differentiated(testDescription: "quotient") {
    1.0 / (1.0 + $0 * $0)
  } derivative: {
    -2 * $0 / ((1 + $0 * $0) * (1 + $0 * $0))
  },
  Differentiated(testDescription: "exp") {
    exp($0 * 2.0)
  } derivative: { x in
    2 * scalar(2 * x) { exp($0) }
  },
  Differentiated(testDescription: "expm1") {
    expm1(-$0)
  } derivative: { x in
    -scalar(-x) { exp($0) }
  },
  Differentiated(testDescription: "log") {
    log($0 * 3.0)
  } derivative: {
    1 / $0
  },
  Differentiated(testDescription: "sqrt") {
    sqrt($0)
  } derivative: {
    0.5 / $0.squareRoot()
  },
  Differentiated(testDescription: "pow") {
    pow($0, 3.0)
  } derivative: {
    3 * $0 * $0
  },
  Differentiated(testDescription: "tanh") {
    tanh($0)
  } derivative: { x in
    let t = scalar(x) { tanh($0) }
    return 1 - t * t
  },
  Differentiated(testDescription: "sigmoid") {
    sigmoid($0 / 5.0)
  } derivative: { x in
    let s = scalar(x / 5) { sigmoid($0) }
    return s * (1 - s) / 5
  },
  Differentiated(testDescription: "select") {
    select($0, lessThan: 1.0, $0 * $0, else: 7.0 * $0)
  } derivative: {
    $0 < 1 ? 2 * $0 : 7
  },
]

/// x and d/dx of x / (eˣ − 1), from 50 digits (mpmath).
private let exprelrSlopes: [(Double, Double)] = [
  (-200, -1.0), (-30, -0.999999999997286289), (-3, -0.886972679985076662),
  (-0.5, -0.582645038020416402), (-0.0611, -0.510182066284874604),
  (-0.06, -0.509998800154267202), (-0.0101, -0.501683327609459742),
  (-0.0099, -0.501649994609468869), (-1e-3, -0.500166666661111111),
  (-1e-6, -0.500000166666666667), (-1e-12, -0.500000000000166667), (0, -0.5),
  (1e-12, -0.499999999999833333), (1e-6, -0.499999833333333333), (1e-3, -0.499833333338888889),
  (0.0099, -0.498350005390531131), (0.0101, -0.498316672390540258),
  (0.0599, -0.49001786052367513), (0.0601, -0.489984539187781897), (0.5, -0.417354961979583598),
  (3, -0.113027320014923338), (30, -2.71371066096416727e-12), (200, -2.75395408820610769e-85),
]

@Suite("Slopes")
struct DualTests {
  @Test("are the derivatives in closed form", arguments: functions)
  fileprivate func slopes(_ differentiated: Differentiated) {
    for x in [0.01, 0.3, 0.999, 1.7, 4, 20] {
      let slope = differentiated.function(variable(x)).number.slope
      let expected = differentiated.derivative(x)
      // A few roundings each; 1 − tanh² loses up to 1e-16 absolutely.
      #expect(abs(slope - expected) <= 4e-16 + 4e-15 * abs(expected), "at \(x)")
    }
  }

  @Test("agree with central differences", arguments: functions)
  fileprivate func differences(_ differentiated: Differentiated) {
    for x in [0.3, 1.7, 4] {
      let step = 1e-4
      let (above, below) = (
        differentiated.function(variable(x + step)), differentiated.function(variable(x - step))
      )
      let difference = (above.number.value - below.number.value) / (2 * step)
      let slope = differentiated.function(variable(x)).number.slope
      // Truncation is step² f‴/6 and rounding 1e-12 of the value; f‴ is at most 8 f here.
      let size = abs(differentiated.function(variable(x)).number.value) + abs(slope)
      #expect(abs(difference - slope) <= 1e-7 * size, "at \(x)")
    }
  }

  @Test("of exprelr are exact on both sides of the series' end", arguments: exprelrSlopes)
  func exprelrSlope(_ x: Double, _ expected: Double) {
    let slope = exprelr(variable(x)).number.slope
    #expect(abs(slope - expected) <= 1e-13 * abs(expected))
    let related = exprelr(variable(x), exponential: exp(variable(x))).number.slope
    // 1 − f − x loses digits like 1/|x|, after f itself has: 1/x² of an ulp at the seam, 0.06.
    #expect(abs(related - expected) <= 1e-12 * abs(expected))
  }

  @Test("are 0 for what does not depend on V")
  func constants() {
    #expect((Number(3) * exp(Number(2))).number.slope == 0)
    #expect(exprelr(Number(0)).number.slope == 0)
  }

  @Test("leave out what is said to be still")
  func still() {
    let x = variable(3)
    let product = (x * x).scaled(by: x.still).number
    #expect(product.value == 27 && product.slope == 18)
    #expect(Number(still: x.still).number.slope == 0)
  }

  @Test("are the same in lanes", arguments: functions)
  fileprivate func values(_ differentiated: Differentiated) {
    for x in [0.3, 1.7, 4] {
      let dual = differentiated.function(variable(x)).number
      #expect(dual.value.isFinite && dual.slope.isFinite)
    }
    for (x, _) in exprelrSlopes {
      let lanes = exprelr(Real<InLanesWithSlope>(Dual(Lanes(splat: x), slope: Lanes(splat: 1))))
      let one = exprelr(variable(x)).number
      #expect(abs(lanes.number.slope[6] - one.slope) <= 1e-13 * abs(one.slope))
    }
  }
}

@Suite("Shortcuts")
struct ShortcutTests {
  @Test("are not taken where one lane differs")
  func anywhereInLanes() {
    for lane in 0..<8 {
      var lanes = SIMD8<Double>(repeating: 2)
      #expect(!anywhere(Real(Plain(lanes)), lessThan: 2.0))
      lanes[lane] = 1.5
      #expect(anywhere(Real(Plain(lanes)), lessThan: 2.0))
      lanes[lane] = .nan
      #expect(!anywhere(Real(Plain(lanes)), lessThan: 2.0))
    }
    #expect(anywhere(variable(1), lessThan: 2.0) && !anywhere(variable(2), lessThan: 2.0))
  }
}
