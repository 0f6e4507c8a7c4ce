import ArgumentParser
import Engine
import EngineKernels
import Lowering

/// Whether steps are compiled for the model.
struct FusionOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Compile the steps of mechanisms that stand together to one pass, and keep it for the next "
        + "run (default: where a run will take minutes; steps that were kept are always used); "
        + "results do not depend on it."))
  var fuse: Bool?

  /// A run that takes longer than this gains more than the compiler takes, in seconds.
  private static let worthwhile = 100.0

  /// Gives a model its fused steps.
  ///
  /// On several ranks the first one compiles, and the others use what it has kept.
  ///
  /// - Throws: where `--fuse` asks for what cannot be had.
  func apply(
    to model: inout LoweredModel, _ session: ModelSession, _ team: Team, threads: Int, quiet: Bool
  ) throws {
    guard fuse != false else { return }
    let plan = model.plan
    var steps = FusedSteps()
    for isTurnOfFirst in team.ranks.count > 1 ? [true, false] : [true] {
      try team.agree {
        guard team.isFirst == isTurnOfFirst else { return }
        steps = try self.steps(plan, session, threads: threads, quiet: quiet)
      }
    }
    model.plan.fused = steps
  }

  private func steps(
    _ plan: SimulationPlan, _ session: ModelSession, threads: Int, quiet: Bool
  ) throws -> FusedSteps {
    let fusion = FusedStepping(plan, session.catalogue)
    // The plan has the groups of this rank alone.
    let isLong = fusion.expectedSeconds / Double(threads) > Self.worthwhile
    do {
      return try fusion.steps(mayCompile: fuse == true || isLong) {
        if !quiet { Terminal.note("compiling \($0) to one pass; it is kept for the next run") }
      }
    } catch {
      if fuse == true { throw UserError(.failed, error, advice: "run without --fuse") }
      return FusedSteps()
    }
  }
}
