/// Two rows of eight numbers, operation by operation one after the other.
///
/// Long chains of operations wait for each other; those of two rows do not, and fill each other's
/// gaps where there are registers for both (docs/performance.md). Each row has the bits that it has
/// alone.
@frozen
public struct LanePair: Sendable {
  /// The first row.
  public var low: Lanes
  /// The second row.
  public var high: Lanes

  /// Two rows.
  @inlinable @inline(__always) public init(_ low: Lanes, _ high: Lanes) {
    self.low = low
    self.high = high
  }

  @inlinable @inline(__always)
  func map(_ function: (Lanes) -> Lanes) -> Self { Self(function(low), function(high)) }

  @inlinable @inline(__always)
  func with(_ other: Self, _ function: (Lanes, Lanes) -> Lanes) -> Self {
    Self(function(low, other.low), function(high, other.high))
  }
}

// The documentation is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension LanePair: Lane {
  @inlinable @inline(__always) public static var width: Int { 2 * Lanes.width }
  @inlinable @inline(__always) public init(splat value: Double) {
    self.init(Lanes(splat: value), Lanes(splat: value))
  }

  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    Self(a.low + b.low, a.high + b.high)
  }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    Self(a.low - b.low, a.high - b.high)
  }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    Self(a.low * b.low, a.high * b.high)
  }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    Self(a.low / b.low, a.high / b.high)
  }
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self {
    Self(-a.low, -a.high)
  }

  @inlinable @inline(__always)
  public func multiplied(by factor: Self, adding addend: Self) -> Self {
    Self(
      low.multiplied(by: factor.low, adding: addend.low),
      high.multiplied(by: factor.high, adding: addend.high))
  }
  @inlinable @inline(__always) public func minimum(_ other: Self) -> Self {
    with(other) { $0.minimum($1) }
  }
  @inlinable @inline(__always) public func maximum(_ other: Self) -> Self {
    with(other) { $0.maximum($1) }
  }
  @inlinable @inline(__always)
  public func selectedWhereLess(than bound: Self, _ ifTrue: Self, else ifFalse: Self) -> Self {
    Self(
      low.selectedWhereLess(than: bound.low, ifTrue.low, else: ifFalse.low),
      high.selectedWhereLess(than: bound.high, ifTrue.high, else: ifFalse.high))
  }
  @inlinable @inline(__always) public func isAnywhereLess(than bound: Self) -> Bool {
    any((low .< bound.low) .| (high .< bound.high))
  }
  @inlinable @inline(__always) public func squareRootValue() -> Self { map { $0.squareRoot() } }

  @inlinable @inline(__always) public static func exponential(_ x: Self) -> Self {
    x.map { Lanes.exponential($0) }
  }
  @inlinable @inline(__always) public static func exponentialMinusOne(_ x: Self) -> Self {
    x.map { Lanes.exponentialMinusOne($0) }
  }
  @inlinable @inline(__always) public static func decay(_ x: Self) -> Self {
    x.map { Lanes.decay($0) }
  }
  @inlinable @inline(__always) public static func exprelr(_ x: Self) -> Self {
    x.map { Lanes.exprelr($0) }
  }
  @inlinable @inline(__always) public static func logarithm(_ x: Self) -> Self {
    x.map { Lanes.logarithm($0) }
  }
  @inlinable @inline(__always) public static func normalLogarithm(_ a: Self, over b: Self) -> Self {
    a.with(b) { Lanes.normalLogarithm($0, over: $1) }
  }

  @inlinable @inline(__always)
  public static func load(_ pointer: UnsafePointer<Double>) -> Self {
    load(pointer, rowDistance: Lanes.width)
  }
  @inlinable @inline(__always)
  public static func load(_ pointer: UnsafePointer<Double>, rowDistance: Int) -> Self {
    Self(Lanes.load(pointer), Lanes.load(pointer + rowDistance))
  }
  @inlinable @inline(__always) public func store(_ pointer: UnsafeMutablePointer<Double>) {
    low.store(pointer)
    high.store(pointer + Lanes.width)
  }
}
