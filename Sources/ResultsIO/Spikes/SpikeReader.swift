/// The spikes of one population, in the order of the file.
public struct Spikes: Sendable, Hashable {
  /// The cell of each spike.
  public var nodeIDs: [UInt64]
  /// The time of each spike, in ms.
  public var timestamps: [Double]
}

/// Reads a SONATA file of spikes, also while it is being written.
public struct SpikeReader {
  /// The names of the populations, in alphabetical order.
  public let populations: [String]
  private let spikes: HDF5Group

  /// Opens a file.
  ///
  /// - Parameter path: the file.
  /// - Throws: `ResultsIOError` of code `unreadableFile` if it is not a file of spikes.
  public init(path: String) throws {
    let root = try HDF5File(reading: path).root
    guard try root.contains("spikes") else {
      throw ResultsIOError(.unreadableFile, "\(path) holds no group 'spikes'")
    }
    spikes = try root.group("spikes")
    populations = try spikes.names()
  }

  /// Reads all spikes of a population.
  ///
  /// - Parameter population: the name of the population.
  /// - Returns: its spikes.
  /// - Throws: `ResultsIOError` if there is no such population or the file is damaged.
  public func read(population: String) throws -> Spikes {
    guard populations.contains(population) else {
      throw ResultsIOError(
        .unreadableFile, "\(spikes.filePath) has no population '\(population)'",
        suggestion: "it has \(populations.joined(separator: ", "))")
    }
    let group = try spikes.group(population)
    let nodeIDs = try group.dataset("node_ids").readAll(UInt64.self)
    let timestamps = try group.dataset("timestamps").readAll(Double.self)
    guard nodeIDs.count == timestamps.count else {
      throw ResultsIOError(
        .unreadableFile,
        "\(spikes.filePath) has \(nodeIDs.count) node ids and \(timestamps.count) times")
    }
    return Spikes(nodeIDs: nodeIDs, timestamps: timestamps)
  }

  /// Reads the first spikes of a population.
  ///
  /// - Throws: `ResultsIOError` if there are not so many.
  func read(population: String, first count: Int) throws -> Spikes {
    var spikes = try read(population: population)
    guard count >= 0, count <= spikes.timestamps.count else {
      throw ResultsIOError(
        .unreadableFile,
        "\(self.spikes.filePath) has \(spikes.timestamps.count) spikes of '\(population)', the "
          + "checkpoint wants \(count)")
    }
    spikes.nodeIDs.removeLast(spikes.nodeIDs.count - count)
    spikes.timestamps.removeLast(spikes.timestamps.count - count)
    return spikes
  }
}
