/// How much room there is, in µm³: a line of the ledger.
public struct VolumeAmounts: Sendable, Hashable, Codable {
  /// Of all compartments together.
  public internal(set) var inside = 0.0
  /// Of all private shells together; 0 in a bath.
  public internal(set) var outside = 0.0

  /// No room.
  public init() {}

  /// Adds what another part of the model has.
  public mutating func add(_ other: VolumeAmounts) {
    inside += other.inside
    outside += other.outside
  }
}

extension GroupRuntime {
  /// The volumes of this group as they stand; nil where nothing is dissolved.
  public var volumeAmounts: VolumeAmounts? {
    guard let solutions else { return nil }
    var amounts = VolumeAmounts()
    amounts.inside = represents * solutions.total(solutions.insideVolume)
    if solutions.hasShell {
      amounts.outside = represents * solutions.total(solutions.outsideVolume)
    }
    return amounts
  }
}

extension Tissue {
  /// The water outside; nil where nothing moves any, and nobody need add it up.
  public var volumeAmounts: VolumeAmounts? {
    guard grid.followsWater else { return nil }
    var amounts = VolumeAmounts()
    amounts.outside = grid.totalWater
    return amounts
  }
}
