/// The soma of a file, by the rules of neuromorpho.org/SomaFormat.html.
struct SWCSoma {
  var rule: MorphologyReport.SomaRule
  /// The indexes of its samples.
  var members: [Int]
  /// The cylinder that stands for all of it; nil where samples are taken as frusta.
  var cylinder: [Morphology.Sample]?

  init(of tree: SWCTree) {
    members = Self.members(of: tree)
    (rule, cylinder) = (.absent, nil)
    switch members.count {
    case 0: break
    case 1:
      let only = tree.samples[members[0]]
      (rule, cylinder) = (.onePoint, Self.upright(center: only.point, radius: only.radius))
    case 2: rule = .twoPoint
    default:
      rule = .frusta(points: members.count)
      if let cylinder = threePoint(tree) { (rule, self.cylinder) = (.threePoint, cylinder) }
      if let cylinder = contour(tree) {
        (rule, self.cylinder) = (.contour(points: members.count), cylinder)
      }
    }
  }

  /// The samples of type soma that are linked to the root by others.
  private static func members(of tree: SWCTree) -> [Int] {
    guard tree.samples[tree.root].isSoma else { return [] }
    var members = [tree.root]
    var next = 0
    while next < members.count {
      members += tree.children(of: members[next]).filter { tree.samples[$0].isSoma }
      next += 1
    }
    return members
  }

  /// A cylinder along y with length 2r and diameter 2r, whose area is that of a sphere.
  private static func upright(center: Morphology.Point, radius: Double) -> [Morphology.Sample] {
    [-radius, 0, radius].map { offset in
      Morphology.Sample(
        Morphology.Point(x: center.x, y: center.y + offset, z: center.z), radius: radius)
    }
  }

  /// Two samples on opposite sides of the first, each a radius away within 1 %.
  ///
  /// Files carry few digits, hence the tolerance.
  private func threePoint(_ tree: SWCTree) -> [Morphology.Sample]? {
    guard members.count == 3, tree.parents[members[1]] == members[0],
      tree.parents[members[2]] == members[0]
    else { return nil }
    let points = members.map { tree.samples[$0].point }
    let radius = tree.samples[members[0]].radius
    let (first, second) = (points[0].distance(to: points[1]), points[0].distance(to: points[2]))
    let isOpposite = points[1].distance(to: points[2]) > 0.99 * (first + second)
    let slack = 0.01 * radius + 0.01
    guard isOpposite, abs(first - radius) <= slack, abs(second - radius) <= slack else {
      return nil
    }
    // The axis is the file's, the size that of its radius: the area is exactly the sphere's.
    return [(1, first), (0, 1), (2, second)].map { index, distance in
      let fraction = index == 0 ? 0 : radius / distance
      return Morphology.Sample(
        points[0].interpolated(to: points[index], at: fraction), radius: radius)
    }
  }

  /// An unbranched chain of at least four samples that returns to its beginning.
  private func contour(_ tree: SWCTree) -> [Morphology.Sample]? {
    guard members.count >= 4 else { return nil }
    let isChain = zip(members, members.dropFirst()).allSatisfy { tree.parents[$1] == $0 }
    let points = members.map { tree.samples[$0].point }
    let steps = zip(points, points.dropFirst()).map { $0.distance(to: $1) }
    guard isChain, let last = points.last, let longest = steps.max() else { return nil }
    let count = Double(points.count)
    let center = Morphology.Point(
      x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count,
      z: points.reduce(0) { $0 + $1.z } / count)
    let radius = points.reduce(0) { $0 + $1.distance(to: center) } / count
    let isClosed = last.distance(to: points[0]) <= 1.5 * longest
    let isWide = steps.reduce(0, +) > 4 * radius
    guard isClosed, isWide, radius >= ShapeCheck.smallest else { return nil }
    return Self.upright(center: center, radius: radius)
  }
}
