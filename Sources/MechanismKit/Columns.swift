/// A struct of numbers, one column each: a mechanism's parameters, states or observables.
///
/// Every stored property must be a `Real<N>` with a default value; their order is the table's.
public protocol Columns: Sendable {
  /// The defaults.
  init()
}

/// A struct without columns, for mechanisms that need none.
@frozen
public struct NoColumns: Columns {
  /// Nothing.
  @inlinable @inline(__always) public init() {}
}

extension Columns {
  /// How many columns there are: known to the compiler once `Element` is.
  @inlinable @inline(__always)
  static func count<Element>(of _: Element.Type) -> Int {
    elementCount(Self.self, Element.self)
  }

  /// Gives each column, as an element of a homogeneous buffer, to `body`.
  ///
  /// The struct holds `Element`s and nothing else, so that it has the layout of an array of them;
  /// `exportMechanism` refuses structs of any other size.
  @inlinable @inline(__always)
  mutating func withElements<Element>(
    of _: Element.Type, _ body: (UnsafeMutablePointer<Element>) -> Void
  ) {
    withUnsafeMutableBytes(of: &self) { bytes in
      guard let base = bytes.baseAddress, bytes.count > 0 else { return }
      body(base.assumingMemoryBound(to: Element.self))
    }
  }
}

/// The ions of a mechanism: a struct whose every stored property is an `Ion<N>`.
public protocol IonColumns: Sendable {
  /// Ions of which nothing is known yet.
  init()
}

/// No ion.
@frozen
public struct NoIons: IonColumns {
  /// Nothing.
  @inlinable @inline(__always) public init() {}
}

/// One ion at the membrane: what a mechanism reads of it, and the current by which it moves it.
@frozen
public struct Ion<N: Number>: Sendable {
  /// The reversal potential, in mV.
  public var reversal: Real<N> = 0.0
  /// The concentration inside, in mM.
  public var inside: Real<N> = 0.0
  /// The concentration outside, in mM.
  public var outside: Real<N> = 0.0
  /// What the mechanism moves: z F J, in mA/cm², outward positive.
  ///
  /// The flux of an ion is stated as the current that it carries; the membrane current is the sum
  /// over the ions, so that there is no current without a carrier unless an ion is bound to none.
  public var current: Real<N> = 0.0
  /// What reactions at the membrane use up inside: F times moles, in mA/cm²; a pump's ATP.
  public var consumption: Real<N> = 0.0
  /// What buffers and reactions add inside, in mM/ms of the volume inside.
  public var insideGain: Real<N> = 0.0
  /// What buffers, sinks and supplies add outside, in mM/ms of the volume outside.
  public var outsideGain: Real<N> = 0.0

  /// An ion of which nothing is known yet.
  @inlinable @inline(__always) public init() {}
}

extension IonColumns {
  /// How many ions there are.
  @inlinable @inline(__always)
  static func count<N: Number>(of _: N.Type) -> Int {
    elementCount(Self.self, Ion<N>.self)
  }

  @inlinable @inline(__always)
  mutating func withIons<N: Number>(
    of _: N.Type, _ body: (UnsafeMutablePointer<Ion<N>>) -> Void
  ) {
    withUnsafeMutableBytes(of: &self) { bytes in
      guard let base = bytes.baseAddress, bytes.count > 0 else { return }
      body(base.assumingMemoryBound(to: Ion<N>.self))
    }
  }
}

/// How many elements a struct holds that has nothing else; the last one's padding is no part of it.
@inlinable @inline(__always)
func elementCount<Whole, Element>(_: Whole.Type, _: Element.Type) -> Int {
  let stride = MemoryLayout<Element>.stride
  return (MemoryLayout<Whole>.size + stride - 1) / stride
}
