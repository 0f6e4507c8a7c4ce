/// A row of eight numbers in one stage of a step.
///
/// A step is a chain of operations that wait for each other, longer than a processor looks ahead.
/// Cut behind its long operations (exponentials, logarithms, roots, quotients) it has links that do
/// not wait: while one row relaxes its gates, the quotients of the next row's rates are on their
/// way, and the exponentials of the one after it (docs/decisions/0010).
///
/// The equations are evaluated once in every stage. A long operation is done in the stage in which
/// its operands are there, and put on the row's tape; later stages find it there, and earlier ones
/// go on with zeros. Nothing but the last stage writes, and so the compiler takes out of each stage
/// what leads to nothing there: all the work of other stages, but short operations between kept ones.
/// Every number is the result of the same operations as in `Lanes`, and has the same bits.
///
/// What has not come from a number on a tape, such as parameters, is not kept.
@frozen
public struct StagedLane<S: Stage>: @unchecked Sendable {
  /// The numbers; zeros before the stage in which they are there.
  public var value: Lanes
  /// The stage from which on the numbers are there.
  @usableFromInline var stage: Int
  // Never outlives the call that is made with it (`recorded(on:)`).
  @usableFromInline var tape: UnsafeMutablePointer<Tape>?

  @inlinable @inline(__always)
  init(_ value: Lanes, stage: Int, tape: UnsafeMutablePointer<Tape>?) {
    self.value = value
    self.stage = stage
    self.tape = tape
  }

  /// Numbers that are there from the start, and on no tape.
  @inlinable @inline(__always) public init(_ value: Lanes) {
    self.init(value, stage: 0, tape: nil)
  }

  /// The same numbers; what comes from them is kept on `tape`.
  @inlinable @inline(__always)
  public func recorded(on tape: UnsafeMutablePointer<Tape>) -> Self {
    Self(value, stage: stage, tape: tape)
  }

  /// `value`, made of these numbers and others.
  @inlinable @inline(__always)
  func with(_ other: Self, _ value: Lanes) -> Self {
    Self(value, stage: stage > other.stage ? stage : other.stage, tape: tape ?? other.tape)
  }

  /// The same of a long operation.
  @inlinable @inline(__always)
  func keeping(_ operation: () -> Lanes) -> Self {
    guard let tape, stage < LastStage.number, let place = tape.pointee.place() else {
      return Self(operation(), stage: stage, tape: tape)
    }
    if stage > S.number { return Self(Lanes(splat: 0), stage: stage &+ 1, tape: tape) }
    if stage < S.number { return Self(Lanes.load(place), stage: stage &+ 1, tape: tape) }
    let value = operation()
    value.store(place)
    return Self(value, stage: stage &+ 1, tape: tape)
  }

  @inlinable @inline(__always)
  func keeping(_ other: Self, _ operation: () -> Lanes) -> Self {
    with(other, value).keeping(operation)
  }
}

