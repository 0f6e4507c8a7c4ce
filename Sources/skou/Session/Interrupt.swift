import Foundation
import Synchronization

private let interruptCount = Atomic<Int>(0)

/// Notices Ctrl-C, so that a run can end between two epochs and keep what it wrote.
struct Interrupt {
  /// The first Ctrl-C asks the run to end; the second ends the process at once.
  init() {
    signal(SIGINT) { _ in
      if interruptCount.add(1, ordering: .relaxed).newValue > 1 { _exit(ExitStatus.failed.rawValue) }
    }
  }

  /// Whether somebody asked for an end.
  var isRequested: Bool { interruptCount.load(ordering: .relaxed) > 0 }
}
