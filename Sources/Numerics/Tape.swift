/// The long operations of one row, from the stage that does them to those that need them.
///
/// Each stage goes through the same equations from the start, and so meets the same operations in
/// the same order: the n-th that is kept has the n-th place.
@frozen
public struct Tape {
  /// How many rows are under way at once.
  public static let rowCount = 4
  /// How many operations of a row can be kept; those beyond are done where they are needed.
  @usableFromInline static let room = 64
  /// How many numbers the tapes of all rows need.
  public static let capacity = rowCount * room * Lanes.width

  @usableFromInline var next: UnsafeMutablePointer<Double>
  @usableFromInline var left = Tape.room

  /// The tape of a row, at its start.
  ///
  /// Rows take turns in memory: where each had 4 KiB of its own, stages would read what differs from
  /// what others have just written in nothing but the upper bits of its address, which many
  /// processors take for the same at first.
  ///
  /// - Parameters:
  ///   - row: the row's number.
  ///   - memory: room for `capacity` numbers, with what the row's earlier stages have left.
  @inlinable @inline(__always)
  public init(row: Int, in memory: UnsafeMutablePointer<Double>) {
    next = memory + (row & (Tape.rowCount - 1)) &* Lanes.width
  }

  /// The place of the next operation; nil where there is none left.
  @inlinable @inline(__always)
  mutating func place() -> UnsafeMutablePointer<Double>? {
    guard left > 0 else { return nil }
    left &-= 1
    let place = next
    next = place + Tape.rowCount &* Lanes.width
    return place
  }

  /// Nothing is kept from here on.
  @inlinable @inline(__always) mutating func end() { left = 0 }
}
