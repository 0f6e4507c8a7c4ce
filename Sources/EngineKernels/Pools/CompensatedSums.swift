import Numerics

/// A number for each slot that grows by small steps, summed as Kahan does: plain sums of 10⁵ steps
/// drift by 1e-8 mV in C V − F Σ z n, these by 2e-11.
struct CompensatedSums {
  let value: UnsafeMutablePointer<Double>
  let lost: UnsafeMutablePointer<Double>

  init(_ base: UnsafeMutablePointer<Double>, _ memory: SolutionsMemory.Sum) {
    value = base + memory.value
    lost = base + memory.lost
  }
}

extension CompensatedSums {
  /// Adds as Kahan does; returns the value before and after.
  @inline(__always)
  func add<L: Lane>(_ change: L, _ slot: Int) -> (before: L, after: L) {
    let old = L.load(value + slot)
    let wanted = change - L.load(lost + slot)
    let new = old + wanted
    ((new - old) - wanted).store(lost + slot)
    new.store(value + slot)
    return (old, new)
  }

  /// The same bits as `add` of the negative.
  @inline(__always)
  func subtract<L: Lane>(_ change: L, _ slot: Int) -> (before: L, after: L) {
    let old = L.load(value + slot)
    let wanted = change + L.load(lost + slot)
    let new = old - wanted
    ((new - old) + wanted).store(lost + slot)
    new.store(value + slot)
    return (old, new)
  }

  /// Of what some slots hold and have lost.
  func total(over slots: some Sequence<Int>) -> Double {
    var total = 0.0
    var lost = 0.0
    for slot in slots {
      let wanted = value[slot] - self.lost[slot] - lost
      let next = total + wanted
      lost = (next - total) - wanted
      total = next
    }
    return total
  }
}

/// Sums lane by lane over rows, as Kahan does, that stay in registers.
struct LaneSums<L: Lane> {
  private(set) var value, lost: L

  @inline(__always)
  init(_ sums: CompensatedSums) {
    value = L.load(sums.value)
    lost = L.load(sums.lost)
  }

  @inline(__always)
  mutating func add(_ change: L) {
    let wanted = change - lost
    let new = value + wanted
    lost = (new - value) - wanted
    value = new
  }

  @inline(__always)
  func store(_ sums: CompensatedSums) {
    value.store(sums.value)
    lost.store(sums.lost)
  }
}
