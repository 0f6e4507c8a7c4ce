public import CMechanismABI
public import Numerics

/// How many turns it takes until all rows of a block have been in every stage: one more row enters
/// in each.
@inlinable @inline(__always)
public func turnCount(_ block: skou_block) -> Int { Int(block.row_count) &+ LastStage.number }

/// The row that is in a stage in some turn; nil where there is none.
@inlinable @inline(__always)
public func stagedRow<S: Stage>(_ turn: Int, _ block: skou_block, _: S.Type) -> Int? {
  let row = turn &- S.number
  // A negative number is a large one without its sign.
  return UInt(bitPattern: row) < UInt(bitPattern: Int(block.row_count)) ? row : nil
}

extension skou_block {
  /// Whether V takes Crank–Nicolson steps.
  @inlinable @inline(__always) public var isMidpoint: Bool { relaxation_correction != 0 }

  /// The same block, of which the compiler knows whether V takes Crank–Nicolson steps: ways that
  /// part at run time would have different places on the tape behind them.
  @inlinable @inline(__always) public func known(isMidpoint: Bool) -> skou_block {
    var block = self
    block.relaxation_correction = isMidpoint ? 1 : 0
    return block
  }
}
