public import Numerics

/// The number that mechanisms' equations are written on.
///
/// One nominal type keeps the type checker fast: mixed operators between lanes, duals and literals
/// can cost it ten seconds and an error. Literals are numbers: `0.07 * exp(-(v + 65.0) / 20.0)`.
// The operators need no words.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
@frozen
public struct Real<N: Number>: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The number underneath.
  public var number: N

  /// Wraps a number.
  @inlinable @inline(__always) public init(_ number: N) { self.number = number }
  /// The same value in every compartment.
  @inlinable @inline(__always) public init(_ value: Double) { number = N(N.L(splat: value)) }
  @inlinable @inline(__always) public init(floatLiteral value: Double) { self.init(value) }
  @inlinable @inline(__always) public init(integerLiteral value: Int) { self.init(Double(value)) }

  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    Self(a.number + b.number)
  }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    Self(a.number - b.number)
  }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    Self(a.number * b.number)
  }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    Self(a.number / b.number)
  }
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self { Self(-a.number) }
  @inlinable @inline(__always) public static func += (a: inout Self, b: Self) { a = a + b }
  @inlinable @inline(__always) public static func -= (a: inout Self, b: Self) { a = a - b }
  @inlinable @inline(__always) public static func *= (a: inout Self, b: Self) { a = a * b }
}

/// eˣ.
@inlinable @inline(__always)
public func exp<N: Number>(_ x: Real<N>) -> Real<N> { Real(N.exponential(x.number)) }

/// eˣ − 1, exact for small x too.
@inlinable @inline(__always)
public func expm1<N: Number>(_ x: Real<N>) -> Real<N> { Real(N.exponentialMinusOne(x.number)) }

/// x / (eˣ − 1), regular at 0, where it is 1: the form of most opening rates.
@inlinable @inline(__always)
public func exprelr<N: Number>(_ x: Real<N>) -> Real<N> { Real(N.exprelr(x.number)) }

/// x / (eˣ − 1) where eˣ is at hand already, from another rate with a related exponent.
///
/// Near 0 it is a series, as the difference eˣ − 1 would have lost digits there: the relative error
/// is below 1e-14 at the seam, |x| = 0.06, and a few ulp elsewhere.
@inlinable @inline(__always)
public func exprelr<N: Number>(_ x: Real<N>, exponential: Real<N>) -> Real<N> {
  Real(N.exprelr(x.number, exponential: exponential.number))
}

/// The same as a quotient that is still to be taken.
@inlinable @inline(__always)
public func exprelrParts<N: Number>(
  _ x: Real<N>, exponential: Real<N>
) -> (numerator: Real<N>, denominator: Real<N>) {
  let parts = N.exprelrParts(x.number, exponential: exponential.number)
  return (Real(parts.numerator), Real(parts.denominator))
}

/// a / b and c / d by one division: for numbers b and d whose product is a number too, and not 0.
///
/// Divisions are what takes longest on many processors. Each quotient is rounded four times.
@inlinable @inline(__always)
public func quotients<N: Number>(
  _ a: Real<N>, over b: Real<N>, _ c: Real<N>, over d: Real<N>
) -> (Real<N>, Real<N>) {
  let inverse = 1.0 / (b * d)
  return (kept(a * (d * inverse)), kept(c * (b * inverse)))
}

/// The same number, which fused steps keep for later stages in place of computing it again.
@inlinable @inline(__always)
public func kept<N: Number>(_ x: Real<N>) -> Real<N> { Real(x.number.kept) }

/// The natural logarithm of a positive number.
@inlinable @inline(__always)
public func log<N: Number>(_ x: Real<N>) -> Real<N> { Real(N.logarithm(x.number)) }

/// The square root.
@inlinable @inline(__always)
public func sqrt<N: Number>(_ x: Real<N>) -> Real<N> { Real(N.squareRoot(x.number)) }

/// xʸ for x > 0.
@inlinable @inline(__always)
public func pow<N: Number>(_ x: Real<N>, _ y: Real<N>) -> Real<N> { exp(y * log(x)) }

/// tanh x, exact for small x too.
@inlinable @inline(__always)
public func tanh<N: Number>(_ x: Real<N>) -> Real<N> {
  let e = expm1(x + x)
  return e / (e + 2.0)
}

/// 1 / (1 + e⁻ˣ): the form of most steady states.
@inlinable @inline(__always)
public func sigmoid<N: Number>(_ x: Real<N>) -> Real<N> { 1.0 / (1.0 + exp(-x)) }

/// `ifTrue` where `a < b`, `ifFalse` elsewhere; both are evaluated.
@inlinable @inline(__always)
public func select<N: Number>(
  _ a: Real<N>, lessThan b: Real<N>, _ ifTrue: Real<N>, else ifFalse: Real<N>
) -> Real<N> {
  Real(N.select(a.number, lessThan: b.number, ifTrue.number, ifFalse.number))
}

/// Whether `a < b` in any of the compartments that are evaluated together.
///
/// For shortcuts that change no bit of any result: what is spared where this is false must be
/// something that would have left every number as it was.
@inlinable @inline(__always)
public func anywhere<N: Number>(_ a: Real<N>, lessThan b: Real<N>) -> Bool {
  a.number.value.isAnywhereLess(than: b.number.value)
}

/// Changes `x` where `a < b` in any of the compartments that are evaluated together.
///
/// For what happens rarely, and leaves every number as it was where it need not happen. Fused steps
/// ask last, and once; they do nothing that needs `x` before. `change` may change nothing but `x`.
@inlinable @inline(__always)
public func rarely<N: Number>(
  _ x: inout Real<N>, where a: Real<N>, lessThan b: Real<N>, _ change: (inout Real<N>) -> Void
) {
  N.L.rarely(a.number.value, lessThan: b.number.value, alongside: x.number.value) { change(&x) }
  x = Real(x.number.late)
}
