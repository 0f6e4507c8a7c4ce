/// A shape cut into compartments: what a cable equation needs to know of it.
public struct DiscretizedMorphology: Sendable, Hashable {
  /// The node to which the proximal end of a branch is joined.
  public enum NodeAttachment: Sendable, Hashable {
    /// The root point: a node without area, shared by all branches that start there.
    case root
    /// The node without area at the far end of a branch.
    case distalEnd(of: Int)
    /// The node of a compartment itself.
    case compartment(Int)
  }

  /// An unbranched piece of cable and its compartments.
  public struct Branch: Sendable, Hashable {
    /// The node to which its proximal end is joined.
    public var attachment: NodeAttachment
    /// Its compartments, proximal to distal.
    public var compartments: Range<Int>
    /// What it belongs to: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.
    public var tag: Int
    /// The name of the section, if it has one.
    public var name: String?
    /// The path length in µm.
    public var length: Double
    /// The path distance from the root point to its proximal end, in µm.
    public var startDistance: Double
  }

  /// A stretch of cable with one membrane potential.
  public struct Compartment: Sendable, Hashable {
    /// The branch it is part of.
    public var branch: Int
    /// What it belongs to: 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.
    public var tag: Int
    /// Membrane area in µm².
    public var area: Double
    /// Volume in µm³.
    public var volume: Double
    /// Path length in µm.
    public var length: Double
    /// The diameter of the cylinder of the same area and length, in µm.
    public var diameter: Double
    /// ∫ dx / (π r²) from the proximal end to the midpoint, in 1/µm.
    public var proximalResistance: Double
    /// ∫ dx / (π r²) from the midpoint to the distal end, in 1/µm.
    public var distalResistance: Double
    /// Path distance from the root point to the midpoint, in µm.
    public var distance: Double
    /// Where the midpoint is, in µm.
    public var center: Morphology.Point
  }

  /// The branches, parents before children.
  public var branches: [Branch]
  /// The compartments, branch by branch, proximal to distal.
  public var compartments: [Compartment]

  /// The compartment that holds a normalised path position of a branch.
  ///
  /// On a boundary it is the distal one; boundaries are met within 1e-9 of the branch's length.
  ///
  /// - Parameters:
  ///   - position: the fraction of the path length, from 0 to 1.
  ///   - index: the branch.
  /// - Returns: the index of the compartment, or nil if there is no such branch.
  public func compartment(at position: Double, ofBranch index: Int) -> Int? {
    guard branches.indices.contains(index), let last = branches[index].compartments.last else {
      return nil
    }
    let branch = branches[index]
    let target = (position + 1e-9) * branch.length
    var end = 0.0
    for compartment in branch.compartments {
      end += compartments[compartment].length
      if end > target { return compartment }
    }
    return last
  }
}
