/// Reads a SONATA report, also while it is being written.
///
/// Made for reports that Skou wrote; others are read as far as they follow the same rules.
public struct ReportReader {
  /// What the report holds.
  public let description: ReportDescription
  /// How many samples were written when the file was opened; the rest are NaN.
  public let writtenSampleCount: Int
  private let root: HDF5Group

  /// Opens a report.
  ///
  /// - Parameter path: the file.
  /// - Throws: `ResultsIOError` of code `unreadableFile` if it is not a report, or damaged.
  public init(path: String) throws {
    root = try HDF5File(reading: path).root
    guard try root.contains("report") else {
      throw ResultsIOError(.unreadableFile, "\(path) holds no group 'report'")
    }
    let parser = try ReportParser(root: root, path: path)
    description = parser.description
    writtenSampleCount = parser.writtenSampleCount
  }

  /// The times of the written samples, in ms.
  public var times: [Double] {
    (0..<writtenSampleCount).map { description.start + Double($0) * description.interval }
  }

  /// Reads the written samples of a population.
  ///
  /// - Parameter population: the name of the population.
  /// - Returns: `writtenSampleCount` rows of the population's elements.
  /// - Throws: `ResultsIOError` if there is no such population or the file is damaged.
  public func read(population: String) throws -> [Float] {
    let elements = try find(population).elementCount
    return try data(of: population).read(
      Float.self, at: [0, 0], count: [writtenSampleCount, elements])
  }

  /// Reads the written samples of a population as precisely as they are stored.
  ///
  /// - Parameter population: the name of the population.
  /// - Returns: `writtenSampleCount` rows of the population's elements.
  /// - Throws: `ResultsIOError` if there is no such population or the file is damaged.
  public func readDoublePrecision(population: String) throws -> [Double] {
    let elements = try find(population).elementCount
    let dataset =
      description.storesDoublePrecision
      ? try root.group("skou/double_precision").dataset(population) : try data(of: population)
    return try dataset.read(Double.self, at: [0, 0], count: [writtenSampleCount, elements])
  }

  /// Reads the written samples of one element.
  ///
  /// - Parameters:
  ///   - element: the column within the population.
  ///   - population: the name of the population.
  /// - Returns: `writtenSampleCount` values.
  /// - Throws: `ResultsIOError` if there is no such element or the file is damaged.
  public func read(element: Int, population: String) throws -> [Float] {
    let elements = try find(population).elementCount
    guard (0..<elements).contains(element) else {
      throw ResultsIOError(
        .inconsistentData, "'\(population)' has \(elements) elements, none is \(element)")
    }
    return try data(of: population).read(
      Float.self, at: [0, element], count: [writtenSampleCount, 1])
  }

  private func data(of population: String) throws -> HDF5Dataset {
    try root.group("report/\(population)").dataset("data")
  }

  private func find(_ name: String) throws -> ReportPopulation {
    guard let population = description.populations.first(where: { $0.name == name }) else {
      let names = description.populations.map(\.name).joined(separator: ", ")
      throw ResultsIOError(
        .unreadableFile, "\(root.filePath) has no population '\(name)'",
        suggestion: "it has \(names)")
    }
    return population
  }
}
