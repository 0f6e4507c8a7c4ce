/// What has become of a place of a cell when a run ends.
///
/// Exactly one holds. Those that come first outrank the others.
public enum CellOutcome: String, Sendable, Hashable, CaseIterable {
  /// In spreading depolarization: blocked, with much potassium outside.
  case depolarized
  /// In depolarization block: too depolarized to fire for longer than any spike lasts.
  case blocked
  /// It was depolarized or blocked, and is repolarized.
  case recovered
  /// It fired, but not in the last part of the run.
  case silent
  /// It fired in the last part of the run.
  case active
  /// It never fired.
  case resting
}
