/// How the compartments of a group lie in the voxels of a shared space.
///
/// A compartment may lie in several voxels: its shares, which add to 1, say how much of what leaves
/// it goes to each, and how much the concentration of each counts outside of it.
public struct SharedSpacePlan: Sendable {
  /// For each species of the solutions its number in the grid; nil where it stays with the cells.
  public var species: [Int?]
  /// Where the shares of each slot begin, and how many there are in all; `[slotCount + 1]`.
  public var firstShare: [Int32]
  /// Voxels, slot by slot.
  public var voxels: [Int32]
  /// Parts, slot by slot.
  public var shares: [Double]

  /// Bytes that it takes.
  var byteCount: Int { 4 * (firstShare.count + voxels.count) + 8 * shares.count }

  /// Makes a plan of how compartments lie in voxels.
  public init(species: [Int?], firstShare: [Int32], voxels: [Int32], shares: [Double]) {
    self.species = species
    self.firstShare = firstShare
    self.voxels = voxels
    self.shares = shares
  }
}
