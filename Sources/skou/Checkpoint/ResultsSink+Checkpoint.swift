import Engine
import EngineKernels
import Lowering
import ResultsIO

/// What results add to a checkpoint.
extension ResultsSink {
  private static let eventSectionName = "results/events"

  /// Brings everything up to now to the disk.
  func synchronize() throws {
    for file in reports { try file.synchronize() }
    for file in spikeFiles { try file.synchronize() }
    try publishRecord()
  }

  /// How much each file holds.
  var extents: [CheckpointRecord.Extent] {
    let samples = zip(model.plan.reports, reports).map { report, file in
      CheckpointRecord.Extent(file: "\(report.name).h5", count: file.writtenSampleCount)
    }
    let spikes = zip(detectorNames, spikeFiles).flatMap { name, file in
      file.spikeCounts.sorted { $0.key < $1.key }.map { population, count in
        CheckpointRecord.Extent(file: "\(name).h5", population: population, count: count)
      }
    }
    return samples + spikes
  }

  /// The events that were found.
  var eventSection: CheckpointRecord.Section {
    CheckpointRecord.Section(
      name: Self.eventSectionName, integers: occurrences.map { Int64($0.identifier) },
      numbers: occurrences.flatMap { [$0.time, $0.since] })
  }

  /// The events in a checkpoint of this model.
  ///
  /// - Throws: a `UserError` where they are of another one.
  static func events(
    in record: CheckpointRecord, of model: LoweredModel
  ) throws -> [EventOccurrence] {
    let section = record.sections.first { $0.name == eventSectionName }
    guard let section, section.numbers.count == 2 * section.integers.count,
      section.integers.allSatisfy({ (0..<Int64(model.events.count)).contains($0) })
    else {
      throw UserError.wrongInput("the checkpoint's events are not those of this model")
    }
    return section.integers.indices.map {
      EventOccurrence(
        time: section.numbers[2 * $0], since: section.numbers[2 * $0 + 1],
        identifier: Int(section.integers[$0]))
    }
  }
}
