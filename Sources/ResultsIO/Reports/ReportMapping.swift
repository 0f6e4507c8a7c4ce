/// The group `mapping` of a report: which column is which place, and which row which time.
enum ReportMapping {
  /// Writes what libsonata and bmtk ask for.
  ///
  /// Sources: SONATA developer guide, "Report File Format"; bmtk wants `index_pointer` and
  /// `element_pos`, libsonata `index_pointers`, one longer than `node_ids`, and units everywhere.
  static func write(
    _ population: ReportPopulation, _ description: ReportDescription, to mapping: HDF5Group
  ) throws {
    let nodeIDs = population.nodes.map(\.id)
    let nodes = try mapping.write(nodeIDs, as: "node_ids")
    let isSorted = zip(nodeIDs, nodeIDs.dropFirst()).allSatisfy { $0 < $1 }
    try nodes.attributes.write([UInt8(isSorted ? 1 : 0)], as: "sorted")
    try mapping.write(indexPointers(population), as: "index_pointers")
    try mapping.link("index_pointers", as: "index_pointer")
    try mapping.write(population.nodes.flatMap(\.elementIDs), as: "element_ids")
    try mapping.write(population.nodes.flatMap(\.elementPositions), as: "element_pos")
    let times = [description.start, description.sonataStop, description.interval]
    let time = try mapping.write(times, as: "time")
    try time.attributes.write("ms", as: "units")
  }

  /// The column where each cell starts, and the number of columns.
  static func indexPointers(_ population: ReportPopulation) -> [UInt64] {
    var pointers: [UInt64] = [0]
    var total: UInt64 = 0
    for node in population.nodes {
      total += UInt64(clamping: node.elementIDs.count)
      pointers.append(total)
    }
    return pointers
  }
}
