import Engine
import Foundation
import Lowering
import ResultsIO

/// What a run did and cost.
struct RunNumbers {
  let cells: Int
  let compartments: Int
  /// Of synapses, connections, gap junctions and voxels, where there are any.
  let networkCounts: [(name: String, count: Int)]
  let steps: Int
  let spikes: Int
  let setUpSeconds: Double
  let steppingSeconds: Double
  let engineBytes: Int
  /// When stepping was over.
  private let memory: ProcessMemory
  private let baseline: ProcessMemory
  let ledger: Ledger
  let energy: EnergyLedger?
  let events: [RunEvent]
  /// What the model's measures say, for the terminal.
  let measures: [[String]]
  private let simulatedTime: Double
  private let representedCount: Double

  /// How many ranks ran it, of how many threads each.
  private let crew: (ranks: Int, threads: Int)

  /// What a run took beside what it simulated.
  struct Cost {
    var setUp: Duration
    var stepping: Duration
    /// Before there was a model.
    var baseline: ProcessMemory
    var ranks = 1
    var threads = 1
  }

  /// Adds up what a run did; by all ranks at once, of which the first has the `sink`.
  init(
    _ model: LoweredModel, _ simulation: Simulation, _ end: RunEnd, _ sink: ResultsSink?,
    _ cost: Cost
  ) throws {
    memory = .current
    baseline = cost.baseline
    cells = model.cells.count
    compartments = model.compartmentCount
    networkCounts = model.networkCounts
    let effort = try simulation.effort()
    steps = effort.stepCount
    engineBytes = effort.byteCount
    spikes = sink?.spikeCount ?? 0
    events = sink?.events(upTo: end.time, and: end.failures) ?? []
    measures = sink?.measures(at: end.time).flatMap { $0.rows(model) } ?? []
    setUpSeconds = cost.setUp.seconds
    steppingSeconds = cost.stepping.seconds
    crew = (cost.ranks, cost.threads)
    ledger = try simulation.ledger()
    energy = try simulation.energyLedger(time: end.time)
    simulatedTime = end.time
    representedCount = model.representedCount
  }

  /// Nanoseconds a compartment and step.
  var cost: Double {
    steppingSeconds * 1e9 / max(Double(steps) * Double(compartments), 1)
  }

  /// For run.h5.
  var quantities: [RunQuantity] {
    [
      RunQuantity(name: "cells", value: Double(cells)),
      RunQuantity(name: "compartments", value: Double(compartments)),
    ] + networkQuantities + [
      RunQuantity(name: "steps", value: Double(steps)),
      RunQuantity(name: "spikes", value: Double(spikes)),
      RunQuantity(name: "events", value: Double(events.count { $0.kind == "detected" })),
      RunQuantity(name: "set_up_seconds", value: setUpSeconds, units: "s"),
      RunQuantity(name: "stepping_seconds", value: steppingSeconds, units: "s"),
      RunQuantity(name: "engine_bytes", value: Double(engineBytes), units: "bytes"),
    ] + memory.quantities(since: baseline) + ledger.quantities + (energy?.quantities ?? [])
  }

  private var networkQuantities: [RunQuantity] {
    networkCounts.map {
      RunQuantity(
        name: $0.name.replacingOccurrences(of: " ", with: "_"), value: Double($0.count))
    }
  }

  private var cellCount: String {
    representedCount == Double(cells)
      ? Format.count(cells)
      : "\(Format.count(cells)) that stand for \(Format.number(representedCount, digits: 6))"
  }

  /// The cells and what is between them, in words.
  private var tissue: String {
    ([cellCount, Format.counted(compartments, "compartment")]
      + networkCounts.map {
        // All these names have a plural in s.
        "\(Format.count($0.count)) \($0.count == 1 ? String($0.name.dropLast()) : $0.name)"
      }).joined(separator: ", ")
  }

  private var crewRows: [[String]] {
    guard crew.ranks > 1 else { return [] }
    return [["ranks", "\(crew.ranks), of \(Format.counted(crew.threads, "thread"))"]]
  }

  /// What the terminal says at the end.
  func summary(folder: String) -> String {
    let speed = simulatedTime / 1000 / max(steppingSeconds, 1e-9)
    return Format.table(
      [
        ["simulated", "\(Format.simulated(simulatedTime)) in \(Format.counted(steps, "step"))"],
        ["cells", tissue],
        ["spikes", Format.count(spikes)],
        [
          "time",
          "\(Format.seconds(steppingSeconds)) (\(Format.number(speed, digits: 3)) x real time, "
            + "\(Format.number(cost, digits: 3)) ns a compartment and step); set-up "
            + Format.seconds(setUpSeconds),
        ],
      ] + crewRows + EventSummary.rows(events) + measures + ledger.rows + (energy?.rows ?? [])
        + [["results", folder]])
  }
}
