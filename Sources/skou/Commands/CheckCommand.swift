import ArgumentParser
import Engine
import EngineKernels
import Foundation
import Lowering
import ModelDescription

/// `skou check`: says what would run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a model and say what would run.",
    discussion: """
      Prints cells and compartments, what a run would cost in memory and time, synapses, \
      connections, gap junctions and the space that cells share, and the ion wiring of each kind \
      of cell: who owns each species, which mechanism or synapse reads and moves which ion where, \
      and what is not conserved, and why. With --convergence, runs the model three times - as it \
      is, with half the time step, and with compartments a third as long - and says by how much \
      the recordings change. A third, because then the middle of every compartment stays where it was.

      With --ranks, says what 'mpirun -n N skou run --mpi' would need: memory, time and messages of \
      the rank that has most to do, whose share is set up and tried here, without MPI.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Flag(help: "Run with finer steps and compartments, and compare.")
  var convergence = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Say what each of so many ranks would hold and do, by a dry run of the busiest one.",
      valueName: "number"))
  var ranks: Int?

  @Flag(help: "Print the model with every default and override spelled out.")
  var resolved = false

  @OptionGroup var options: ModelOptions

  func validate() throws {
    guard let ranks, !(1...100_000).contains(ranks) else { return }
    throw ValidationError("--ranks \(ranks): give a number from 1 to 100000.")
  }

  func run() throws {
    let session = try options.load(model)
    if resolved { return Terminal.write(session.model.resolvedText) }
    if let ranks {
      let estimate = try RankEstimate(
        session, rankCount: ranks, threads: options.chosenThreads ?? 1)
      Terminal.print("\(session.model.path): \(session.model.description.title)")
      return Terminal.print(Format.table(estimate.rows))
    }
    let lowered = try session.lower()
    let description = session.model.description
    Terminal.print("\(session.model.path): \(description.title)")
    Terminal.print(Format.table(try cost(session, lowered)))
    Terminal.print("cells")
    Terminal.print(Format.table(CellTable.rows(description, lowered)))
    printNetwork(description, lowered)
    for wiring in CellWiring.all(description, lowered, session.catalogue) {
      printWiring(wiring, description)
    }
    if convergence { try ConvergenceCheck(session: session, threads: options.threads).report() }
  }

  /// What couples cells, where something does.
  private func printNetwork(_ description: ModelDescription, _ lowered: LoweredModel) {
    let tables = NetworkTables(description: description, network: lowered.network)
    for section in tables.sections {
      Terminal.print(section.title)
      Terminal.print(Format.table(section.rows))
    }
    guard let space = SpaceTable(description, lowered) else { return }
    Terminal.print("shared extracellular space")
    Terminal.print(Format.table(space.rows))
    Terminal.print(Format.table(space.species))
  }

  /// Who owns which ion of a kind of cell, what touches it, and what does not add up.
  private func printWiring(_ wiring: CellWiring, _ description: ModelDescription) {
    let name = wiring.cell.name
    Terminal.print("\nspecies of '\(name)'")
    Terminal.print(Format.table(SpeciesTable.rows(wiring)))
    if let sums = SpeciesTable.sums(wiring) { Terminal.print("  \(sums)") }
    Terminal.print("ion wiring of '\(name)'")
    Terminal.print(Format.table(MechanismWiringTable.rows(wiring)))
    Terminal.print("not conserved in '\(name)'")
    Terminal.print(Format.list(ConservationNotes(wiring, description).sentences))
  }

  private func cost(_ session: ModelSession, _ lowered: LoweredModel) throws -> [[String]] {
    let estimate = try CostEstimate(lowered, threads: options.threads)
    return [
      ["cells", Format.count(lowered.cells.count)],
      ["compartments", Format.count(lowered.compartmentCount)],
    ] + lowered.networkCounts.map { [$0.name, Format.count($0.count)] } + [
      ["steps", lowered.plan.stepping],
      ["memory", "\(Format.bytes(estimate.bytes)) for \(lowered.tissueWords)"],
      ["time", "about \(Format.seconds(estimate.seconds)), from a few steps tried"],
      ["results", Format.bytes(estimate.resultBytes)],
    ]
  }
}

extension LoweredModel {
  /// What takes memory.
  fileprivate var tissueWords: String {
    networkCounts.isEmpty ? "the cells" : "the cells and what is between them"
  }
}

extension SimulationPlan {
  /// How long steps are, in words.
  var stepping: String {
    let fixed = "\(Format.number(settings.timeStep)) ms"
    switch settings.stepping {
    case .fixed:
      let scheme = settings.scheme == .secondOrder ? "second order" : "backward Euler"
      return "\(Format.count(stepCount)) of \(fixed), \(scheme)"
    case .adaptive(let tolerance):
      return "adaptive, relative tolerance \(Format.number(tolerance))"
    case .automatic(let tolerance):
      return "automatic: \(fixed) while cells spike, adaptive with relative tolerance "
        + "\(Format.number(tolerance)) while they are quiet"
    }
  }
}
