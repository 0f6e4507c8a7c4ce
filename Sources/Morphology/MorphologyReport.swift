/// How a shape came about, for people to check.
public struct MorphologyReport: Sendable, Hashable {
  /// The number of repairs or warnings that are kept word by word.
  private static let longest = 20

  /// What the soma of a file was taken to be.
  public enum SomaRule: Sendable, Hashable {
    /// The shape was not read from samples.
    case asDescribed
    /// No sample belongs to a soma.
    case absent
    /// One sample: a cylinder whose length is its diameter, with the area of the sphere.
    case onePoint
    /// Two samples: the frustum between them.
    case twoPoint
    /// A centre and two points a radius away from it: a cylinder with the area of the sphere.
    case threePoint
    /// An outline: a cylinder with the area of a sphere of the mean distance from the centroid.
    case contour(points: Int)
    /// A stack or tree of samples, taken as frusta.
    case frusta(points: Int)
  }

  /// What the soma was taken to be.
  public var somaRule = SomaRule.asDescribed
  /// The number of samples that were read.
  public var sampleCount = 0
  /// What was changed to make sense of the file.
  public private(set) var repairs: [String] = []
  /// What was kept but looks wrong.
  public private(set) var warnings: [String] = []
  private var repairCount = 0
  private var warningCount = 0

  /// Makes an empty report.
  public init() {}

  mutating func addRepair(_ text: String) { Self.add(text, to: &repairs, count: &repairCount) }

  mutating func addWarning(_ text: String) { Self.add(text, to: &warnings, count: &warningCount) }

  private static func add(_ text: String, to list: inout [String], count: inout Int) {
    count += 1
    if count <= longest {
      list.append(text)
    } else {
      if count > longest + 1 { list.removeLast() }
      list.append("… and \(count - longest) more")
    }
  }
}

extension MorphologyReport.SomaRule: CustomStringConvertible {
  /// One line that says what was done.
  public var description: String {
    switch self {
    case .asDescribed: "as described"
    case .absent: "no soma"
    case .onePoint: "one-point soma: cylinder with length = diameter, area of the sphere"
    case .twoPoint: "two-point soma: frustum between the points"
    case .threePoint: "three-point soma: cylinder with length = diameter, area of the sphere"
    case .contour(let points):
      "contour soma of \(points) points: cylinder with the area of a sphere of their mean distance"
        + " from the centroid"
    case .frusta(let points): "soma of \(points) points: frusta between the points"
    }
  }
}
