#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number, or several numbers side by side, on which kernels and equations are written once.
///
/// Three types conform: `SIMD8<Double>`, on which everything runs; `StagedLane`, the same in a step
/// of several stages; and `Double`, the readable oracle, whose functions are the C library's. Every operation is a
/// requirement witnessed by a concrete function: generic overloads of the standard SIMD protocols are
/// many times slower.
public protocol Lane: Sendable {
  /// How many numbers stand side by side.
  static var width: Int { get }

  /// The same number in every lane.
  init(splat value: Double)

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

  /// `self × factor + addend`, rounded once.
  func multiplied(by factor: Self, adding addend: Self) -> Self
  /// The smaller of two numbers, lane by lane; `self` where it is not a number.
  func minimum(_ other: Self) -> Self
  /// The larger of two numbers, lane by lane; `self` where it is not a number.
  func maximum(_ other: Self) -> Self
  /// `ifTrue` in the lanes in which `self < bound`, `ifFalse` in the others.
  func selectedWhereLess(than bound: Self, _ ifTrue: Self, else ifFalse: Self) -> Self
  /// Whether `self < bound` in any lane.
  func isAnywhereLess(than bound: Self) -> Bool
  /// The square root.
  func squareRootValue() -> Self

  /// eˣ; arguments below −708 give e⁻⁷⁰⁸, above 709 e⁷⁰⁹.
  static func exponential(_ x: Self) -> Self
  /// eˣ − 1, exact to a few ulp for small x too.
  static func exponentialMinusOne(_ x: Self) -> Self
  /// eˣ − 1 for x ≤ 0 that is mostly small, as in the relaxation of a gate over a time step.
  ///
  /// The same bits as `exponentialMinusOne`, sooner where every lane is above −0.34.
  static func decay(_ x: Self) -> Self
  /// x / (eˣ − 1), and 1 at x = 0.
  static func exprelr(_ x: Self) -> Self
  /// The natural logarithm of a positive number.
  static func logarithm(_ x: Self) -> Self
  /// ln (a / b) of positive normal numbers, by one division; not a number where one is not finite.
  static func normalLogarithm(_ a: Self, over b: Self) -> Self

  /// The same logarithm in two halves, for loops that keep the long ways from one operation to the
  /// next apart: up to the division, and what follows it.
  static func logarithmParts(_ a: Self, over b: Self) -> (quotient: Self, exponent: Self)
  /// The second half.
  static func logarithm(quotient: Self, exponent: Self) -> Self

  /// Reads `width` numbers from `pointer` on.
  static func load(_ pointer: UnsafePointer<Double>) -> Self
  /// The same numbers, for what happens along with `other`: a matter of stages alone.
  func alongside(_ other: Self) -> Self
  /// The same numbers, which stages keep for later ones that would make them again.
  var kept: Self { get }
  /// The same numbers, of which nobody knows before the last stage.
  var late: Self { get }
  /// Does something where `a < b` in any lane; what comes of it is `late`.
  static func rarely(
    _ a: Self, lessThan b: Self, alongside other: Self, _ change: () -> Void)
  /// Writes `width` numbers from `pointer` on.
  func store(_ pointer: UnsafeMutablePointer<Double>)
}

extension Lane {
  /// The same: there are no stages.
  @inlinable @inline(__always) public func alongside(_ other: Self) -> Self { self }
  /// The same: there are no stages.
  @inlinable @inline(__always) public var kept: Self { self }
  /// The same: there are no stages.
  @inlinable @inline(__always) public var late: Self { self }
  /// At once: there are no stages.
  @inlinable @inline(__always)
  public static func rarely(
    _ a: Self, lessThan b: Self, alongside other: Self, _ change: () -> Void
  ) { if a.isAnywhereLess(than: b) { change() } }

  /// All of it.
  @inlinable @inline(__always)
  public static func logarithmParts(
    _ a: Self, over b: Self
  ) -> (quotient: Self, exponent: Self) { (normalLogarithm(a, over: b), Self(splat: 0)) }

  /// Nothing that is left to do.
  @inlinable @inline(__always)
  public static func logarithm(quotient: Self, exponent: Self) -> Self { quotient }
}

// The documentation is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: Lane {
  @inlinable @inline(__always) public static var width: Int { 1 }
  @inlinable @inline(__always) public init(splat value: Double) { self = value }
  @inlinable @inline(__always)
  public func multiplied(by factor: Double, adding addend: Double) -> Double {
    addend.addingProduct(self, factor)
  }
  @inlinable @inline(__always) public func minimum(_ other: Double) -> Double {
    self > other ? other : self
  }
  @inlinable @inline(__always) public func maximum(_ other: Double) -> Double {
    self < other ? other : self
  }
  @inlinable @inline(__always)
  public func selectedWhereLess(than bound: Double, _ ifTrue: Double, else ifFalse: Double)
    -> Double
  { self < bound ? ifTrue : ifFalse }
  @inlinable @inline(__always) public func isAnywhereLess(than bound: Double) -> Bool {
    self < bound
  }
  @inlinable @inline(__always) public func squareRootValue() -> Double { self.squareRoot() }
  @inlinable @inline(__always) public static func exponential(_ x: Double) -> Double {
    exp(x.maximum(-708).minimum(709))
  }
  @inlinable @inline(__always) public static func exponentialMinusOne(_ x: Double) -> Double {
    expm1(x.maximum(-708).minimum(709))
  }
  @inlinable @inline(__always) public static func decay(_ x: Double) -> Double {
    expm1(x.maximum(-708))
  }
  @inlinable @inline(__always) public static func exprelr(_ x: Double) -> Double {
    x == 0 ? 1 : x / exponentialMinusOne(x)
  }
  @inlinable @inline(__always) public static func logarithm(_ x: Double) -> Double { log(x) }
  @inlinable @inline(__always)
  public static func normalLogarithm(_ a: Double, over b: Double) -> Double { log(a / b) }
  @inlinable @inline(__always)
  public static func load(_ pointer: UnsafePointer<Double>) -> Double { pointer.pointee }
  @inlinable @inline(__always) public func store(_ pointer: UnsafeMutablePointer<Double>) {
    pointer.pointee = self
  }
}
