import Numerics
import Testing

/// Two rows at once have the bits that each has alone.
@Suite("Two rows of lanes")
struct LanePairTests {
  private let values = (0..<32).map { 1.7 * Double($0) - 20.3 }

  private func pair(_ first: Int) -> LanePair { LanePair(lanes(first), lanes(first + 8)) }

  private func lanes(_ first: Int) -> Lanes {
    values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Lanes.load($0 + first) } ?? Lanes(splat: .nan)
    }
  }

  private func expect(
    _ name: String, _ twice: (LanePair, LanePair) -> LanePair, _ once: (Lanes, Lanes) -> Lanes
  ) {
    let found = twice(pair(0), pair(16))
    #expect(bits(found.low) == bits(once(lanes(0), lanes(16))), "\(name)")
    #expect(bits(found.high) == bits(once(lanes(8), lanes(24))), "\(name)")
  }

  private func bits(_ lanes: Lanes) -> [UInt64] { (0..<8).map { lanes[$0].bitPattern } }

  @Test("operations")
  func operations() {
    expect("+", { $0 + $1 }, { $0 + $1 })
    expect("-", { $0 - $1 }, { $0 - $1 })
    expect("*", { $0 * $1 }, { $0 * $1 })
    expect("/", { $0 / $1 }, { $0 / $1 })
    expect("negative", { a, _ in -a }, { a, _ in -a })
    expect("fma", { $0.multiplied(by: $1, adding: $0) }, { $0.multiplied(by: $1, adding: $0) })
    expect("minimum", { $0.minimum($1) }, { $0.minimum($1) })
    expect("maximum", { $0.maximum(-$1) }, { $0.maximum(-$1) })
    expect(
      "select", { $0.selectedWhereLess(than: -$1, $0, else: $1) },
      { $0.selectedWhereLess(than: -$1, $0, else: $1) })
  }

  @Test("functions")
  func functions() {
    expect("root", { $1.squareRootValue() + $0 }, { $1.squareRootValue() + $0 })
    expect("exp", { a, _ in .exponential(a) }, { a, _ in .exponential(a) })
    expect("expm1", { a, _ in .exponentialMinusOne(a) }, { a, _ in .exponentialMinusOne(a) })
    expect("decay", { -LanePair.decay(-$1) + $0 }, { -Lanes.decay(-$1) + $0 })
    expect("exprelr", { a, _ in .exprelr(a) }, { a, _ in .exprelr(a) })
    expect("ln", { _, b in .logarithm(b) }, { _, b in .logarithm(b) })
    expect(
      "ln of a quotient", { .normalLogarithm($1, over: $1 * $1) + $0 },
      { .normalLogarithm($1, over: $1 * $1) + $0 })
  }

  @Test("any of sixteen numbers can be less")
  func anywhere() {
    let one = LanePair(splat: 1)
    #expect(!one.isAnywhereLess(than: one))
    for lane in 0..<8 {
      var less = Lanes(splat: 1)
      less[lane] = 0
      #expect(LanePair(less, one.high).isAnywhereLess(than: one))
      #expect(LanePair(one.low, less).isAnywhereLess(than: one))
    }
  }

  @Test("rows may stand apart, or be the same")
  func rows() {
    values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let apart = LanePair.load(base, rowDistance: 20)
      #expect(apart.low == Lanes.load(base) && apart.high == Lanes.load(base + 20))
      let same = LanePair.load(base, rowDistance: 0)
      #expect(same.low == Lanes.load(base) && same.high == Lanes.load(base))
      #expect(Lanes.load(base, rowDistance: 0) == Lanes.load(base))
    }
    var stored = [Double](repeating: 0, count: 16)
    stored.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { pair(3).store(base) }
    }
    #expect(stored == Array(values[3..<19]))
  }
}
