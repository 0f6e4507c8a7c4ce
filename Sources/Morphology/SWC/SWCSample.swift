/// One line of an SWC file.
struct SWCSample: Sendable {
  /// The smallest parent id; it marks the root.
  static let noParent = -1

  var id: Int
  var tag: Int
  var point: Morphology.Point
  var radius: Double
  var parent: Int
  /// The number of the line, from 1.
  var line: Int

  var isSoma: Bool { tag == BranchKind.soma }
  var sample: Morphology.Sample { Morphology.Sample(point, radius: radius) }
}
