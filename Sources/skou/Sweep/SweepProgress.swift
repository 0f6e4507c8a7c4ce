import Synchronization

/// Says on one line how far the runs of a sweep are.
final class SweepProgress: Sendable {
  private struct State {
    /// Of each run.
    var shares: [Double]
    var doneCount = 0
    var shown: ContinuousClock.Instant?
  }

  private let state: Mutex<State>
  private let isShown: Bool
  private let started = ContinuousClock.now

  /// Follows `count` runs; shows nothing unless standard error is a terminal.
  init(count: Int, quiet: Bool) {
    state = Mutex(State(shares: Array(repeating: 0, count: count)))
    isShown = !quiet && Terminal.isInteractive
  }

  /// A part of a run, from 0 to 1, is done.
  func update(_ run: Int, share: Double) {
    state.withLock { state in
      state.shares[run] = share
      show(&state)
    }
  }

  /// A run is over, well or not.
  func finish(_ run: Int) {
    state.withLock { state in
      state.shares[run] = 1
      state.doneCount += 1
      show(&state)
    }
  }

  /// Removes the line.
  func clear() {
    state.withLock { if isShown, $0.shown != nil { Terminal.overwrite("") } }
  }

  /// At most ten times a second.
  private func show(_ state: inout State) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let shown = state.shown, shown.duration(to: now) < .milliseconds(100) { return }
    state.shown = now
    let count = state.shares.count
    Terminal.overwrite(
      ProgressLine.text(
        share: state.shares.reduce(0, +) / Double(count),
        done: "\(state.doneCount) of \(Format.counted(count, "run"))",
        elapsed: started.duration(to: now).seconds))
  }
}
