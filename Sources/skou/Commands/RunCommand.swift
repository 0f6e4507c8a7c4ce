import ArgumentParser
import Engine
import Foundation
import Lowering
import ResultsIO

/// `skou run`: simulates a model and writes its results.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a model and write its results.",
    discussion: """
      Results are SONATA files in a folder: one for each entry of 'record', and run.h5 with the \
      model as it was run. They can be read while the run goes on, and after it was interrupted. \
      Ctrl-C ends a run and keeps what it wrote.

      With --checkpoint-every a run that was killed can be resumed: 'skou run --resume \
      results/NAME/checkpoint.h5' goes on in the same folder, on any number of threads and ranks. \
      docs/checkpoints.md says more.

      With --mpi, 'mpirun -n 4 skou run --mpi MODEL' runs one model on four processes, of this \
      machine or of several; results do not depend on how many. docs/mpi.md says more.
      """)

  @Argument(
    help: "A folder with a file model.yaml, or such a file; not needed with --resume.")
  var model: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where results go (default: results/NAME).", valueName: "folder"))
  var output: String?

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  @Flag(
    name: .customLong("mpi"),
    help: "Share the work among the processes that mpirun has started ('make mpi' builds for it).")
  var mpi = false

  @OptionGroup var checkpoints: CheckpointOptions
  @OptionGroup var fusion: FusionOptions
  @OptionGroup var options: ModelOptions

  func validate() throws {
    guard model != nil || checkpoints.resume != nil else {
      throw ValidationError(
        "Missing expected argument '<model>': a folder with a file model.yaml, or such a file; or "
          + "resume a run with --resume")
    }
  }

  func run() throws {
    let started = ContinuousClock.now
    let baseline = ProcessMemory.current
    let team = try Team(usesMPI: mpi)
    defer { team.end() }
    let resumption = try team.agree { try checkpoints.resume.map { try Resumption($0) } }
    let session = try team.agree { try load(resumption) }
    try team.requireSameBuild(session.catalogue)
    try requireSameModel(session, team)
    var lowered = try team.agree { try session.lower(on: team.ranks) }
    try fusion.apply(to: &lowered, session, team, threads: options.threads, quiet: quiet)
    let simulation = try team.agree {
      try Simulation(lowered.plan, threads: options.threads, ranks: team.ranks)
    }
    // Before there are files, so that whoever sees one may interrupt.
    let interrupt = Interrupt(team)
    let run = try team.agree {
      try PreparedRun(
        PreparedRun.Request(
          session: session, lowered: lowered, resumption: resumption,
          output: folder(session, resumption),
          interval: checkpoints.interval() ?? resumption?.record.origin.interval,
          mechanismFolders: options.mechanisms, quiet: quiet), simulation, team.ranks)
    }
    let ready = ContinuousClock.now
    do {
      let outcome = try simulation.run(
        into: run.recorder, shouldStop: { interrupt.isRequested },
        betweenEpochs: { try run.checkpointer?.takeIfDue() })
      if case .stopped = outcome { try run.checkpointer?.take() }
      let cost = RunNumbers.Cost(
        setUp: started.duration(to: ready),
        stepping: ready.duration(to: .now) + run.earlierStepping, baseline: baseline,
        ranks: team.ranks.count, threads: options.threads)
      try finish(run, RunEnd(outcome, simulation, lowered), simulation, lowered, cost, team)
    } catch let error as UserError {
      throw error
    } catch let status as ExitStatus {
      throw status
    } catch {
      run.sink?.abandon(error)
      let error = UserError(
        .failed, error, advice: "what was written until then is kept in \(run.folder)")
      if team.ranks.count > 1 { Terminal.note(error.description) }
      team.abort(error.status)
      throw error
    }
  }

  /// Writes how it ended, and says it.
  private func finish(
    _ run: PreparedRun, _ end: RunEnd, _ simulation: Simulation, _ lowered: LoweredModel,
    _ cost: RunNumbers.Cost, _ team: Team
  ) throws {
    let numbers = try RunNumbers(lowered, simulation, end, run.sink, cost)
    try run.sink?.close(end, numbers)
    if !quiet, team.isFirst {
      if let note = end.note { Terminal.note(note) }
      Terminal.note(numbers.summary(folder: run.folder))
    }
    if let error = end.error(kept: "in \(run.folder)") { throw team.silent(error) }
  }

  /// Ranks on different machines may read different files.
  private func requireSameModel(_ session: ModelSession, _ team: Team) throws {
    try team.requireSame(session.model.resolvedText) { rank in
      .wrongInput(
        "rank \(rank) reads another model than rank 0 from \(session.model.path)",
        advice: "put the same files where all ranks find them")
    }
  }

  private func load(_ resumption: Resumption?) throws -> ModelSession {
    if let resumption { return try resumption.session(model, options) }
    return try options.load(model ?? "")
  }

  private func folder(_ session: ModelSession, _ resumption: Resumption?) -> String {
    output ?? resumption?.folder ?? defaultFolder(session.model.path)
  }

  /// `results/` and the name of the model's folder, or of its file where it is not model.yaml.
  private func defaultFolder(_ path: String) -> String {
    let file = URL(fileURLWithPath: path)
    let name =
      file.lastPathComponent == "model.yaml"
      ? file.deletingLastPathComponent().lastPathComponent
      : file.deletingPathExtension().lastPathComponent
    return "results/\(name)"
  }
}
