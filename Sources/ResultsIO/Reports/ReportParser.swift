/// Rebuilds the description of a report from its file.
struct ReportParser {
  let description: ReportDescription
  let writtenSampleCount: Int

  init(root: HDF5Group, path: String) throws {
    let report = try root.group("report")
    let names = try report.names()
    guard let first = names.first else {
      throw ResultsIOError(.unreadableFile, "\(path) has no population")
    }
    let data = try report.group(first).dataset("data")
    let time = try report.group("\(first)/mapping").dataset("time").readAll(Double.self)
    let extent = try data.extent()
    guard time.count == 3, extent.count == 2 else {
      throw ResultsIOError(.unreadableFile, "\(path) is not laid out as a SONATA report")
    }
    let own = try root.contains("skou") ? root.group("skou") : nil
    description = ReportDescription(
      variable: try ReportParser.text("variable", of: data),
      units: try ReportParser.text("units", of: data), start: time[0], interval: time[2],
      sampleCount: extent[0], populations: try names.map { try Self.population($0, in: report) },
      storesDoublePrecision: try own?.contains("double_precision") ?? false,
      grid: try own.flatMap(ReportGrid.init(own:)))
    let written = try own?.dataset("samples_written").readAll(UInt64.self).first
    writtenSampleCount = min(extent[0], written.map(Int.init(clamping:)) ?? extent[0])
  }

  private static func text(_ name: String, of data: HDF5Dataset) throws -> String {
    try data.attributes.contains(name) ? data.attributes.readText(name) : ""
  }

  private static func population(_ name: String, in report: HDF5Group) throws -> ReportPopulation {
    let mapping = try report.group("\(name)/mapping")
    let nodeIDs = try mapping.dataset("node_ids").readAll(UInt64.self)
    let pointers = try mapping.dataset("index_pointers").readAll(UInt64.self)
    let elementIDs = try mapping.dataset("element_ids").readAll(UInt32.self)
    let positions =
      try mapping.contains("element_pos")
      ? mapping.dataset("element_pos").readAll(Float.self)
      : [Float](repeating: 0.5, count: elementIDs.count)
    let columns = try ranges(pointers, upTo: min(elementIDs.count, positions.count))
    guard columns.count == nodeIDs.count else {
      throw ResultsIOError(
        .unreadableFile, "'\(name)' of \(report.filePath) has a damaged index")
    }
    let nodes = zip(nodeIDs, columns).map { id, columns in
      ReportNode(
        id: id, elementIDs: Array(elementIDs[columns]), elementPositions: Array(positions[columns])
      )
    }
    return ReportPopulation(name: name, nodes: nodes)
  }

  /// The columns of each cell; none if the pointers leave the elements or run backwards.
  private static func ranges(_ pointers: [UInt64], upTo count: Int) throws -> [Range<Int>] {
    let bounds = pointers.map(Int.init(clamping:))
    guard bounds.allSatisfy({ $0 <= count }),
      zip(bounds, bounds.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return [] }
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }
}
