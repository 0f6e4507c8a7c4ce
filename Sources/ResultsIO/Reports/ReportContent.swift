/// The open file of a report: one group per population, and the number of samples written.
final class ReportContent {
  private let file: HDF5File
  private let populations: [ReportPopulationWriter]
  private let samplesWritten: HDF5Dataset

  /// Creates the file, complete but for the values.
  init(creating path: String, _ description: ReportDescription) throws {
    file = try HDF5File(creating: path)
    let root = try file.root
    try SonataHeader.write(to: root)
    // libsonata takes every child of "report" for a population: what is ours lies elsewhere.
    let report = try root.createGroup("report")
    let own = try root.createGroup("skou")
    samplesWritten = try own.write([UInt64(0)], as: "samples_written")
    try description.grid?.write(to: own)
    let precise =
      try description.storesDoublePrecision ? own.createGroup("double_precision") : nil
    var firstColumn = 0
    populations = try description.populations.map { population in
      defer { firstColumn += population.elementCount }
      return try ReportPopulationWriter(
        population, of: description, firstColumn: firstColumn, report: report, precise: precise)
    }
    try file.flush()
  }

  /// Opens a file that was created so, with `sampleCount` samples in it.
  init(
    continuing path: String, _ description: ReportDescription, after sampleCount: Int
  ) throws {
    file = try HDF5File(updating: path)
    let root = try file.root
    guard try root.contains("report"), try root.contains("skou") else {
      throw ResultsIOError(.unreadableFile, "\(path) is not a report")
    }
    let own = try root.group("skou")
    samplesWritten = try own.dataset("samples_written")
    let written = try samplesWritten.readAll(UInt64.self).first ?? 0
    guard written >= UInt64(clamping: sampleCount) else {
      throw ResultsIOError(
        .unreadableFile, "\(path) has \(written) samples, the checkpoint wants \(sampleCount)")
    }
    var firstColumn = 0
    populations = try description.populations.map { population in
      defer { firstColumn += population.elementCount }
      return try ReportPopulationWriter(
        continuing: population, of: description, firstColumn: firstColumn, root)
    }
    try flush(sampleCount)
  }

  /// Brings all values to the disk.
  func synchronize(_ sampleCount: Int) throws {
    try flush(sampleCount)
    try file.synchronize()
  }

  /// Writes rows of samples of all populations.
  func write<Value: HDF5Number>(_ samples: Span<Value>, at first: Int, count: Int) throws {
    for population in populations {
      try population.write(samples, at: first, count: count)
    }
  }

  /// Hands all values to the operating system, and then says how many samples they are.
  func flush(_ sampleCount: Int) throws {
    try file.flush()
    try samplesWritten.write([UInt64(clamping: sampleCount)].span, at: [0], count: [1])
    try file.flush()
  }
}

/// The group of one population in a report.
struct ReportPopulationWriter {
  private let datasets: [HDF5Dataset]
  private let columns: HDF5Columns
  private let elementCount: Int

  init(
    _ population: ReportPopulation, of description: ReportDescription, firstColumn: Int,
    report: HDF5Group, precise: HDF5Group?
  ) throws {
    let elements = population.elementCount
    elementCount = elements
    columns = HDF5Columns(first: firstColumn, rowLength: description.elementCount)
    let group = try report.createGroup(population.name)
    try ReportMapping.write(population, description, to: group.createGroup("mapping"))
    let data = try Self.createData("data", Float.nan, description, elements, in: group)
    let copy = try precise.map {
      try Self.createData(population.name, Double.nan, description, elements, in: $0)
    }
    datasets = [data] + (copy.map { [$0] } ?? [])
  }

  init(
    continuing population: ReportPopulation, of description: ReportDescription, firstColumn: Int,
    _ root: HDF5Group
  ) throws {
    elementCount = population.elementCount
    columns = HDF5Columns(first: firstColumn, rowLength: description.elementCount)
    let extent = [description.sampleCount, population.elementCount]
    let group = try root.group("report/\(population.name)")
    datasets =
      [try Self.open("data", Float.self, extent, in: group)]
      + (description.storesDoublePrecision
        ? [
          try Self.open(
            population.name, Double.self, extent, in: root.group("skou/double_precision"))
        ] : [])
  }

  func write<Value: HDF5Number>(_ samples: Span<Value>, at first: Int, count: Int) throws {
    for dataset in datasets {
      try dataset.write(
        samples, at: [first, 0], count: [count, elementCount], columns: columns)
    }
  }

  private static func open<Value: HDF5Number>(
    _ name: String, _ type: Value.Type, _ extent: [Int], in group: HDF5Group
  ) throws -> HDF5Dataset {
    let chunks = ReportLayout(sampleCount: extent[0], elementCount: extent[1])
    let bytes = chunks.cacheBytes(
      elementCount: extent[1], valueBytes: MemoryLayout<Value>.stride)
    let dataset = try group.dataset(name, cacheBytes: bytes)
    let found = try dataset.extent()
    guard found == extent else {
      throw ResultsIOError(
        .unreadableFile,
        "\(group.filePath) has room for \(found) values, the model writes \(extent)")
    }
    return dataset
  }

  private static func createData<Value: HDF5Number>(
    _ name: String, _ fill: Value, _ description: ReportDescription, _ elementCount: Int,
    in group: HDF5Group
  ) throws -> HDF5Dataset {
    let chunks = ReportLayout(sampleCount: description.sampleCount, elementCount: elementCount)
    let layout = HDF5Layout<Value>(
      extent: [description.sampleCount, elementCount],
      chunk: [chunks.chunkSamples, chunks.chunkElements], fill: fill, isAllocatedEarly: true,
      cacheBytes: chunks.cacheBytes(
        elementCount: elementCount, valueBytes: MemoryLayout<Value>.stride))
    let dataset = try group.createDataset(name, of: Value.self, layout: layout)
    try dataset.attributes.write(description.units, as: "units")
    try dataset.attributes.write(description.variable, as: "variable")
    return dataset
  }
}
