/// A few branches that are eliminated side by side, or one branch alone.
///
/// A branch is a chain of compartments between two junctions. In a pack of eight, compartment r of
/// the branch in lane l stands in slot `firstSlot + 8 r + l`; shorter branches leave empty slots at
/// their far end. A branch alone is a pack of one, its compartments side by side in memory.
///
/// Branches meet in junctions: nodes without area, each at the far end of one branch, its owner.
/// Node numbers count slots first, then junctions, then echoes (docs/numerics.md).
public struct TreePack: Sendable, Hashable {
  /// The slot of the first, proximal compartment of lane 0.
  public var firstSlot: Int32
  /// How many rows: the length of the longest branch; 0 for a junction at the root point.
  public var rowCount: Int32
  /// The node of the junction that lane 0 owns, the others following; −1 where none has children.
  public var firstJunction: Int32
  /// Where this pack's index tables start in `GroupPlan.indices`.
  public var tables: Int32
  /// 8 or 1.
  public var width: Int32
  /// Every branch is `rowCount` long.
  public var hasEqualLengths: Bool
  /// The parents' nodes are consecutive, so that contributions go there as one row.
  public var hasConsecutiveParents: Bool
  /// How many compartments of this pack have branches attached to their own node.
  public var echoCount: Int32

  /// The pack's tables, one after the other in `GroupPlan.indices`, are
  /// `width` far slots (the last compartment of each branch),
  /// `width` parents to which contributions go while eliminating,
  /// `width` parents whose potential is read while substituting, and
  /// `echoCount` pairs: a slot of this pack, and the node that repeats its potential.
  public init(
    firstSlot: Int32, rowCount: Int32, firstJunction: Int32, tables: Int32, width: Int32,
    hasEqualLengths: Bool, hasConsecutiveParents: Bool, echoCount: Int32
  ) {
    self.firstSlot = firstSlot
    self.rowCount = rowCount
    self.firstJunction = firstJunction
    self.tables = tables
    self.width = width
    self.hasEqualLengths = hasEqualLengths
    self.hasConsecutiveParents = hasConsecutiveParents
    self.echoCount = echoCount
  }
}
