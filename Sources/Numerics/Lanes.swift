/// Eight numbers side by side: the width at which kernels run.
///
/// Eight were faster than four, with two 256-bit registers in flight (docs/decisions/0001).
public typealias Lanes = SIMD8<Double>

// The documentation is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SIMD8<Double>: Lane {
  @inlinable @inline(__always) public static var width: Int { 8 }
  @inlinable @inline(__always) public init(splat value: Double) { self.init(repeating: value) }
  /// From −0, which the compiler takes for a change of sign: it costs nothing as an addend, where a
  /// difference from 0 is an operation of its own.
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self {
    Self(splat: -0.0) - a
  }
  @inlinable @inline(__always) public func minimum(_ other: Self) -> Self {
    self.replacing(with: other, where: self .> other)
  }
  @inlinable @inline(__always) public func maximum(_ other: Self) -> Self {
    self.replacing(with: other, where: self .< other)
  }
  @inlinable @inline(__always)
  public func selectedWhereLess(than bound: Self, _ ifTrue: Self, else ifFalse: Self) -> Self {
    ifFalse.replacing(with: ifTrue, where: self .< bound)
  }
  @inlinable @inline(__always) public func isAnywhereLess(than bound: Self) -> Bool {
    any(self .< bound)
  }
  @inlinable @inline(__always)
  public static func load(_ pointer: UnsafePointer<Double>) -> Self {
    UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }
  @inlinable @inline(__always) public func store(_ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }
}

/// Exponentials in lanes: reduction to |r| ≤ ln 2 / 2 and a polynomial of degree 11.
///
/// Errors against 50-digit arithmetic: `exponential` 1.1 ulp, `exponentialMinusOne` 2.2,
/// `exprelr` 2.3 (NumericsTests). The coefficients are a minimax fit of (eʳ − 1 − r) / r² on
/// |r| ≤ 1.0005 ln 2 / 2, made by tools/generate_exponential.py.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SIMD8<Double> {
  @inlinable @inline(__always)
  public static func exponential(_ x: Self) -> Self {
    let (r, magic) = reduced(clamped(x))
    return (Self(splat: 1) + polynomial(r)).scaled(byPowerIn: magic)
  }

  @inlinable @inline(__always)
  public static func exponentialMinusOne(_ x: Self) -> Self {
    let (r, magic) = reduced(clamped(x))
    let scale = Self(splat: 1).scaled(byPowerIn: magic)
    return scale.multiplied(by: polynomial(r), adding: scale - Self(splat: 1))
  }

  /// Where no lane needs the reduction, its power of two is 2⁰ and the polynomial alone has the
  /// same bits: the shortcut is invisible, whatever stands in the neighbouring lanes.
  @inlinable @inline(__always)
  public static func decay(_ x: Self) -> Self {
    if all(x .> Self(splat: -0.34)) { return polynomial(x) }
    return exponentialMinusOne(x)
  }

  @inlinable @inline(__always)
  public static func exprelr(_ x: Self) -> Self {
    let nonzero = withoutZeros(x)
    return nonzero / exponentialMinusOne(nonzero)
  }

  /// A tiny argument in the place of 0: x / (eˣ − 1) is 1 there to the last bit.
  @inlinable @inline(__always)
  static func withoutZeros(_ x: Self) -> Self {
    x.replacing(with: Self(splat: 1e-30), where: x .== Self(splat: 0))
  }

  @inlinable @inline(__always)
  static func clamped(_ x: Self) -> Self {
    x.maximum(Self(splat: -708)).minimum(Self(splat: 709))
  }

  /// eʳ − 1 for |r| ≤ ln 2 / 2, as r + r² q(r).
  @inlinable @inline(__always)
  static func polynomial(_ r: Self) -> Self {
    @inline(__always) func pair(_ high: Double, _ low: Double) -> Self {
      r.multiplied(by: Self(splat: high), adding: Self(splat: low))
    }
    let square = r * r
    let q01 = pair(0x1.55555555554f9p-3, 0x1.000000000000ap-1)
    let q23 = pair(0x1.1111111127d12p-7, 0x1.555555555083ep-5)
    let q45 = pair(0x1.a01a012a0de71p-13, 0x1.6c16c18438ad1p-10)
    let q67 = pair(0x1.71df25b64c759p-19, 0x1.a01999e26bfa7p-16)
    let q89 = pair(0x1.ad7f395612954p-26, 0x1.28ad9b7dbaf49p-22)
    let upper = q89.multiplied(by: square, adding: q67).multiplied(by: square, adding: q45)
    let q = upper.multiplied(by: square, adding: q23).multiplied(by: square, adding: q01)
    return q.multiplied(by: square, adding: r)
  }

  /// x = n ln 2 + r, with n in the low bits of `magic` (the sum with 1.5 × 2⁵² rounds to nearest).
  @inlinable @inline(__always)
  static func reduced(_ x: Self) -> (r: Self, magic: Self) {
    let shift = Self(splat: 0x1.8p52)
    let magic = x.multiplied(by: Self(splat: 1.4426950408889634), adding: shift)
    let n = magic - shift
    let high = n.multiplied(by: Self(splat: -0x1.62e42fefa39efp-1), adding: x)
    return (n.multiplied(by: Self(splat: -0x1.abc9e3b39803fp-56), adding: high), magic)
  }

  /// self × 2ⁿ, n in the low bits of `magic`: n is added to the exponent field.
  @inlinable @inline(__always)
  func scaled(byPowerIn magic: Self) -> Self {
    let power = unsafeBitCast(magic, to: SIMD8<Int64>.self) &<< SIMD8<Int64>(repeating: 52)
    return unsafeBitCast(unsafeBitCast(self, to: SIMD8<Int64>.self) &+ power, to: Self.self)
  }
}
