import Numerics
import Testing

/// The operations of a lane on eight numbers at once, as an array.
private func each(_ values: [Double], _ body: (Lanes) -> Lanes) -> [Double] {
  values.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress, buffer.count == Lanes.width else { return [] }
    let result = body(Lanes.load(base))
    return (0..<Lanes.width).map { result[$0] }
  }
}

@Suite("Lanes")
struct LaneTests {
  private let left = [-2.5, -1, -0.0, 0, 1e-300, 1, 2.5, 1e300]
  private let right = [1.0, -1, 0, -3, 2e-300, 0.5, 2.5, -1e300]

  @Test("eight numbers are treated as one number eight times")
  func arithmetic() {
    let other = Lanes(right)
    #expect(each(left) { $0.minimum(other) } == zip(left, right).map { $0.minimum($1) })
    #expect(each(left) { $0.maximum(other) } == zip(left, right).map { $0.maximum($1) })
    #expect(
      each(left) { $0.multiplied(by: other, adding: other) }
        == zip(left, right).map { $0.multiplied(by: $1, adding: $1) })
    #expect(
      each(left) { $0.selectedWhereLess(than: other, Lanes(splat: 1), else: Lanes(splat: 2)) }
        == zip(left, right).map { $0.selectedWhereLess(than: $1, 1, else: 2) })
    #expect(
      each([0, 1, 2, 3, 4, 5, 6, 7]) { $0.squareRootValue() }
        == (0..<8).map { Double($0).squareRootValue() })
  }

  @Test("a product is added with one rounding")
  func fusedMultiplyAdd() {
    let x = 1 + 0x1p-30
    // x² − 1 − 2⁻²⁹ is 2⁻⁶⁰, which a rounded product would lose.
    #expect(x.multiplied(by: x, adding: -1 - 0x1p-29) == 0x1p-60)
    #expect(
      Lanes(splat: x).multiplied(by: Lanes(splat: x), adding: Lanes(splat: -1 - 0x1p-29))[5]
        == 0x1p-60)
  }

  @Test("what is stored is what was loaded, at any address")
  func loadAndStore() {
    let source = (0..<12).map { Double($0) + 0.5 }
    var target = [Double](repeating: 0, count: 12)
    source.withUnsafeBufferPointer { from in
      target.withUnsafeMutableBufferPointer { to in
        guard let from = from.baseAddress, let to = to.baseAddress else { return }
        Lanes.load(from + 3).store(to + 1)
      }
    }
    #expect(target == [0] + source[3..<11] + [0, 0, 0])
  }
}
