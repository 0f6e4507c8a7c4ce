import Foundation

/// Says on one line how far a run is: simulated time, wall time, and an estimate of what is left.
struct ProgressLine {
  private let total: Double
  private let isShown: Bool
  private let started = ContinuousClock.now
  private var shown: ContinuousClock.Instant?

  /// Follows a run of `total` ms; shows nothing unless standard error is a terminal.
  init(total: Double, quiet: Bool) {
    self.total = total
    isShown = !quiet && Terminal.isInteractive
  }

  /// Shows the line anew, at most ten times a second.
  mutating func update(_ time: Double) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let shown, shown.duration(to: now) < .milliseconds(100) { return }
    shown = now
    Terminal.overwrite(text(time, elapsed: started.duration(to: now).seconds))
  }

  /// Clears the line.
  func finish() {
    if isShown, shown != nil { Terminal.overwrite("") }
  }

  private func text(_ time: Double, elapsed: Double) -> String {
    Self.text(
      share: total > 0 ? min(time / total, 1) : 1,
      done: "\(Format.simulated(time)) of \(Format.simulated(total))", elapsed: elapsed)
  }

  /// A bar, what is done, and how long that took and the rest will take if it is like it.
  static func text(share: Double, done: String, elapsed: Double) -> String {
    let bar = 24
    let filled = Int(share * Double(bar))
    let left = share > 0 ? elapsed * (1 - share) / share : 0
    return "[" + String(repeating: "=", count: filled)
      + String(repeating: " ", count: bar - filled)
      + "] \(done), \(Int(share * 100)) %, \(Format.seconds(elapsed)) gone, "
      + "\(Format.seconds(left)) left"
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
