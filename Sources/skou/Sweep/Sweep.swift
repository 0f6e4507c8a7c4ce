import Engine
import Synchronization

/// All runs of a sweep: read and checked, then run, several at once.
struct Sweep {
  let plan: SweepPlan
  private let sessions: [ModelSession]
  private let threads: Int
  private var runsAtOnce: Int { min(threads, sessions.count) }

  /// Reads, lowers and checks every combination, before the first one runs.
  ///
  /// - Throws: a `UserError` for the first combination that is wrong.
  init(_ plan: SweepPlan, _ reader: ModelReader, threads: Int, interrupt: Interrupt) throws {
    self.plan = plan
    self.threads = threads
    sessions = try plan.combinations.map { combination in
      try Self.naming(combination) { try reader.session(changes: combination.changes) }
    }
    try check(interrupt)
  }

  /// Runs whatever has not been run when somebody asks for an end.
  ///
  /// - Parameters:
  ///   - record: gets the results as they come in.
  ///   - folder: where the results of each run go; nil for nowhere.
  ///   - progress: is told how far the runs are.
  ///   - interrupt: says whether somebody asked.
  func run(
    into record: SweepRecord, folder: SweepFolder?, progress: SweepProgress, interrupt: Interrupt
  ) {
    Workers.forEach(sessions.count, threads: threads) { index in
      guard !interrupt.isRequested else { return }
      let run = SweepRun(
        session: sessions[index], runsAtOnce: runsAtOnce, folder: folder?.path(ofRun: index),
        onProgress: { progress.update(index, share: $0) })
      record.set(index, run.result(shouldStop: { interrupt.isRequested }))
      progress.finish(index)
    }
  }

  /// Lowers each model as the run will, and forgets it: all of them might not fit the memory.
  private func check(_ interrupt: Interrupt) throws {
    let errors = Mutex<[Int: any Error]>([:])
    Workers.forEach(sessions.count, threads: threads) { index in
      guard !interrupt.isRequested, errors.withLock({ $0.isEmpty }) else { return }
      do {
        let model = try sessions[index].lower(runsAtOnce: runsAtOnce)
        try model.plan.validate()
      } catch {
        errors.withLock { $0[index] = error }
      }
    }
    if let first = errors.withLock({ $0.min { $0.key < $1.key } }) {
      try Self.naming(plan.combinations[first.key]) { throw first.value }
    }
    if interrupt.isRequested {
      throw UserError.failed("interrupted", advice: "no run was begun")
    }
  }

  /// Says of an error in which combination it is.
  private static func naming<T>(
    _ combination: SweepPlan.Combination, _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch {
      var named = UserError(.wrongInput, error)
      let options = combination.changes.map(\.option)
      // Where one thing is swept, the message may have said what it is.
      if options.count > 1 || !options.allSatisfy(named.description.contains) {
        named.description += "\n  with \(combination.words)"
      }
      throw named
    }
  }
}
