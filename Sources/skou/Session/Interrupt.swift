import Foundation
import Synchronization

private let interruptCount = Atomic<Int>(0)

/// Notices Ctrl-C (and what `kill` sends), so that a run can end between two epochs and keep what
/// it wrote.
struct Interrupt {
  /// The first signal asks the run to end; the second ends the process at once.
  init() {
    // Whoever started this process may have blocked them, as threads of some libraries do.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        guard interruptCount.add(1, ordering: .relaxed).newValue > 1 else { return }
        _exit(ExitStatus.failed.rawValue)
      }
    }
  }

  /// Whether somebody asked for an end.
  var isRequested: Bool { interruptCount.load(ordering: .relaxed) > 0 }
}
