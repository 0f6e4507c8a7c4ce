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
      Prints cells, compartments, which mechanism reads and moves which ion where, and what a run \
      would cost in memory and time. With --convergence, runs the model three times - as it is, \
      with half the time step, and with compartments a third as long - and says by how much the \
      recordings change. A third, because then the middle of every compartment stays where it was.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Flag(help: "Run with finer steps and compartments, and compare.")
  var convergence = false

  @Flag(help: "Print the model with every default and override spelled out.")
  var resolved = false

  @OptionGroup var options: ModelOptions

  func run() throws {
    let session = try options.load(model)
    if resolved { return Terminal.write(session.model.resolvedText) }
    let lowered = try session.lower()
    let description = session.model.description
    Terminal.print("\(session.model.path): \(description.title)")
    Terminal.print(Format.table(try cost(session, lowered)))
    Terminal.print("cells")
    Terminal.print(Format.table(CellTable.rows(description, lowered)))
    Terminal.print("ion wiring")
    Terminal.print(Format.table(IonWiring.rows(description, session.catalogue)))
    if convergence { try ConvergenceCheck(session: session, threads: options.threads).report() }
  }

  private func cost(_ session: ModelSession, _ lowered: LoweredModel) throws -> [[String]] {
    let estimate = try CostEstimate(lowered, threads: options.threads)
    let settings = lowered.plan.settings
    return [
      ["cells", Format.count(lowered.cells.count)],
      ["compartments", Format.count(lowered.compartmentCount)],
      [
        "steps",
        "\(Format.count(lowered.plan.stepCount)) of \(Format.number(settings.timeStep)) ms, "
          + (settings.scheme == .secondOrder ? "second order" : "backward Euler"),
      ],
      ["memory", "\(Format.bytes(estimate.bytes)) for the cells"],
      ["time", "about \(Format.seconds(estimate.seconds)), from a few steps tried"],
      ["results", Format.bytes(estimate.resultBytes)],
    ]
  }
}

/// What a run would cost, from the memory it takes and a few steps tried.
struct CostEstimate {
  let bytes: Int
  let seconds: Double
  let resultBytes: Int

  init(_ model: LoweredModel, threads: Int) throws {
    var trial = model.plan
    trial.stepCount = min(trial.stepCount, max(8, min(400, 4_000_000 / max(trial.slotCount, 1))))
    let simulation = try Simulation(trial, threads: threads)
    bytes = simulation.byteCount
    let started = ContinuousClock.now
    _ = try simulation.run(into: IdleSink())
    let tried = started.duration(to: .now).seconds
    seconds = tried * Double(model.plan.stepCount) / Double(max(trial.stepCount, 1))
    resultBytes = model.plan.reports.reduce(0) { $0 + $1.elementCount * $1.sampleCount * 4 }
  }
}

/// Takes recordings and forgets them.
final class IdleSink: RecordingSink {
  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) {}
  func append(spikes: [Spike]) {}
  func epochEnded(time: Double) {}
}
