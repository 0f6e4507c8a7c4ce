/// Where the voxels of a report of the extracellular space are.
///
/// The report has one population, ``populationName``. Its nodes are the recorded voxels, with one
/// element each; voxel (i, j, k) has the number i + counts[0] × (j + counts[1] × k).
public struct ReportGrid: Sendable, Hashable {
  /// The name of the population of voxels.
  public static let populationName = "extracellular"

  /// How many voxels the whole space has along x, y and z.
  public var counts: [UInt64]
  /// The sides of a voxel along x, y and z, in µm.
  public var spacing: [Double]
  /// Where the lower corner of voxel 0 is, in µm.
  public var origin: [Double]
  /// The extracellular part of each recorded voxel, at the start.
  public var volumeFraction: [Double]

  /// Describes the voxels of a report; `ReportFile` checks it.
  public init(
    counts: [UInt64], spacing: [Double], origin: [Double], volumeFraction: [Double]
  ) {
    self.counts = counts
    self.spacing = spacing
    self.origin = origin
    self.volumeFraction = volumeFraction
  }
}

extension ReportPopulation {
  /// Names the voxels of a report of the extracellular space.
  ///
  /// - Parameter voxels: the numbers of the recorded voxels, each once.
  public init(voxels: [UInt64]) {
    // All voxels share these arrays.
    let (elements, positions): ([UInt32], [Float]) = ([0], [0])
    self.init(
      name: ReportGrid.populationName,
      nodes: voxels.map {
        ReportNode(id: $0, elementIDs: elements, elementPositions: positions)
      })
  }
}

extension ReportGrid {
  /// What contradicts itself, or does not suit the populations of the report.
  func problem(with populations: [ReportPopulation]) -> String? {
    let isSpatial = [counts.count, spacing.count, origin.count].allSatisfy { $0 == 3 }
    guard isSpatial, counts.allSatisfy({ 1...(1 << 31) ~= $0 }),
      spacing.allSatisfy({ $0.isFinite && $0 > 0 }), origin.allSatisfy(\.isFinite)
    else { return "the voxels are not a lattice in space" }
    guard populations.count == 1, let voxels = populations.first,
      voxels.name == Self.populationName, voxels.nodes.allSatisfy({ $0.elementIDs.count == 1 })
    else { return "a map has one population, '\(Self.populationName)', with an element a voxel" }
    let (area, tooWide) = counts[0].multipliedReportingOverflow(by: counts[1])
    let (total, tooMany) = area.multipliedReportingOverflow(by: counts[2])
    guard !tooWide, !tooMany, voxels.nodes.allSatisfy({ $0.id < total }) else {
      return "a voxel is not in the space"
    }
    guard volumeFraction.count == voxels.nodes.count else {
      return "\(voxels.nodes.count) voxels have \(volumeFraction.count) volume fractions"
    }
    return nil
  }

  private static let groupName = "grid"

  /// Writes the group `grid` to what is Skou's own in a report.
  func write(to own: HDF5Group) throws {
    let group = try own.createGroup(Self.groupName)
    try group.write(counts, as: "counts")
    try Self.writeLengths(spacing, as: "spacing", to: group)
    try Self.writeLengths(origin, as: "origin", to: group)
    try group.write(volumeFraction, as: "volume_fraction")
  }

  private static func writeLengths(
    _ lengths: [Double], as name: String, to group: HDF5Group
  ) throws {
    try group.write(lengths, as: name).attributes.write("um", as: "units")
  }

  /// Reads the group `grid`; nil where the report is not one of voxels.
  init?(own: HDF5Group) throws {
    guard try own.contains(Self.groupName) else { return nil }
    let group = try own.group(Self.groupName)
    self.init(
      counts: try group.dataset("counts").readAll(UInt64.self),
      spacing: try group.dataset("spacing").readAll(Double.self),
      origin: try group.dataset("origin").readAll(Double.self),
      volumeFraction: try group.dataset("volume_fraction").readAll(Double.self))
  }
}
