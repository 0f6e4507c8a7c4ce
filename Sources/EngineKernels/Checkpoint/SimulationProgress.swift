/// How far a run has come.
public struct SimulationProgress: Sendable, Hashable {
  /// How many epochs are over.
  public private(set) var epoch: Int
  /// How many fixed steps these took.
  public private(set) var step: Int
  /// Where the last of them ended, in ms.
  public private(set) var reached: Double
  /// The time that was handed in, in ms.
  public private(set) var time: Double

  /// A run that has come so far.
  public init(epoch: Int, step: Int, reached: Double, time: Double) {
    self.epoch = epoch
    self.step = step
    self.reached = reached
    self.time = time
  }

  /// Saves it, or restores it for a run of the given epochs and groups.
  ///
  /// - Throws: `CheckpointMismatch` where it was another run's.
  public mutating func carry(
    _ pass: inout CheckpointPass, schedule: EpochSchedule, groupCount: Int
  ) throws(CheckpointMismatch) {
    try pass.section("simulation") { (to) throws(CheckpointMismatch) in
      try to.match(groupCount, "groups of cells")
      try to.match(schedule.count, "epochs")
      try to.carry(&epoch, in: 0...schedule.count)
      try to.carry(&step)
      try to.carry(&reached)
      try to.carry(&time)
    }
    let end = epoch == 0 ? EpochSchedule.End(step: 0, time: 0) : schedule.end(of: epoch - 1)
    guard end.step == step, end.time == reached else {
      throw CheckpointMismatch(
        "its epoch \(epoch) ends at \(reached) ms, the model's at \(end.time) ms")
    }
  }
}
