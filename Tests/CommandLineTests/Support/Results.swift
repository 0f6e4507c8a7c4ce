import Foundation
import ResultsIO
import Testing

/// All datasets of a run, for comparison bit by bit.
struct Results: Equatable {
  /// The samples of each report and population, by "report/population".
  private(set) var samples: [String: [UInt64]] = [:]
  /// The samples of each population as SONATA's readers see them.
  private(set) var shortSamples: [String: [UInt32]] = [:]
  private(set) var descriptions: [String: ReportDescription] = [:]
  private(set) var spikes: [String: Spikes] = [:]
  private(set) var record: Record

  /// What run.h5 says, without what depends on the day and the machine.
  struct Record: Equatable {
    var model: String
    var seed: UInt64
    var status: RunStatus
    var summary: [RunQuantity]
    var events: [RunEvent]
    /// As text, in which NaN is the same as itself; numbers have all their digits.
    var measures: String
    var outputs: [String]
    var morphologies: [CellGeometry]
  }

  /// Reads the results in a folder.
  init(_ path: String) throws {
    let folder = try ResultsFolder(reading: path)
    let run = try RunFile.read(path: folder.runPath)
    record = Record(run)
    for output in run.outputs {
      let file = "\(path)/\(output)"
      if let report = try? ReportReader(path: file) {
        try add(report, String(output.dropLast(3)))
      } else {
        let reader = try SpikeReader(path: file)
        for name in reader.populations {
          spikes["\(output)/\(name)"] = try reader.read(population: name)
        }
      }
    }
  }

  private mutating func add(_ report: ReportReader, _ name: String) throws {
    descriptions[name] = report.description
    for population in report.description.populations {
      let key = "\(name)/\(population.name)"
      samples[key] = try report.readDoublePrecision(population: population.name)
        .map { $0.bitPattern }
      shortSamples[key] = try report.read(population: population.name).map { $0.bitPattern }
    }
  }

  /// The samples of a report as numbers.
  func numbers(_ key: String) throws -> [Double] {
    try #require(samples[key]).map { Double(bitPattern: $0) }
  }

  /// A number of the summary.
  func summary(_ name: String) -> Double? { record.summary.first { $0.name == name }?.value }
}

extension Results.Record {
  fileprivate init(_ run: RunRecord) {
    self.init(
      model: run.provenance.model, seed: run.provenance.seed, status: run.status,
      summary: run.summary.filter {
        !$0.name.hasSuffix("_seconds") && !$0.name.hasSuffix("_memory_bytes")
      },
      events: run.events, measures: "\(run.measures)", outputs: run.outputs,
      morphologies: run.morphologies)
  }
}

extension TemporaryFolder {
  /// Runs the model in this folder and reads its results.
  func results(
    of model: String = "model.yaml", _ options: [String] = [], in output: String = "out"
  ) throws -> Results {
    let outcome = try Skou.run(["run", model, "-o", output] + options, in: self)
    try #require(outcome.status == 0, "\(outcome.messages)")
    return try Results(file(output))
  }
}
