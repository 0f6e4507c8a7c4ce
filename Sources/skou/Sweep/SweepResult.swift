/// What became of one run of a sweep.
struct SweepResult: Sendable {
  /// How it ended.
  enum State: String, Sendable {
    case done
    case failed
    case interrupted
    case notRun = "not run"
  }

  var state = State.notRun
  /// What went wrong and where, or what ended the run before its time.
  var message = ""
  /// What was measured; nothing of a run that did not come to its end.
  var measures: [SweepMeasure] = []
  /// How many expectations do not hold.
  var unmetCount: Int?
  /// How far it came, in ms.
  var simulatedTime: Double?
  /// How long it took, set-up included.
  var wallSeconds: Double?

  /// What the table says about a run that is not simply done.
  var note: String {
    guard state != .done else { return message }
    let time = simulatedTime.map { " at \(Format.simulated($0))" } ?? ""
    return state.rawValue + time + (message.isEmpty ? "" : ": \(message)")
  }
}
