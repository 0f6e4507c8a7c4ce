public import CMechanismABI
public import Numerics

/// One mechanism's share of a step over some rows: states first, then the current with the new
/// states.
///
/// A step of one mechanism has one share; a fused step has several, which read V and add to the sums
/// in registers, one after the other, in the order in which their own steps would.
///
/// For eight compartments a share costs what its equations do (an exponential 20 operations, a gate's
/// relaxation from its two rates 10 and a division, that of two gates together 25 and one), a load and
/// a store for each state, a load for the weight and each concentration or potential, and five
/// operations for the sums. Alone it also reads V and reads and writes two sums, and writes two numbers
/// for each ion that a pool asks for: that is what fused steps share. Squid membrane and its leak are
/// 131 operations and four divisions, in 240 instructions of a fused step with AVX-512: where two
/// operations start in a cycle and a division takes 16, 64 cycles of work for the divider, 87 and 83 for
/// the two ports. What steps take beyond that is in docs/performance.md.
@frozen
public struct StepShare<M: Mechanism, S: Mechanism, L: Lane>
where M.N == Plain<L>, S.N == Dual<L> {
  @usableFromInline let block: skou_block
  @usableFromInline let tables: BlockTables
  @usableFromInline let hasGains: Bool
  /// Whether no current has a slope.
  @inlinable @inline(__always) public var isStill: Bool { !M.currentDependsOnVoltage }
  /// Whether `stepLikeFirst` may be called.
  public let isUniform: Bool
  // Where conditions are the same in all rows they are read once, and the compiler takes what
  // follows from them alone out of the loop: divisions by parameters, mostly.
  @usableFromInline let common: Conditions<M>
  @usableFromInline let slopeCommon: Conditions<S>

  /// The share in the rows of a block that has a row at least.
  ///
  /// - Parameters:
  ///   - block: the mechanism's block.
  ///   - mayGain: whether the mechanism's manifest has gains.
  @inlinable @inline(__always)
  public init(_ block: skou_block, mayGain: Bool = true) {
    self.block = block
    tables = BlockTables(block, M.self)
    hasGains = mayGain && MechanismKit.hasGains(block, S.self)
    isUniform = L.width >= Int(SKOU_LANES) && hasUniformConditions(block, M.self)
    common = Place<M>(block, row: 0, lane: 0).conditions
    slopeCommon = Place<S>(block, row: 0, lane: 0).conditions
  }

  /// Steps a place under its own conditions; `keep` is told each ion's number, current and weight.
  @inlinable @inline(__always)
  public func step(
    _ row: Int, _ lane: Int, _ potential: L, _ sums: inout MembraneSums<L>,
    keep: (Int, Dual<L>, L) -> Void
  ) {
    let place = Place<M>(block, tables, row: row, lane: lane)
    let slopePlace = Place<S>(block, tables, row: row, lane: lane)
    step(place, place.conditions, slopePlace, slopePlace.conditions, potential, &sums, keep)
  }

  /// Steps a place under the conditions of the first row; `keep` as in `step`.
  @inlinable @inline(__always)
  public func stepLikeFirst(
    _ row: Int, _ lane: Int, _ potential: L, _ sums: inout MembraneSums<L>,
    keep: (Int, Dual<L>, L) -> Void
  ) {
    let place = Place<M>(block, tables, row: row, lane: lane)
    let slopePlace = Place<S>(block, tables, row: row, lane: lane)
    step(
      place, place.conditions(like: common), slopePlace, slopePlace.conditions(like: slopeCommon),
      potential, &sums, keep)
  }

  /// Writes an ion's current where somebody asks for it.
  @inlinable @inline(__always)
  public func keep(_ ion: Int, _ current: Dual<L>, _ weight: L, _ row: Int, _ lane: Int) {
    let index = row &* Int(SKOU_LANES) &+ lane
    write(current, weight: weight, to: tables.ions[ion].current, at: index)
  }

  @inlinable @inline(__always)
  func step(
    _ place: Place<M>, _ conditions: Conditions<M>, _ slopePlace: Place<S>,
    _ slopeConditions: Conditions<S>, _ potential: L, _ sums: inout MembraneSums<L>,
    _ keep: (Int, Dual<L>, L) -> Void
  ) {
    var states = place.states(alongside: potential)
    let duration = M.N(L(splat: block.time_step_ms))
    let step = place.step(duration, conditions.site)
    let ions = place.ions(alongside: potential)
    M.advance(&states, Real(M.N(potential)), conditions.parameters, ions, step)
    place.store(states)
    guard M.currentDependsOnVoltage else {
      return accumulateStill(
        place, potential, states, conditions, hasGains: hasGains, into: &sums, keep: keep)
    }
    let lifted = lifted(states, S.State.self, L.self)
    accumulate(
      slopePlace, potential, lifted, slopeConditions, hasGains: hasGains, into: &sums, keep: keep)
  }
}

/// The same states as numbers whose slope is 0.
@inlinable @inline(__always)
func lifted<From: Columns, To: Columns, L: Lane>(_ states: From, _: To.Type, _: L.Type) -> To {
  var source = states
  var result = To()
  source.withElements(of: Real<Plain<L>>.self) { plain in
    result.withElements(of: Real<Dual<L>>.self) { dual in
      for i in 0..<From.count(of: Real<Plain<L>>.self) {
        dual[i] = Real(Dual(plain[i].number.value))
      }
    }
  }
  return result
}
