public import Numerics

/// What equations are evaluated on: a plain number, or a number with its slope in V.
///
/// Mechanisms never name a conforming type: they are written once, on `Real<N>`.
public protocol Number: Sendable {
  /// How many compartments are evaluated at once.
  associatedtype L: Lane

  /// Whether a slope goes with the value.
  static var hasSlope: Bool { get }
  /// The value.
  var value: L { get }
  /// A number that does not depend on V.
  init(_ value: L)

  /// The sum.
  static func + (a: Self, b: Self) -> Self
  /// The difference.
  static func - (a: Self, b: Self) -> Self
  /// The product.
  static func * (a: Self, b: Self) -> Self
  /// The quotient.
  static func / (a: Self, b: Self) -> Self
  /// The negative.
  static prefix func - (a: Self) -> Self
  /// The product with a factor that does not depend on V.
  func scaled(by factor: L) -> Self
  /// The product with `factor`, and `addend`: rounded once where there are no slopes.
  func multiplied(by factor: Self, adding addend: Self) -> Self
  /// eˣ.
  static func exponential(_ x: Self) -> Self
  /// eˣ − 1.
  static func exponentialMinusOne(_ x: Self) -> Self
  /// eˣ − 1 for x ≤ 0 that is mostly small.
  static func decay(_ x: Self) -> Self
  /// x / (eˣ − 1), and 1 at x = 0.
  static func exprelr(_ x: Self) -> Self
  /// x / (eˣ − 1) where eˣ is at hand already.
  static func exprelr(_ x: Self, exponential: Self) -> Self
  /// The same as a quotient that is still to be taken.
  static func exprelrParts(
    _ x: Self, exponential: Self
  ) -> (numerator: Self, denominator: Self)
  /// The natural logarithm of a positive number.
  static func logarithm(_ x: Self) -> Self
  /// The square root.
  static func squareRoot(_ x: Self) -> Self
  /// The same, which fused steps keep for later stages.
  var kept: Self { get }
  /// The same, of which fused steps know nothing before their last stage.
  var late: Self { get }
  /// `ifTrue` where the value of `a` is below that of `b`, `ifFalse` elsewhere.
  static func select(_ a: Self, lessThan b: Self, _ ifTrue: Self, _ ifFalse: Self) -> Self
}

/// A number without a slope.
// The documentation of the operations is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
@frozen
public struct Plain<L: Lane>: Number {
  @inlinable @inline(__always) public static var hasSlope: Bool { false }
  public var value: L
  @inlinable @inline(__always) public init(_ value: L) { self.value = value }
  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    Self(a.value + b.value)
  }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    Self(a.value - b.value)
  }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    Self(a.value * b.value)
  }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    Self(a.value / b.value)
  }
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self { Self(-a.value) }
  @inlinable @inline(__always) public func scaled(by factor: L) -> Self { Self(value * factor) }
  @inlinable @inline(__always)
  public func multiplied(by factor: Self, adding addend: Self) -> Self {
    Self(value.multiplied(by: factor.value, adding: addend.value))
  }
  @inlinable @inline(__always) public static func exponential(_ x: Self) -> Self {
    Self(L.exponential(x.value))
  }
  @inlinable @inline(__always) public static func exponentialMinusOne(_ x: Self) -> Self {
    Self(L.exponentialMinusOne(x.value))
  }
  @inlinable @inline(__always) public static func decay(_ x: Self) -> Self {
    Self(L.decay(x.value))
  }
  @inlinable @inline(__always) public static func exprelr(_ x: Self) -> Self {
    Self(L.exprelr(x.value))
  }
  @inlinable @inline(__always)
  public static func exprelr(_ x: Self, exponential: Self) -> Self {
    Self(L.exprelr(x.value, exponential: exponential.value))
  }
  @inlinable @inline(__always)
  public static func exprelrParts(
    _ x: Self, exponential: Self
  ) -> (numerator: Self, denominator: Self) {
    let parts = L.exprelrParts(x.value, exponential: exponential.value)
    return (Self(parts.numerator), Self(parts.denominator))
  }
  @inlinable @inline(__always) public static func logarithm(_ x: Self) -> Self {
    Self(L.logarithm(x.value))
  }
  @inlinable @inline(__always) public static func squareRoot(_ x: Self) -> Self {
    Self(x.value.squareRootValue())
  }
  @inlinable @inline(__always) public var kept: Self { Self(value.kept) }
  @inlinable @inline(__always) public var late: Self { Self(value.late) }
  @inlinable @inline(__always)
  public static func select(_ a: Self, lessThan b: Self, _ ifTrue: Self, _ ifFalse: Self) -> Self {
    Self(a.value.selectedWhereLess(than: b.value, ifTrue.value, else: ifFalse.value))
  }
}

