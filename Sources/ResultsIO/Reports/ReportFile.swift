/// A SONATA report: samples of one variable, appended while a simulation runs.
///
/// All room is taken, and filled with NaN, before the file appears under its name; from then on
/// its header never changes, and values are written in place. So readers open it at any moment,
/// also after the writer was killed, and see NaN where nothing was written yet.
public final class ReportFile {
  /// What the report holds.
  public let description: ReportDescription
  /// How many samples were appended so far.
  public private(set) var writtenSampleCount = 0
  private let path: String
  private var content: ReportContent?

  /// Creates the report with all its room.
  ///
  /// Cost: the whole file is written once, at the speed of the disk cache (about 1.5 GB/s).
  /// - Parameters:
  ///   - path: where; a file that is there is replaced.
  ///   - description: what the report holds.
  /// - Throws: `ResultsIOError` if the description contradicts itself, the disk has not enough
  ///   room, or the file cannot be written.
  public init(path: String, description: ReportDescription) throws {
    try description.check(for: path)
    self.path = path
    self.description = description
    let target = try FilePath(path)
    try ReportFile.requireRoom(for: description, at: target)
    let temporary = target.hidden(.creating)
    do {
      content = try ReportContent(creating: temporary, description)
      try FileSystem.move(temporary, to: path)
    } catch {
      content = nil
      try? FileSystem.remove(temporary)
      throw error
    }
  }

  /// Opens a report to write on, as a run that is resumed does.
  ///
  /// - Parameters:
  ///   - path: the report.
  ///   - description: what it holds.
  ///   - sampleCount: how many of its samples stay; what lies behind them is written anew.
  /// - Throws: `ResultsIOError` if it is another report, or has not so many samples.
  public init(
    continuing path: String, description: ReportDescription, after sampleCount: Int
  ) throws {
    try description.check(for: path)
    self.path = path
    self.description = description
    content = try ReportContent(continuing: path, description, after: sampleCount)
    writtenSampleCount = sampleCount
  }

  /// Copies a report; a file that is there is replaced.
  ///
  /// - Throws: `ResultsIOError` if it cannot be read, or the copy not be written.
  public static func copy(from source: String, to path: String) throws {
    try FileSystem.copy(source, to: FilePath(path))
  }

  /// Makes what was appended safe from a failure of the machine.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written.
  public func synchronize() throws {
    try openContent().synchronize(writtenSampleCount)
  }

  /// Appends samples in single precision.
  ///
  /// - Parameters:
  ///   - samples: `sampleCount` rows of `description.elementCount` values, in the report's unit.
  ///   - sampleCount: the number of rows.
  /// - Throws: `ResultsIOError` if the rows are incomplete or more than were announced, or the
  ///   file cannot be written.
  public func append(_ samples: Span<Float>, sampleCount: Int) throws {
    try appendAny(samples, sampleCount)
  }

  /// Appends samples in double precision, which the report rounds.
  ///
  /// - Parameters:
  ///   - samples: `sampleCount` rows of `description.elementCount` values, in the report's unit.
  ///   - sampleCount: the number of rows.
  /// - Throws: `ResultsIOError` if the rows are incomplete or more than were announced, or the
  ///   file cannot be written.
  public func append(_ samples: Span<Double>, sampleCount: Int) throws {
    try appendAny(samples, sampleCount)
  }

  /// Makes what was appended visible to readers.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written.
  public func flush() throws {
    try openContent().flush(writtenSampleCount)
  }

  /// Makes all samples visible and closes the file; once more does nothing.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written.
  public func close() throws {
    defer { content = nil }
    try content?.flush(writtenSampleCount)
  }

  private func appendAny<Value: HDF5Number>(_ samples: Span<Value>, _ count: Int) throws {
    let content = try openContent()
    let room = description.sampleCount - writtenSampleCount
    guard count >= 0, count <= room else {
      throw ResultsIOError(
        .inconsistentData, "\(count) samples do not fit: \(path) has room for \(room) more")
    }
    let (needed, overflow) = count.multipliedReportingOverflow(by: description.elementCount)
    guard !overflow, needed <= samples.count else {
      throw ResultsIOError(
        .inconsistentData,
        "\(count) samples of \(description.elementCount) values are due in \(path), "
          + "\(samples.count) values are given")
    }
    try content.write(samples, at: writtenSampleCount, count: count)
    writtenSampleCount += count
  }

  private func openContent() throws -> ReportContent {
    guard let content else {
      throw ResultsIOError(.alreadyClosed, "\(path) is closed")
    }
    return content
  }

  private static func requireRoom(for description: ReportDescription, at path: FilePath) throws {
    // A fiftieth and 50 kB for chunks that stick out and for the header.
    let values = try description.byteCount(for: path.text)
    let needed = values + values / 50 + 50_000
    guard let free = FileSystem.freeBytes(inFolder: path.folderOrHere), needed > free else {
      return
    }
    throw ResultsIOError(
      .noSpace, "\(path.text) needs \(needed / 1000) kB, \(free / 1000) kB are free",
      suggestion: "free space on the disk, or record less or less often")
  }
}
