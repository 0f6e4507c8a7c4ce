/// Consecutive rows that carry the same mechanisms.
public struct MembraneRegion: Sendable, Hashable {
  /// The first row of slots.
  public var firstRow: Int
  /// How many rows.
  public var rowCount: Int
  /// The numbers of the mechanisms, in order.
  public var mechanisms: [Int]

  /// Cuts the rows of some mechanisms where one of them begins or ends; in order of rows.
  public static func all(_ runs: [[MechanismPlan.Run]]) -> [MembraneRegion] {
    var starting: [Int: [Int]] = [:]
    var ending: [Int: [Int]] = [:]
    for (mechanism, runs) in runs.enumerated() {
      for run in runs where run.rowCount > 0 {
        starting[run.firstRow, default: []].append(mechanism)
        ending[run.firstRow + run.rowCount, default: []].append(mechanism)
      }
    }
    let borders = Set(starting.keys).union(ending.keys).sorted()
    var present: Set<Int> = []
    var regions: [MembraneRegion] = []
    for (begin, end) in zip(borders, borders.dropFirst()) {
      // A run may begin where another of the same mechanism ends.
      present.subtract(ending[begin] ?? [])
      present.formUnion(starting[begin] ?? [])
      guard !present.isEmpty else { continue }
      regions.append(
        MembraneRegion(firstRow: begin, rowCount: end - begin, mechanisms: present.sorted()))
    }
    return regions
  }
}

extension GroupPlan {
  /// Regions of the group.
  public var membraneRegions: [MembraneRegion] { MembraneRegion.all(mechanisms.map(\.runs)) }

  /// The mechanisms of a region.
  public func set(of region: MembraneRegion) -> MechanismSet {
    MechanismSet(
      region.mechanisms.map { (mechanisms[$0].functions.identity, summedSpecies[$0]) })
  }

  /// For each mechanism and ion the species to whose sum its current belongs; nil where it stays
  /// alone, as all do where books on energy want them mechanism by mechanism.
  var summedSpecies: [[Int?]] {
    mechanisms.map { mechanism in
      mechanism.ions.map { energy == nil && $0.uses.contains(.moves) ? $0.species : nil }
    }
  }
}
