import Communication
import Engine
import EngineKernels
import Lowering

/// What a run would cost, from the memory it takes and a few steps tried.
struct CostEstimate {
  let bytes: Int
  let seconds: Double
  let resultBytes: Int
  /// The part of the run that was tried.
  let triedShare: Double

  /// Tries a few steps.
  ///
  /// - Parameters:
  ///   - model: what is to be run.
  ///   - threads: on how many threads.
  ///   - ranks: whose share of the model it is.
  ///   - begin: called before the first step.
  /// - Throws: an `EngineError` where the plan contradicts itself.
  init(
    _ model: LoweredModel, threads: Int, ranks: any Ranks = OneRank(), begin: () -> Void = {}
  ) throws {
    var trial = model.plan
    trial.stepCount = min(trial.stepCount, trial.trialStepCount)
    if trial.settings.stepping == .fixed {
      trial.duration = Double(trial.stepCount) * trial.settings.timeStep
    }
    let simulation = try Simulation(trial, threads: threads, ranks: ranks)
    bytes = try simulation.effort().byteCount
    begin()
    let started = ContinuousClock.now
    // Nobody knows the length of adaptive steps beforehand: what one second reaches is the guide.
    _ = try simulation.run(into: IdleSink()) {
      started.duration(to: .now).seconds > 1 && simulation.time > 0
    }
    let tried = started.duration(to: .now).seconds
    triedShare = max(simulation.time, .leastNormalMagnitude) / max(model.plan.duration, 1e-300)
    seconds = tried / triedShare
    resultBytes = model.plan.reports.reduce(0) { $0 + $1.elementCount * $1.sampleCount * 4 }
  }
}

extension SimulationPlan {
  /// Steps enough to measure: a few with all that has to be done, and whole rounds.
  fileprivate var trialStepCount: Int {
    let lanes = groups.reduce(0) { sum, group in
      sum + group.points.reduce(group.slotCount) { $0 + $1.slots.count }
    }
    let round = roundSteps ?? 1
    let values = (grid?.valueCount ?? 0) / round
    let steps = max(8, min(400, 4_000_000 / max(lanes + values, 1)))
    // Part of a round would cost an exchange of the whole, which is that of very long rounds.
    return round > 4000 ? steps : (steps + round - 1) / round * round
  }
}
