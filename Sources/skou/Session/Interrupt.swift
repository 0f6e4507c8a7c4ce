import Foundation
import Synchronization

private let interruptCount = Atomic<Int>(0)
private let mayWaitForever = Atomic<Bool>(false)
private let isSpeaker = Atomic<Bool>(false)

/// Notices Ctrl-C (and what `kill` sends), so that a run can end between two epochs and keep what
/// it wrote.
struct Interrupt {
  /// How long other ranks may take to end a run together, in seconds: `mpirun` waits for two before
  /// it ends them by force.
  private static let patience: UInt32 = 1

  /// The first signal asks the run to end; the second ends the process at once.
  ///
  /// - Parameter team: whose run it is. A rank that has died does not answer, and the others would
  ///   wait for it: they end by themselves then, and the first one says so.
  init(_ team: Team? = nil) {
    if let team, team.ranks.count > 1 { Self.endAlone(isFirst: team.isFirst) }
    // Whoever started this process may have blocked them, as threads of some libraries do.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        guard interruptCount.add(1, ordering: .relaxed).newValue > 1 else {
          if mayWaitForever.load(ordering: .relaxed) { alarm(Self.patience) }
          return
        }
        _exit(ExitStatus.failed.rawValue)
      }
    }
  }

  /// Prepares for ranks that do not answer.
  private static func endAlone(isFirst: Bool) {
    mayWaitForever.store(true, ordering: .relaxed)
    isSpeaker.store(isFirst, ordering: .relaxed)
    signal(SIGALRM) { _ in
      if isSpeaker.load(ordering: .relaxed) {
        // What a signal handler may do is little: no memory, no locks.
        let message: StaticString = """
          error: the run ends before its time: it was told to, and another rank does not answer
            what was written until then is kept

          """
        _ = unsafe write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      }
      _exit(ExitStatus.failed.rawValue)
    }
  }

  /// Whether somebody asked for an end.
  var isRequested: Bool { interruptCount.load(ordering: .relaxed) > 0 }
}
