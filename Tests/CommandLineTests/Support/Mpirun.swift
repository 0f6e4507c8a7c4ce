import Foundation
import ResultsIO
import Testing

/// Runs the executable on several ranks.
enum Mpirun {
  /// What starts so many processes, more than there are processors if need be.
  static func launcher(_ ranks: Int) -> [String] {
    ["mpirun", "--oversubscribe", "-n", "\(ranks)"]
  }

  /// Open MPI does not like to be started by root, who is alone in a container.
  static let environment = [
    "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
  ]

  /// Starts `skou run --mpi` with some options.
  static func start(
    _ ranks: Int, _ options: [String], in folder: TemporaryFolder
  ) throws -> RunningSkou {
    try RunningSkou(
      ["run", "--mpi"] + options, in: folder, environment: environment,
      launcher: launcher(ranks))
  }

  /// Runs it to its end.
  static func run(
    _ ranks: Int, _ options: [String], in folder: TemporaryFolder
  ) throws -> Skou.Outcome {
    try start(ranks, options, in: folder).wait()
  }

  /// Runs the model in a folder and reads its results.
  static func results(
    _ ranks: Int, _ options: [String] = [], in folder: TemporaryFolder, to output: String
  ) throws -> Results {
    let outcome = try run(ranks, ["model.yaml", "-o", output] + options, in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    return try Results(folder.file(output))
  }
}

extension Results {
  /// The parts in which two results differ; whole results are too long to be shown.
  ///
  /// Not the memory of the engine: workers and ranks have some of their own.
  func differences(from other: Results) -> [String] {
    func summary(_ results: Results) -> [RunQuantity] {
      results.record.summary.filter { $0.name != "engine_bytes" }
    }
    let parts = [
      ("samples", samples == other.samples && shortSamples == other.shortSamples),
      ("descriptions", descriptions == other.descriptions), ("spikes", spikes == other.spikes),
      ("events", record.events == other.record.events),
      ("summary", summary(self) == summary(other)),
      ("status", record.status == other.record.status),
      ("model", record.model == other.record.model),
      ("measures", record.measures == other.record.measures),
      ("outputs", record.outputs == other.record.outputs),
      ("shapes", record.morphologies == other.record.morphologies),
    ]
    return parts.filter { !$0.1 }.map(\.0)
  }
}
