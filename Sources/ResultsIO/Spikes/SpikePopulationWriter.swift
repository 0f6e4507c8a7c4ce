/// The spikes of one population: two datasets that grow together.
struct SpikePopulationWriter {
  private let group: HDF5Group
  private let nodeIDs: HDF5Dataset
  private let timestamps: HDF5Dataset
  private(set) var count = 0
  private var lastTime = -Double.infinity
  private var order = SpikeOrder.byTime

  init(_ name: String, in spikes: HDF5Group) throws {
    try NameCheck.group(name, "a population")
    guard try !spikes.contains(name) else {
      throw ResultsIOError(.badName, "two populations are named '\(name)'")
    }
    group = try spikes.createGroup(name)
    nodeIDs = try group.createDataset("node_ids", of: UInt64.self, layout: .growing(chunk: 4096))
    timestamps = try group.createDataset(
      "timestamps", of: Double.self, layout: .growing(chunk: 4096))
    try timestamps.attributes.write("ms", as: "units")
    try order.write(to: group)
  }

  /// Appends a block, in the order of time and at equal times of the node ids.
  func appending(_ newIDs: [UInt64], _ newTimes: [Double]) throws -> SpikePopulationWriter {
    let block = zip(newTimes, newIDs).sorted { $0 < $1 }
    guard let first = block.first, let last = block.last else { return self }
    var result = self
    if first.0 < lastTime, order == .byTime {
      result.order = .none
      try result.order.write(to: group)
    }
    try append(block.map(\.1), to: nodeIDs)
    try append(block.map(\.0), to: timestamps)
    result.count += block.count
    result.lastTime = max(lastTime, last.0)
    return result
  }

  /// Takes over spikes as they are.
  func copying(_ spikes: Spikes) throws -> SpikePopulationWriter {
    guard let last = spikes.timestamps.max() else { return self }
    var result = self
    let pairs = zip(spikes.timestamps, spikes.timestamps.dropFirst())
    if pairs.contains(where: { $0 > $1 }) {
      result.order = .none
      try result.order.write(to: group)
    }
    try append(spikes.nodeIDs, to: nodeIDs)
    try append(spikes.timestamps, to: timestamps)
    result.count = spikes.timestamps.count
    result.lastTime = last
    return result
  }

  private func append<Value: HDF5Number>(_ values: [Value], to dataset: HDF5Dataset) throws {
    try dataset.resize(to: [count + values.count])
    try dataset.write(values.span, at: [count], count: [values.count])
  }
}

/// How the spikes of a population are sorted, as SONATA names it.
///
/// libsonata wants an enumeration here and fails on a text.
enum SpikeOrder: UInt8 {
  case none, byID, byTime

  private static let names = ["none", "by_id", "by_time"]

  /// Writes the attribute `sorting`, replacing an earlier one.
  func write(to group: HDF5Group) throws {
    try group.attributes.remove("sorting")
    try group.attributes.write(rawValue, of: SpikeOrder.names, as: "sorting")
  }
}
