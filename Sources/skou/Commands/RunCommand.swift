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
      results/NAME/checkpoint.h5' goes on in the same folder, on any number of threads. \
      docs/checkpoints.md says more.
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

  @OptionGroup var checkpoints: CheckpointOptions
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
    let baseline = RunNumbers.peakMemory
    let resumption = try checkpoints.resume.map { try Resumption($0) }
    let session = try load(resumption)
    let lowered = try session.lower()
    let simulation = try Simulation(lowered.plan, threads: options.threads)
    // Before there are files, so that whoever sees one may interrupt.
    let interrupt = Interrupt()
    let run = try PreparedRun(
      session, lowered, simulation, resumption, output: folder(session, resumption),
      interval: checkpoints.interval() ?? resumption?.record.origin.interval,
      mechanismFolders: options.mechanisms, quiet: quiet)
    let ready = ContinuousClock.now
    do {
      let outcome = try simulation.run(
        into: run.sink, shouldStop: { interrupt.isRequested },
        betweenEpochs: { try run.checkpointer?.takeIfDue() })
      if case .stopped = outcome { try run.checkpointer?.take() }
      let end = RunEnd(outcome, simulation, lowered)
      let numbers = try run.sink.close(
        end, simulation, setUp: started.duration(to: ready),
        stepping: ready.duration(to: .now) + run.earlierStepping, baselineBytes: baseline)
      if !quiet, let note = end.note { Terminal.note(note) }
      if !quiet { Terminal.note(numbers.summary(folder: run.folder)) }
      if let error = end.error(kept: "in \(run.folder)") { throw error }
    } catch let error as UserError {
      throw error
    } catch {
      run.sink.abandon(error)
      throw UserError(
        .failed, error, advice: "what was written until then is kept in \(run.folder)")
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
