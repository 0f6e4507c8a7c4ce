import Numerics
import Testing

/// Numbers of all kinds, of which every pair meets.
private let numbers: [Double] = [
  0, -0.0, 1, -1, 1.0 / 3, -2.5, 1e300, -1e300, 0x1.fffffffffffffp0,
  0x1p-1060, -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
  .infinity, -.infinity, .nan,
]

/// The same bits, or no number both.
private func isSame(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
}

/// The operators that code generic over lanes takes.
private func quotientOfSumAndDifference<L: Lane>(_ a: L, _ b: L) -> L { (a + b) / (a - b) * -a }

@Suite("Arithmetic on whole vectors")
struct VectorArithmeticTests {
  /// Calls a test with every number in eight lanes, each beside eight others.
  private func forEachPair(_ body: (Lanes, Lanes) -> Void) {
    for start in numbers.indices {
      for shift in numbers.indices {
        var (a, b) = (Lanes(splat: numbers[start]), Lanes(splat: 0))
        for lane in 0..<Lanes.width { b[lane] = numbers[(shift + lane) % numbers.count] }
        body(a, b)
        (a, b) = (b, a)
        body(a, b)
      }
    }
  }

  @Test("is that of single numbers, bit by bit")
  func arithmetic() {
    forEachPair { a, b in
      let results = [a + b, a - b, a * b, a / b, -a, a.multiplied(by: b, adding: a)]
      for lane in 0..<Lanes.width {
        let (x, y) = (a[lane], b[lane])
        let due = [x + y, x - y, x * y, x / y, -x, x.multiplied(by: y, adding: x)]
        #expect(zip(results, due).allSatisfy { isSame($0[lane], $1) }, "\(x), \(y)")
        #expect(
          isSame(quotientOfSumAndDifference(a, b)[lane], quotientOfSumAndDifference(x, y)))
      }
    }
  }

  @Test("takes square roots of single numbers, bit by bit")
  func squareRoots() {
    forEachPair { a, _ in
      let roots = a.squareRootValue()
      #expect((0..<Lanes.width).allSatisfy { isSame(roots[$0], a[$0].squareRootValue()) }, "\(a)")
    }
  }

  @Test("replaces the numbers that a mask names, and no others")
  func masks() {
    let (old, new) = (Lanes(0, 1, 2, 3, 4, 5, 6, 7), Lanes(splat: -1))
    for bits in 0..<256 {
      var mask = SIMDMask<Lanes.MaskStorage>(repeating: false)
      for lane in 0..<Lanes.width { mask[lane] = bits >> lane & 1 == 1 }
      let result = old.replacing(with: new, where: mask)
      for lane in 0..<Lanes.width {
        #expect(result[lane] == (mask[lane] ? -1 : Double(lane)), "\(bits)")
      }
    }
  }
}
