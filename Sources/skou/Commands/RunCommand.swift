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
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where results go (default: results/NAME).", valueName: "folder"))
  var output: String?

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  @OptionGroup var options: ModelOptions

  func run() throws {
    let started = ContinuousClock.now
    let baseline = RunNumbers.peakMemory
    let session = try options.load(model)
    let lowered = try session.lower()
    let simulation = try Simulation(lowered.plan, threads: options.threads)
    let folder = output ?? defaultFolder(session.model.path)
    // Before there are files, so that whoever sees one may interrupt.
    let interrupt = Interrupt()
    let sink = try ResultsSink(
      session, lowered, folder: folder,
      progress: ProgressLine(total: lowered.plan.duration, quiet: quiet))
    let ready = ContinuousClock.now
    do {
      let outcome = try simulation.run(into: sink, shouldStop: { interrupt.isRequested })
      let end = RunEnd(outcome, simulation, lowered)
      let numbers = try sink.close(
        end, simulation, setUp: started.duration(to: ready), stepping: ready.duration(to: .now),
        baselineBytes: baseline)
      if !quiet, let note = end.note { Terminal.note(note) }
      if !quiet { Terminal.note(numbers.summary(folder: folder)) }
      if let error = end.error(kept: "in \(folder)") { throw error }
    } catch let error as UserError {
      throw error
    } catch {
      sink.abandon(error)
      throw UserError(
        .failed, error, advice: "what was written until then is kept in \(folder)")
    }
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
