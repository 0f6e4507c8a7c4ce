import Foundation
import Lowering
import ResultsIO

/// The files of a run that is resumed: where they lie, and from where they go on.
struct ResumedFiles {
  /// Of the checkpoint.
  private let source: ResultsFolder
  /// Where the run goes on; may be the same.
  let target: ResultsFolder
  /// What the run's record said, with a note that it was resumed.
  let record: RunRecord
  private let extents: [CheckpointRecord.Extent]
  private let isMoved: Bool
  private let isNew: Bool

  /// Finds the files of a checkpoint.
  ///
  /// - Throws: a `UserError` where they are not those of the checkpoint.
  init(_ resumption: Resumption, output: String) throws {
    let folder = resumption.folder
    let source = try wrongInput { try ResultsFolder(reading: folder) }
    var record = try wrongInput { try RunFile.read(path: source.runPath) }
    guard record.provenance.startedText == resumption.record.origin.started else {
      throw UserError.wrongInput(
        "the results in \(folder) are of another run than \(resumption.path)",
        advice: "put the checkpoint beside its results, or begin anew")
    }
    record.provenance.resumedAt.append(resumption.record.time)
    record.status = RunStatus(simulatedTime: resumption.record.time)
    (record.summary, record.energy, record.events, record.measures) = ([], nil, [], [])
    self.record = record
    self.source = source
    extents = resumption.record.extents
    isMoved = Self.place(output) != Self.place(folder)
    isNew = !FileManager.default.fileExists(atPath: output)
    let isMoved = isMoved
    target = try wrongInput { isMoved ? try ResultsFolder(creating: output) : source }
  }

  /// A run that did not begin leaves nothing behind where nothing was before.
  func abandon() {
    if isMoved, isNew { try? FileManager.default.removeItem(atPath: target.path) }
  }

  private static func place(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  /// Opens a report behind its last sample of the checkpoint.
  func report(_ name: String, _ description: ReportDescription) throws -> ReportFile {
    let count = try count(of: "\(name).h5", population: "")
    let path = try target.reportPath(named: name)
    if isMoved { try ReportFile.copy(from: source.reportPath(named: name), to: path) }
    return try ReportFile(continuing: path, description: description, after: count)
  }

  /// Opens a file of spikes behind the last spikes of the checkpoint.
  func spikes(_ name: String, populations: [String]) throws -> SpikeFile {
    func path(_ folder: ResultsFolder) throws -> String {
      name == "spikes" ? folder.spikesPath : try folder.reportPath(named: name)
    }
    let counts = try populations.map { ($0, try count(of: "\(name).h5", population: $0)) }
    return try SpikeFile(
      path: path(target), continuing: path(source),
      counts: Dictionary(counts) { first, _ in first })
  }

  private func count(of file: String, population: String) throws -> Int {
    guard let extent = extents.first(where: { $0.file == file && $0.population == population })
    else {
      throw UserError.wrongInput("the checkpoint knows nothing of \(file)")
    }
    return extent.count
  }
}
