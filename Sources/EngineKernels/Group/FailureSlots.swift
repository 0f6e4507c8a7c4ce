/// A place for each group's failure, written by whichever worker runs the group.
public final class FailureSlots: @unchecked Sendable {
  // Each index is written by the worker that runs the group, and read by the next one that does, or
  // after the pool's barrier.
  private let slots: UnsafeMutableBufferPointer<GroupFailure?>

  /// No failure in any of `count` groups.
  public init(count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: nil)
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  /// Notes how a group's epoch ended.
  public func set(_ group: Int, _ failure: GroupFailure?) { slots[group] = failure }

  /// Whether a group has not failed so far.
  public func isSound(_ group: Int) -> Bool { slots[group] == nil }

  /// Whether some group failed.
  public var hasAny: Bool { slots.contains { $0 != nil } }

  /// The earliest failure, of the first group where several tie.
  public func earliest() -> (group: Int, failure: GroupFailure)? {
    var found: (group: Int, failure: GroupFailure)?
    for (group, failure) in slots.enumerated() {
      guard let failure, failure.time < found?.failure.time ?? .infinity else { continue }
      found = (group, failure)
    }
    return found
  }
}