// The documentation is the protocol's.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension StagedLane: Lane {
  @inlinable @inline(__always) public static var width: Int { Lanes.width }
  @inlinable @inline(__always) public init(splat value: Double) { self.init(Lanes(splat: value)) }

  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    a.with(b, a.value + b.value)
  }
  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    a.with(b, a.value - b.value)
  }
  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    a.with(b, a.value * b.value)
  }
  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    a.keeping(b) { a.value / b.value }
  }
  @inlinable @inline(__always) public static prefix func - (a: Self) -> Self {
    a.with(a, -a.value)
  }

  @inlinable @inline(__always)
  public func multiplied(by factor: Self, adding addend: Self) -> Self {
    with(factor, value).with(addend, value.multiplied(by: factor.value, adding: addend.value))
  }
  @inlinable @inline(__always) public func minimum(_ other: Self) -> Self {
    with(other, value.minimum(other.value))
  }
  @inlinable @inline(__always) public func maximum(_ other: Self) -> Self {
    with(other, value.maximum(other.value))
  }
  @inlinable @inline(__always)
  public func selectedWhereLess(than bound: Self, _ ifTrue: Self, else ifFalse: Self) -> Self {
    let chosen = value.selectedWhereLess(than: bound.value, ifTrue.value, else: ifFalse.value)
    return with(bound, value).with(ifTrue, value).with(ifFalse, chosen)
  }
  /// Kept like a number, where those that are compared are there from the start.
  ///
  /// Where not, stages may answer differently and go different ways: nothing that comes after has a
  /// certain place. What is not there yet is never less, so that no loop goes on for its sake.
  @inlinable @inline(__always) public func isAnywhereLess(than bound: Self) -> Bool {
    let both = with(bound, value)
    if both.stage > S.number {
      both.tape?.pointee.end()
      return false
    }
    guard let tape = both.tape else { return value.isAnywhereLess(than: bound.value) }
    guard both.stage == 0, let place = tape.pointee.place() else {
      tape.pointee.end()
      return value.isAnywhereLess(than: bound.value)
    }
    if S.number > FirstStage.number { return place.pointee.bitPattern != 0 }
    let answer = value.isAnywhereLess(than: bound.value)
    place.pointee = answer ? 1 : 0
    return answer
  }
  @inlinable @inline(__always) public func squareRootValue() -> Self {
    keeping { value.squareRootValue() }
  }

  @inlinable @inline(__always) public static func exponential(_ x: Self) -> Self {
    x.keeping { Lanes.exponential(x.value) }
  }
  @inlinable @inline(__always) public static func exponentialMinusOne(_ x: Self) -> Self {
    x.keeping { Lanes.exponentialMinusOne(x.value) }
  }
  @inlinable @inline(__always) public static func decay(_ x: Self) -> Self {
    x.keeping { Lanes.decay(x.value) }
  }
  @inlinable @inline(__always) public static func exprelr(_ x: Self) -> Self {
    let nonzero = x.with(x, Lanes.withoutZeros(x.value))
    return nonzero / exponentialMinusOne(nonzero)
  }
  @inlinable @inline(__always) public static func logarithm(_ x: Self) -> Self {
    x.keeping { Lanes.logarithm(x.value) }
  }
  @inlinable @inline(__always) public static func normalLogarithm(_ a: Self, over b: Self) -> Self {
    a.keeping(b) { Lanes.normalLogarithm(a.value, over: b.value) }
  }

  @inlinable @inline(__always) public func alongside(_ other: Self) -> Self {
    with(other, value)
  }

  /// On the tape from the stage on in which they are there.
  @inlinable @inline(__always) public var kept: Self {
    // What a long operation gives is there at once in the stage that does it.
    let first = stage > 0 ? stage &- 1 : 0
    guard let tape, first < LastStage.number, let place = tape.pointee.place() else { return self }
    if S.number == first { value.store(place) }
    return S.number > first ? Self(Lanes.load(place), stage: stage, tape: tape) : self
  }
  @inlinable @inline(__always) public var late: Self {
    Self(value, stage: LastStage.number, tape: tape)
  }
  /// In the last stage alone, without places on the tape: no stage has to know what others have done.
  @inlinable @inline(__always)
  public static func rarely(
    _ a: Self, lessThan b: Self, alongside other: Self, _ change: () -> Void
  ) {
    guard S.number == LastStage.number else { return }
    guard a.value.isAnywhereLess(than: b.value) else { return }
    let tape = a.tape ?? b.tape ?? other.tape
    let left = tape?.pointee.left ?? 0
    tape?.pointee.end()
    change()
    tape?.pointee.left = left
  }

  @inlinable @inline(__always)
  public static func load(_ pointer: UnsafePointer<Double>) -> Self { Self(Lanes.load(pointer)) }
  /// Nothing before the last stage.
  @inlinable @inline(__always) public func store(_ pointer: UnsafeMutablePointer<Double>) {
    if S.number == LastStage.number { value.store(pointer) }
  }
}