/// A number with its derivative with respect to the membrane potential: a dual number.
///
/// The derivative of a current, dI/dV, comes from the current's own expression, exact to round-off.
// The documentation of the operations is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
@frozen
public struct Dual<L: Lane>: Number {
  @inlinable @inline(__always) public static var hasSlope: Bool { true }
  public var value: L
  /// The derivative with respect to V.
  public var slope: L

  @inlinable @inline(__always) public init(_ value: L) {
    self.init(value, slope: L(splat: 0))
  }
  @inlinable @inline(__always) public init(_ value: L, slope: L) {
    self.value = value
    self.slope = slope
  }
  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    Self(a.value + b.value, slope: a.slope + b.slope)
  }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    Self(a.value - b.value, slope: a.slope - b.slope)
  }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    Self(a.value * b.value, slope: a.slope.multiplied(by: b.value, adding: a.value * b.slope))
  }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    let quotient = a.value / b.value
    return Self(quotient, slope: (a.slope - quotient * b.slope) / b.value)
  }
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self {
    Self(-a.value, slope: -a.slope)
  }
  @inlinable @inline(__always) public func scaled(by factor: L) -> Self {
    Self(value * factor, slope: slope * factor)
  }
  @inlinable @inline(__always)
  public func multiplied(by factor: Self, adding addend: Self) -> Self {
    self * factor + addend
  }
  @inlinable @inline(__always) public var kept: Self { Self(value.kept, slope: slope.kept) }
  @inlinable @inline(__always) public var late: Self { Self(value.late, slope: slope.late) }
  @inlinable @inline(__always) public static func exponential(_ x: Self) -> Self {
    let e = L.exponential(x.value)
    return Self(e, slope: e * x.slope)
  }
  @inlinable @inline(__always) public static func exponentialMinusOne(_ x: Self) -> Self {
    let e = L.exponentialMinusOne(x.value)
    return Self(e, slope: (e + L(splat: 1)) * x.slope)
  }
  @inlinable @inline(__always) public static func decay(_ x: Self) -> Self {
    exponentialMinusOne(x)
  }
  @inlinable @inline(__always) public static func exprelr(_ x: Self) -> Self {
    let f = L.exprelr(x.value)
    return Self(f, slope: exprelrSlope(x.value, f) * x.slope)
  }
  @inlinable @inline(__always)
  public static func exprelr(_ x: Self, exponential: Self) -> Self {
    let f = L.exprelr(x.value, exponential: exponential.value)
    return Self(f, slope: exprelrSlope(x.value, f) * x.slope)
  }
  /// The numerator has all of the quotient's slope.
  @inlinable @inline(__always)
  public static func exprelrParts(
    _ x: Self, exponential: Self
  ) -> (numerator: Self, denominator: Self) {
    let parts = L.exprelrParts(x.value, exponential: exponential.value)
    let slope = exprelr(x, exponential: exponential).slope * parts.denominator
    return (Self(parts.numerator, slope: slope), Self(parts.denominator))
  }
  /// d/dx of f = x / (eˣ − 1), which is f (1 − f − x) / x; near 0 its series, −1/2 + x/6 − x³/180.
  @inlinable @inline(__always)
  static func exprelrSlope(_ x: L, _ f: L) -> L {
    let square = x * x
    let series = x.multiplied(
      by: square.multiplied(by: L(splat: -1.0 / 180), adding: L(splat: 1.0 / 6)),
      adding: L(splat: -0.5))
    let bound = L(splat: 1e-4)
    let divisor = square.selectedWhereLess(than: bound, L(splat: 1), else: x)
    let direct = f * (L(splat: 1) - f - x) / divisor
    return square.selectedWhereLess(than: bound, series, else: direct)
  }
  @inlinable @inline(__always) public static func logarithm(_ x: Self) -> Self {
    Self(L.logarithm(x.value), slope: x.slope / x.value)
  }
  @inlinable @inline(__always) public static func squareRoot(_ x: Self) -> Self {
    let root = x.value.squareRootValue()
    return Self(root, slope: x.slope / (root + root))
  }
  @inlinable @inline(__always)
  public static func select(_ a: Self, lessThan b: Self, _ ifTrue: Self, _ ifFalse: Self) -> Self {
    Self(
      a.value.selectedWhereLess(than: b.value, ifTrue.value, else: ifFalse.value),
      slope: a.value.selectedWhereLess(than: b.value, ifTrue.slope, else: ifFalse.slope))
  }
}
