/// How the branches of one cell hang together: all that the layout of a group depends on.
public struct TreeShape: Sendable, Hashable {
  /// Where a branch starts.
  public enum Attachment: Sendable, Hashable {
    /// At the root point of the cell.
    case root
    /// In the junction at the far end of an earlier branch.
    case junction(ofBranch: Int)
    /// At the node of a compartment of an earlier branch.
    case compartment(Int)
  }

  /// A chain of compartments.
  public struct Branch: Sendable, Hashable {
    /// Where it starts.
    public var attachment: Attachment
    /// Its compartments, from the proximal to the distal one.
    public var compartments: Range<Int>

    /// Makes a branch.
    public init(attachment: Attachment, compartments: Range<Int>) {
      self.attachment = attachment
      self.compartments = compartments
    }
  }

  /// Parents before children.
  public var branches: [Branch]

  /// Makes a shape.
  public init(branches: [Branch]) { self.branches = branches }

  /// How many compartments the cell has.
  public var compartmentCount: Int { branches.last?.compartments.upperBound ?? 0 }

  /// The branch on whose elimination a branch's parent must wait; nil at the root.
  func parent(of branch: Int, _ branchOfCompartment: [Int]) -> Int? {
    switch branches[branch].attachment {
    case .root: nil
    case .junction(let parent): parent
    case .compartment(let compartment): branchOfCompartment[compartment]
    }
  }

  /// The branch of each compartment.
  var branchOfCompartment: [Int] {
    var result = [Int](repeating: 0, count: compartmentCount)
    for (index, branch) in branches.enumerated() {
      for compartment in branch.compartments { result[compartment] = index }
    }
    return result
  }

  /// How many branches start at the root point.
  var rootCount: Int { branches.count { $0.attachment == .root } }
}
