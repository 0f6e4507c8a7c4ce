/// One of the four parts in which a row passes through a step, so that four rows are under way at
/// once, each in another part: see `StagedLane`.
public protocol Stage: Sendable {
  /// How many stages come before.
  static var number: Int { get }
}

/// What needs no long operation before: mostly exponentials.
public enum FirstStage: Stage {
  /// 0.
  @inlinable @inline(__always) public static var number: Int { 0 }
}

/// What needs one long operation before: mostly the quotients of rates.
public enum SecondStage: Stage {
  /// 1.
  @inlinable @inline(__always) public static var number: Int { 1 }
}

/// What needs two: mostly how gates relax.
public enum ThirdStage: Stage {
  /// 2.
  @inlinable @inline(__always) public static var number: Int { 2 }
}

/// All that is left, and everything that is written.
public enum LastStage: Stage {
  /// 3.
  @inlinable @inline(__always) public static var number: Int { 3 }
}
