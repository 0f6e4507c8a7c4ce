import ArgumentParser
import Engine
import EngineKernels

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
      stays as the model gives it.

      Exits with 1 if a kind of cell has no rest. Writes no files.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Option(help: ArgumentHelp("Only this kind of cell.", valueName: "name"))
  var cell: String?

  @OptionGroup var options: ModelOptions

  func run() throws {
    let session = try options.load(model)
    let kinds = cell.map { [$0] } ?? QuietModel.kinds(session.model.description)
    let reports = try kinds.map { try report(session, $0) }
    Terminal.print(reports.map(\.text).joined(separator: "\n\n"))
    if reports.contains(where: \.rests.isEmpty) { throw ExitStatus.failed }
  }

  private func report(_ session: ModelSession, _ kind: String) throws -> RestReport {
    let quiet = try QuietModel(session, cell: kind)
    let (lowered, isCompartment) = try quiet.lowered()
    let finder = try RestFinder(lowered.plan, isCompartment: [isCompartment])
    return RestReport(
      quiet, lowered, RestStart.allCases.compactMap { finder.find(inGroup: 0, from: $0) })
  }
}
