import Dispatch
import Synchronization

/// Several independent pieces of work at once.
enum Workers {
  /// Calls `body` for each number below `count`; whoever is free takes the next one.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - threads: how many are worked on at once; never more than the machine has cores.
  ///   - body: what to do; called from several threads.
  static func forEach(_ count: Int, threads: Int, _ body: @Sendable (_ index: Int) -> Void) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }
}
