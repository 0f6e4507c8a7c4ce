import Lowering
import Morphology
import ResultsIO

extension DiscretizedMorphology {
  /// The branch of a compartment and where its middle lies along it, from 0 to 1.
  func position(ofCompartment index: Int) -> (branch: Int, position: Double) {
    let branch = branches[compartments[index].branch]
    let before = branch.compartments.lowerBound..<index
    let start = before.reduce(0.0) { $0 + compartments[$1].length }
    let length = max(branch.length, Double.leastNormalMagnitude)
    return (compartments[index].branch, (start + compartments[index].length / 2) / length)
  }

  /// The compartment towards the root from a branch's first one; nil at the root.
  private func parent(of branch: Branch) -> Int? {
    switch branch.attachment {
    case .root: nil
    case .distalEnd(let other): branches[other].compartments.last
    case .compartment(let compartment): compartment
    }
  }

  /// The compartment towards the root from each compartment; −1 at the root.
  var parents: [Int64] {
    branches.flatMap { branch in
      branch.compartments.map { index in
        index > branch.compartments.lowerBound
          ? Int64(index - 1) : parent(of: branch).map { Int64($0) } ?? -1
      }
    }
  }
}

extension CellGeometry {
  /// The shape of a painted cell, for pictures.
  init(_ cell: PaintedCell) {
    let compartments = cell.morphology.compartments
    self.init(
      name: cell.name, branch: compartments.map { UInt32(clamping: $0.branch) },
      parent: cell.morphology.parents, x: compartments.map(\.center.x),
      y: compartments.map(\.center.y), z: compartments.map(\.center.z),
      diameter: compartments.map(\.diameter))
  }
}
