/// Points on a cell, for electrodes, synapses and recordings.
///
/// - `root`: the first compartment; `tips`: the far ends of all branches on which none sits.
/// - `soma(0.5)`, `d1(0.25)`, `branch 12 (0.5)`: a fraction of a branch's path length. Without the
///   fraction, the middle: `soma`, `d1`, `branch 12`.
/// - `nearest (10 um, 0 um, 5 um)`: the compartment whose centre is nearest.
/// - `random 20 on apical`: as many independent draws, uniform along the path length of a region.
/// - any other region, such as `apical` or `distance > 100 um`: every compartment in it.
public struct PointSet: Sendable, Hashable {
  /// One kind of place in a list.
  public enum Place: Sendable, Hashable {
    /// The first compartment.
    case root
    /// The far ends of all branches on which none sits.
    case tips
    /// A fraction of the path length of a branch, by its number.
    case branch(Int, position: Double)
    /// A fraction of the path length of a section, or of the only branch of a kind.
    case named(String, position: Double)
    /// The compartment whose centre is nearest.
    case nearest(Morphology.Point)
    /// Independent draws, uniform along the path length of a region.
    case random(count: Int, Region)
    /// Every compartment of a region.
    case region(Region)
  }

  /// The texts it was parsed from.
  public let texts: [String]
  /// What the texts mean, in their order.
  public let places: [Place]

  /// Parses a place.
  ///
  /// - Parameters:
  ///   - text: the place.
  ///   - sectionNames: the sections there are; nil accepts any name, to be checked on use.
  /// - Throws: `MorphologyError` with what cannot be read.
  public init(parsing text: String, sectionNames: [String]? = nil) throws(MorphologyError) {
    try self.init(parsing: [text], sectionNames: sectionNames)
  }

  /// Parses a list of places, whose points follow each other.
  ///
  /// - Parameters:
  ///   - texts: the places; at least one.
  ///   - sectionNames: the sections there are; nil accepts any name, to be checked on use.
  /// - Throws: `MorphologyError` with what cannot be read.
  public init(parsing texts: [String], sectionNames: [String]? = nil) throws(MorphologyError) {
    guard !texts.isEmpty else {
      throw MorphologyError(
        .malformedPlace, "the list of places is empty", suggestion: "name one, such as 'soma'")
    }
    var places: [Place] = []
    for text in texts {
      var parser = PlaceParser(text: text, sectionNames: sectionNames)
      places.append(try parser.parse())
    }
    self.texts = texts
    self.places = places
  }
}

extension PointSet: CustomStringConvertible {
  /// The texts it was parsed from.
  public var description: String { texts.joined(separator: "; ") }
}
