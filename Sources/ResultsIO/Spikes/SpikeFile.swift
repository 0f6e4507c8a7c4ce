/// Spikes in the SONATA format, appended in blocks while a simulation runs.
///
/// Readers find a complete file at any moment, as old as the last `flush()` or, when there are
/// very many spikes, somewhat older (see `flush()`).
public final class SpikeFile {
  private let path: String
  private var content: Content?

  private struct Content {
    let file: PublishedFile
    var populations: [String: SpikePopulationWriter]
  }

  /// Creates the file with populations that have no spikes yet.
  ///
  /// - Parameters:
  ///   - path: where; a file that is there is replaced.
  ///   - populations: the names of all populations whose spikes are recorded; at least one.
  /// - Throws: `ResultsIOError` if a name is impossible or the file cannot be written.
  public init(path: String, populations: [String]) throws {
    self.path = path
    guard !populations.isEmpty else {
      throw ResultsIOError(
        .inconsistentData, "\(path) would hold no population, which readers refuse",
        suggestion: "do not create a file of spikes when none are recorded")
    }
    let file = try PublishedFile(path: FilePath(path))
    let root = try file.working.root
    try SonataHeader.write(to: root)
    let spikes = try root.createGroup("spikes")
    let writers = try populations.map { ($0, try SpikePopulationWriter($0, in: spikes)) }
    try file.publish()
    content = Content(file: file, populations: Dictionary(writers) { first, _ in first })
  }

  /// Creates the file with the first spikes of an earlier one, which may be the one it replaces.
  ///
  /// - Parameters:
  ///   - path: where; a file that is there is replaced.
  ///   - earlier: a file of the same populations.
  ///   - counts: how many spikes of each population are taken over.
  /// - Throws: `ResultsIOError` if the earlier file has not so many, or it cannot be written.
  public init(path: String, continuing earlier: String, counts: [String: Int]) throws {
    self.path = path
    let reader = try SpikeReader(path: earlier)
    let file = try PublishedFile(path: FilePath(path))
    let root = try file.working.root
    try SonataHeader.write(to: root)
    let spikes = try root.createGroup("spikes")
    var writers: [String: SpikePopulationWriter] = [:]
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      let first = try reader.read(population: name, first: count)
      writers[name] = try SpikePopulationWriter(name, in: spikes).copying(first)
      spikeCount += count
    }
    try file.publish()
    content = Content(file: file, populations: writers)
  }

  /// The number of spikes so far, of all populations.
  public private(set) var spikeCount = 0

  /// The number of spikes so far, by population.
  public var spikeCounts: [String: Int] { content?.populations.mapValues(\.count) ?? [:] }

  /// Appends a block of spikes.
  ///
  /// Within a block the order is free. Blocks are to follow each other in time, as a simulation
  /// produces them; if one does not, the file says of itself that it is not sorted.
  /// - Parameters:
  ///   - population: one of those the file was created with.
  ///   - nodeIDs: the cell of each spike.
  ///   - timestamps: the time of each spike, in ms.
  /// - Throws: `ResultsIOError` for an unknown population, unequal lengths, a time that is not
  ///   finite, or when the file cannot be written.
  public func append(population: String, nodeIDs: [UInt64], timestamps: [Double]) throws {
    var content = try openContent()
    guard let writer = content.populations[population] else {
      throw ResultsIOError(.inconsistentData, "\(path) has no population '\(population)'")
    }
    guard nodeIDs.count == timestamps.count else {
      throw ResultsIOError(
        .inconsistentData,
        "\(nodeIDs.count) node ids and \(timestamps.count) times were given to \(path)")
    }
    guard timestamps.allSatisfy(\.isFinite) else {
      throw ResultsIOError(
        .inconsistentData, "a spike of '\(population)' has no finite time (\(path))")
    }
    content.populations[population] = try writer.appending(nodeIDs, timestamps)
    self.content = content
    spikeCount += nodeIDs.count
  }

  /// Makes what was appended visible to readers.
  ///
  /// Cost: a copy of the file. At most a twentieth of the time goes into copies, so that a call
  /// soon after the last, expensive one does nothing.
  /// - Throws: `ResultsIOError` when the file cannot be written, as when the disk is full.
  public func flush() throws {
    try openContent().file.publishIfDue()
  }

  /// Makes all spikes visible, and safe from a failure of the machine.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written.
  public func synchronize() throws {
    try openContent().file.publish(isSynchronized: true)
  }

  /// Makes all spikes visible and closes the file; to be called last, and once more does nothing.
  ///
  /// - Throws: `ResultsIOError` when the file cannot be written.
  public func close() throws {
    defer { content = nil }
    try content?.file.publish()
  }

  private func openContent() throws -> Content {
    guard let content else {
      throw ResultsIOError(.alreadyClosed, "\(path) is closed")
    }
    return content
  }
}
