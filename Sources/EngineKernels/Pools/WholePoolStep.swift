import Numerics

/// Slots that a species takes before another one takes its turn: what both read is in the first-level
/// cache then, and logarithms are cut in two between loops over so many, since their chain from the
/// amounts on is longer than a processor looks ahead.
let poolBlockSlots = 16 * Lanes.width

/// A step of one species in one pass over its rows: amounts, concentrations, reversal potentials.
///
/// A usual row of eight compartments is 63 operations and five copies of registers, of which two start
/// in a cycle, and beside them a division that takes 16 on Intel's cores: 34 cycles. It reads 13 lines
/// (V twice, the current and its slope, four numbers of the amounts, the bath, three numbers of the
/// volumes, RT/F) and writes 7, of which the second species of a pair finds six in the first-level
/// cache. Two passes with sums for the bath slot by slot were 76 operations and 33 lines
/// (docs/performance.md).
struct WholePoolStep<L: Lane, Traits: PoolTraits> {
  private let amounts: PoolStep<Traits>
  private let inside, outside: PoolSide
  private let inverseInside, inverseOutside, thermalVoltage, reversal: UnsafeMutablePointer<Double>
  private let presence: UnsafeMutablePointer<Double>
  /// Quotients and exponents of a block's logarithms.
  private let quotients, exponents: UnsafeMutablePointer<Double>
  private let ahead, scale: Double
  /// Whether it leaves V to the next step as the one before.
  private let isLast: Bool
  private(set) var course: Course

  /// What goes from row to row.
  struct Course {
    /// What leaves for the bath.
    fileprivate(set) var bath: LaneSums<L>
    /// Of concentrations in the middle of the next step, which are not positive where an amount is not.
    fileprivate(set) var least = L(splat: 1)
  }

  init(_ amounts: PoolStep<Traits>, _ pool: Pool, _ solutions: Solutions, isLast: Bool) {
    self.isLast = isLast
    self.amounts = amounts
    (inside, outside) = (pool.inside, pool.outside)
    inverseInside = solutions.inverseInsideVolume
    inverseOutside = solutions.inverseOutsideVolume
    thermalVoltage = solutions.thermalVoltage
    reversal = pool.reversal
    presence = solutions.presence
    quotients = solutions.logarithmScratch
    exponents = quotients + poolBlockSlots
    ahead = solutions.extrapolates ? 0.5 : 0
    scale = pool.hasReversal ? 1 / pool.valence : 0
    course = Course(bath: LaneSums(pool.bathLanes))
  }

  /// Takes the rows of a block.
  @inline(never)
  mutating func take(_ slots: Range<Int>, isFull: Bool) {
    var course = self.course
    var slot = slots.lowerBound
    while slot < slots.upperBound {
      advance(slot, slots.lowerBound, isFull: isFull, &course)
      slot &+= L.width
    }
    self.course = course
    guard amounts.traits.hasReversal else { return }
    slot = slots.lowerBound
    while slot < slots.upperBound {
      setReversal(slot, slots.lowerBound)
      slot &+= L.width
    }
  }

  @inline(__always)
  private func advance(_ slot: Int, _ first: Int, isFull: Bool, _ course: inout Course) {
    let change: PoolChange<L> = amounts.advance(slot)
    course.bath.add(isFull ? change.left : present(change.left, slot))
    let inside = concentration(change.inside, self.inside, inverseInside, slot)
    let outside: L
    if amounts.traits.hasShell {
      outside = concentration(change.shell, self.outside, inverseOutside, slot)
    } else {
      outside = L.load(self.outside.midpoint + slot)
    }
    course.least = course.least.minimum(inside).minimum(outside)
    if isLast { L.load(amounts.voltage + slot).store(amounts.voltageBefore + slot) }
    guard amounts.traits.hasReversal else { return }
    let parts = L.logarithmParts(outside, over: inside)
    parts.quotient.store(quotients + (slot &- first))
    parts.exponent.store(exponents + (slot &- first))
  }

  /// Nothing where there is no compartment.
  @inline(__always)
  private func present(_ left: L, _ slot: Int) -> L {
    let zero = L(splat: 0)
    return zero.selectedWhereLess(than: L.load(presence + slot), left, else: zero)
  }

  /// The concentration in the middle of the next step.
  @inline(__always)
  private func concentration(
    _ amount: (before: L, after: L), _ side: PoolSide,
    _ inverseVolume: UnsafeMutablePointer<Double>, _ slot: Int
  ) -> L {
    let inverse = L.load(inverseVolume + slot)
    let now = amount.after * inverse
    if amounts.traits.keepsConcentrations { now.store(side.now + slot) }
    let middle = midpointConcentration(now, before: amount.before * inverse, L(splat: ahead))
    middle.store(side.midpoint + slot)
    return middle
  }

  @inline(__always)
  private func setReversal(_ slot: Int, _ first: Int) {
    let height = L.load(thermalVoltage + slot) * L(splat: scale)
    let logarithm = L.logarithm(
      quotient: L.load(quotients + (slot &- first)), exponent: L.load(exponents + (slot &- first)))
    (height * logarithm).store(reversal + slot)
  }
}
