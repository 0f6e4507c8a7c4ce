import Foundation

/// A barrier for tests.
final class TestBarrier: @unchecked Sendable {
  // All is read and written under `condition`.
  private let condition = NSCondition()
  private let count: Int
  private var arrived = 0
  private var generation = 0

  init(_ count: Int) { self.count = count }

  func wait() {
    condition.lock()
    defer { condition.unlock() }
    let present = generation
    arrived += 1
    if arrived == count {
      arrived = 0
      generation += 1
      condition.broadcast()
      return
    }
    while generation == present { condition.wait() }
  }
}
