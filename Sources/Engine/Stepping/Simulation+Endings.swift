import Communication
import EngineKernels

/// Failures and events that end a run: of all ranks the first one counts.
extension Simulation {
  /// An event that ends the run, and the steps that its group had taken.
  struct Ending: Codable {
    var event: EventOccurrence
    var step: Int
  }

  /// The earliest failure of all ranks, of the first group where several tie.
  func earliest(_ own: Failure?) throws -> Failure? {
    guard ranks.any(own != nil) else { return nil }
    return try ranks.gather([own]).joined().compactMap { $0 }.min {
      ($0.time, $0.group) < ($1.time, $1.group)
    }
  }

  /// The first event of the epoch that ends the run; none after a failure.
  func ending(before failure: Failure?) throws -> Ending? {
    var own: Ending?
    for group in groups {
      guard let event = group.ending, event.isBefore(own?.event) else { continue }
      own = Ending(event: event, step: group.stepCount)
    }
    guard ranks.any(own != nil) else { return nil }
    let all = try ranks.gather([own]).joined().compactMap { $0 }
    guard let first = all.min(by: { $0.event.isBefore($1.event) }),
      first.event.time <= failure?.time ?? .infinity
    else { return nil }
    return first
  }

  /// Takes all groups back to the time at which one found an event that ends the run.
  func rewind(to ending: Ending) {
    let (groups, shares) = (groups, shares)
    let begin = lastRoundBegin.time
    let end = EpochSchedule.End(step: ending.step, time: ending.event.time)
    pool.run { worker in
      for index in shares.own(worker) where groups[index].ending != ending.event {
        groups[index].rerun(from: begin, to: end)
      }
    }
  }
}
