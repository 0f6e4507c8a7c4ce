import Engine
import Lowering

/// One run of a sweep, on the thread that calls it.
struct SweepRun {
  let session: ModelSession
  /// How many runs share the memory.
  let runsAtOnce: Int
  /// Where its results go; nil for nowhere.
  let folder: String?
  /// Is told which part of the run is done, from 0 to 1.
  let onProgress: (_ share: Double) -> Void

  /// Runs to the end, or until `shouldStop` says so.
  ///
  /// - Returns: what was found; an error is a result as well.
  func result(shouldStop: () -> Bool) -> SweepResult {
    let started = ContinuousClock.now
    var result: SweepResult
    do {
      result = try run(started, shouldStop)
    } catch {
      result = SweepResult(state: .failed, message: UserError(.failed, error).firstLine)
    }
    result.wallSeconds = started.duration(to: .now).seconds
    return result
  }

  private func run(
    _ started: ContinuousClock.Instant, _ shouldStop: () -> Bool
  ) throws -> SweepResult {
    var model = try session.lower(runsAtOnce: runsAtOnce)
    model.plan.fused = FusedStepping.kept(model.plan, session.catalogue)
    // One thread: the sweep runs as many at once as there are threads.
    let simulation = try Simulation(model.plan, threads: 1)
    let files = try folder.map {
      try ResultsSink(session, model, folder: $0, progress: ProgressLine(total: 0, quiet: true))
    }
    let sink = sink(model, files)
    let ready = ContinuousClock.now
    do {
      let outcome = try simulation.run(into: sink, shouldStop: shouldStop)
      let end = RunEnd(outcome, simulation, model)
      let cost = RunNumbers.Cost(
        setUp: started.duration(to: ready), stepping: ready.duration(to: .now),
        baseline: .current)
      try files?.close(end, try RunNumbers(model, simulation, end, files, cost))
      return result(
        end, try RunData(session.model.description, model, sink.memory, simulation, end: end),
        try simulation.ledger())
    } catch {
      files?.abandon(error)
      throw error
    }
  }

  private func sink(_ model: LoweredModel, _ files: ResultsSink?) -> SweepSink {
    let wanted = Set(session.model.description.expectations.compactMap(\.recording))
    let duration = model.plan.duration
    return SweepSink(
      isKept: model.plan.reports.map { wanted.contains($0.name) }, files: files
    ) { [onProgress] time in
      onProgress(duration > 0 ? min(time / duration, 1) : 1)
    }
  }

  private func result(_ end: RunEnd, _ data: RunData, _ ledger: Ledger) -> SweepResult {
    let description = session.model.description
    var result = SweepResult(simulatedTime: end.time)
    switch end.outcome {
    case .completed, .ended:
      result.state = .done
      result.message = end.status.message
      result.measures = [SweepMeasure](description, data, ledger)
      result.unmetCount = description.expectations.count {
        ExpectationCheck($0, data).findings.contains { !$0.isMet }
      }
    case .failed:
      result.state = .failed
      result.message = end.status.message
    case .stopped: result.state = .interrupted
    }
    return result
  }
}
