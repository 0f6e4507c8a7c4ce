import ArgumentParser
import Engine
import EngineKernels
import Foundation

/// `skou rest`: finds the states in which nothing changes.
struct RestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rest", abstract: "Find the states in which a cell rests, and whether they last.",
    discussion: """
      Takes one cell of each kind, without electrodes and interventions, and looks for states in \
      which V, gates, concentrations and volume stay what they are: from the state that the model \
      gives, from depolarised and hyperpolarised ones, and with gradients run down. Each rest is \
      printed once, with what becomes of small disturbances: it is stable if all of them fade. \
      Where there is no rest, it says why. What is conserved, such as moles in a closed shell, \
      stays as the model gives it. Synapses are silent. A space that cells share is taken to be at \
      the bath's concentrations, which its walls or perfusion must hold.

      Exits with 1 if a kind of cell has no rest. Writes a file only with --output: the model, \
      every default spelled out, that starts at rest. Gates are steady at the start of any run; \
      other states, such as what a buffer has bound, start as their mechanism says.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Option(help: ArgumentHelp("Only this kind of cell.", valueName: "name"))
  var cell: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a model that starts at rest.", valueName: "file.yaml"))
  var output: String?

  @Option(help: ArgumentHelp("Which rest to write, where there are several.", valueName: "n"))
  var number = 1

  @OptionGroup var options: ModelOptions

  func run() throws {
    let session = try options.load(model)
    let kinds = cell.map { [$0] } ?? QuietModel.kinds(session.model.description)
    let reports = try kinds.map { try report(session, $0) }
    Terminal.print(reports.map(\.text).joined(separator: "\n\n"))
    if reports.contains(where: \.rests.isEmpty) { throw ExitStatus.failed }
    if let output { try write(reports, to: output) }
  }

  private func write(_ reports: [RestReport], to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw UserError.wrongInput("there is a file '\(path)' already", advice: "name another one")
    }
    let points = try reports.map { try RestStartingPoint($0, number: number) }
    let text = try text(points)
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw UserError.failed("'\(path)' cannot be written", advice: "name a file in another folder")
    }
    Terminal.note("wrote \(path)")
  }

  /// The model with its cells at rest.
  private func text(_ points: [RestStartingPoint]) throws -> String {
    func load(cableIsList: Bool) throws -> String {
      let changes = points.flatMap { $0.overrides(cableIsList: cableIsList) }
      return try options.load(model, changes: changes).model.resolvedText
    }
    // A single entry of cable properties may stand alone or in a list.
    do { return try load(cableIsList: false) } catch { return try load(cableIsList: true) }
  }

  private func report(_ session: ModelSession, _ kind: String) throws -> RestReport {
    let quiet = try QuietModel(session, cell: kind, .returning)
    let (lowered, isCompartment) = try quiet.lowered()
    let finder = try RestFinder(lowered.plan, isCompartment: [isCompartment])
    return RestReport(
      quiet, lowered, RestStart.allCases.compactMap { finder.find(inGroup: 0, from: $0) })
  }
}
