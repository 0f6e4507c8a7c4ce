public import CMechanismABI

/// The tables of a block, read once.
///
/// A loop that stores numbers would read pointers again in each row, as the compiler cannot know that
/// they stand elsewhere.
@frozen
@usableFromInline
struct BlockTables {
  @usableFromInline let states: FirstFew<UnsafeMutablePointer<Double>?>
  @usableFromInline let ions: FirstFew<skou_ion_block>

  @inlinable @inline(__always)
  init<M: Mechanism>(_ block: skou_block, _: M.Type) {
    states = FirstFew(block.states, M.State.count(of: Real<M.N>.self), nil)
    ions = FirstFew(block.ions, M.Ions.count(of: M.N.self), skou_ion_block())
  }
}

/// A table whose first entries are at hand.
@frozen
@usableFromInline
struct FirstFew<Entry> {
  @usableFromInline let entry0, entry1, entry2, entry3: Entry
  @usableFromInline let table: UnsafePointer<Entry>?

  /// - Parameters:
  ///   - table: the table.
  ///   - count: how many entries it has.
  ///   - nothing: for those that it has not.
  @inlinable @inline(__always)
  init(_ table: UnsafePointer<Entry>?, _ count: Int, _ nothing: Entry) {
    self.table = table
    entry0 = count > 0 ? table.unsafelyUnwrapped[0] : nothing
    entry1 = count > 1 ? table.unsafelyUnwrapped[1] : nothing
    entry2 = count > 2 ? table.unsafelyUnwrapped[2] : nothing
    entry3 = count > 3 ? table.unsafelyUnwrapped[3] : nothing
  }

  @inlinable @inline(__always)
  subscript(_ index: Int) -> Entry {
    switch index {
    case 0: entry0
    case 1: entry1
    case 2: entry2
    case 3: entry3
    default: table.unsafelyUnwrapped[index]
    }
  }
}
