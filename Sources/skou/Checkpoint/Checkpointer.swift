import Engine
import ResultsIO

/// Writes a checkpoint at the end of the first epoch at or after each multiple of a simulated time.
///
/// Of several ranks each has one: what all of them hold goes to the first, which writes it.
final class Checkpointer {
  private let origin: CheckpointOrigin
  private let simulation: Simulation
  private let sink: ResultsSink?
  private let earlierSeconds: Double
  private let started = ContinuousClock.now
  private var nextTime: Double

  /// - Parameters:
  ///   - origin: what the checkpoints belong to, and how far they are apart.
  ///   - simulation: whose state is written.
  ///   - sink: beside whose files checkpoints lie; the first rank's.
  ///   - earlierSeconds: wall time of steps before the run was resumed.
  init(
    _ origin: CheckpointOrigin, _ simulation: Simulation, _ sink: ResultsSink?,
    earlierSeconds: Double = 0
  ) {
    self.origin = origin
    self.simulation = simulation
    self.sink = sink
    self.earlierSeconds = earlierSeconds
    nextTime = Self.next(after: simulation.time, origin.interval)
  }

  /// The first multiple of the interval behind a time; a time that rounding has moved by a
  /// billionth counts as the multiple.
  private static func next(after time: Double, _ interval: Double) -> Double {
    ((time / interval + 1e-9).rounded(.down) + 1) * interval
  }

  /// To be called between epochs.
  func takeIfDue() throws {
    guard simulation.time >= nextTime - 1e-9 * origin.interval else { return }
    try take()
    nextTime = Self.next(after: simulation.time, origin.interval)
  }

  /// Writes a checkpoint: first the results to the disk, then what counts on them.
  func take() throws {
    let sections = try simulation.checkpoint().map {
      CheckpointRecord.Section(name: $0.name, integers: $0.integers, numbers: $0.numbers)
    }
    guard let sink else { return }
    try sink.synchronize()
    let record = CheckpointRecord(
      origin: origin, time: simulation.time,
      steppingSeconds: earlierSeconds + started.duration(to: .now).seconds,
      extents: sink.extents, sections: sections + [sink.eventSection])
    try CheckpointFile.write(record, to: sink.checkpointPath)
  }
}
