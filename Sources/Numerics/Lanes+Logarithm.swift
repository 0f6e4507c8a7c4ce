/// Logarithms in lanes: ln x = e ln 2 + 2 artanh s, with |s| ≤ 0.2.
///
/// Errors against 30-digit arithmetic stay below 2.1 ulp, also next to 1. The polynomial is a minimax
/// fit of artanh, made by tools/generate_logarithm.py.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SIMD8<Double> {
  /// As the C library has it: −∞ at 0, not a number below, ∞ at ∞.
  @inlinable @inline(__always)
  public static func logarithm(_ x: Self) -> Self {
    // Subnormal numbers are scaled into the normal range and back.
    let tiny = x .< Self(splat: 0x1p-1022)
    let scaled = x.replacing(with: x * Self(splat: 0x1p54), where: tiny)
    let power = Self(splat: 0).replacing(with: Self(splat: 54), where: tiny)
    let result = normalLogarithm(scaled, power)
    let outside = result.replacing(with: x, where: .!(x .< Self(splat: .infinity)))
    let negative = outside.replacing(with: Self(splat: .nan), where: x .< Self(splat: 0))
    return negative.replacing(with: Self(splat: -.infinity), where: x .== Self(splat: 0))
  }

  /// ln (a / b) = e ln 2 + ln (a / 2ᵉ b), with 2ᵉ b next to a.
  ///
  /// e is the difference of the bits as a number with 52 binary places, rounded. Between powers of
  /// two, bits are linear in the number: a / 2ᵉ b is from 1 / 1.5 to 1.5, where a − 2ᵉ b is exact.
  @inlinable @inline(__always)
  public static func normalLogarithm(_ a: Self, over b: Self) -> Self {
    let parts = logarithmParts(a, over: b)
    return logarithm(quotient: parts.quotient, exponent: parts.exponent)
  }

  /// (a − 2ᵉ b) / (a + 2ᵉ b), and e.
  @inlinable @inline(__always)
  public static func logarithmParts(
    _ a: Self, over b: Self
  ) -> (quotient: Self, exponent: Self) {
    typealias Bits = SIMD8<Int64>
    let (aBits, bBits) = (unsafeBitCast(a, to: Bits.self), unsafeBitCast(b, to: Bits.self))
    let exponent = (aBits &- bBits &+ Bits(repeating: 1 << 51)) &>> Bits(repeating: 52)
    let near = unsafeBitCast(bBits &+ (exponent &<< Bits(repeating: 52)), to: Self.self)
    // The scaled bits of what is not a number may be one; 0 × b is not.
    let shift = Self(splat: 0x1.8p52)
    let shifted = b.multiplied(by: Self(splat: 0), adding: shifted(exponent))
    return ((a - near) / (a + near), shifted - shift)
  }

  /// e ln 2 + 2 artanh s.
  @inlinable @inline(__always)
  public static func logarithm(quotient: Self, exponent: Self) -> Self {
    logarithm(s: quotient, e: exponent)
  }

  /// ln (x / 2ᵖ) for positive, finite, normal x.
  @inlinable @inline(__always)
  static func normalLogarithm(_ x: Self, _ power: Self) -> Self {
    let (exponent, m) = split(x)
    let s = (m - Self(splat: 1)) / (m + Self(splat: 1))
    return logarithm(s: s, e: number(exponent) - power)
  }

  /// x = 2ᵉ m with m in [√½, √2), for normal x.
  @inlinable @inline(__always)
  static func split(_ x: Self) -> (exponent: SIMD8<Int64>, mantissa: Self) {
    typealias Bits = SIMD8<Int64>
    let bits = unsafeBitCast(x, to: Bits.self)
    // Subtracting √½ in bits splits off the exponent so that the mantissa falls into [√½, √2).
    let offset = Bits(repeating: 0x3FE6_A09E_667F_3BCD)
    let exponent = (bits &- offset) &>> Bits(repeating: 52)
    return (exponent, unsafeBitCast(bits &- (exponent &<< Bits(repeating: 52)), to: Self.self))
  }

  /// An integer below 2⁵¹ as a number: added to the bits of 1.5 × 2⁵² it is that number.
  @inlinable @inline(__always)
  static func number(_ integer: SIMD8<Int64>) -> Self {
    shifted(integer) - Self(splat: 0x1.8p52)
  }

  /// An integer below 2⁵¹, and 1.5 × 2⁵².
  @inlinable @inline(__always)
  static func shifted(_ integer: SIMD8<Int64>) -> Self {
    let shift = unsafeBitCast(Self(splat: 0x1.8p52), to: SIMD8<Int64>.self)
    return unsafeBitCast(integer &+ shift, to: Self.self)
  }

  /// e ln 2 + 2 artanh s, small summands first.
  @inlinable @inline(__always)
  static func logarithm(s: Self, e: Self) -> Self {
    let square = s * s
    let low = e * Self(splat: 0x1.abc9e3b39803fp-56)
    let tail = artanhTail(square).multiplied(by: s * square, adding: low)
    let rest = s.multiplied(by: Self(splat: 2), adding: tail)
    return e.multiplied(by: Self(splat: 0x1.62e42fefa39efp-1), adding: rest)
  }

  /// 2 (artanh s − s) / s³ as a polynomial in s² ≤ 0.04.
  @inlinable @inline(__always)
  static func artanhTail(_ square: Self) -> Self {
    @inline(__always) func pair(_ high: Double, _ low: Double) -> Self {
      square.multiplied(by: Self(splat: high), adding: Self(splat: low))
    }
    let fourth = square * square
    let p01 = pair(0x1.99999998f0878p-2, 0x1.5555555555777p-1)
    let p23 = pair(0x1.c71c014b1b04ep-3, 0x1.249249b24ababp-2)
    let p45 = pair(0x1.385288f9493cfp-3, 0x1.7474e6b2651cap-3)
    let high = Self(splat: 0x1.3ac07db356584p-3).multiplied(by: fourth, adding: p45)
    let low = p23.multiplied(by: fourth, adding: p01)
    return high.multiplied(by: fourth * fourth, adding: low)
  }
}
