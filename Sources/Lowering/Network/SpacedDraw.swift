import ModelDescription
import Morphology

/// Draws the places of a population in a box, none closer to another than a distance.
///
/// Cell by cell, a place that is too close to those before is drawn again (random sequential
/// addition). Buckets, at least as wide as the distance, hold the cells that lie in them, so that
/// only 27 have to be looked at.
struct SpacedDraw {
  /// How often a cell's place is drawn before giving up.
  static let mostAttempts = 10_000

  private let population: PopulationDescription
  private let box: Box
  private let distance: Double
  private let seed: UInt64
  private let sides: [Range<Double>]
  private let counts: [Int]

  /// For a population in a box with a distance to keep; nil for all others.
  init?(_ population: PopulationDescription, seed: UInt64) {
    guard case .box(let box, let distance) = population.positions, distance > 0 else { return nil }
    self.population = population
    self.box = box
    self.distance = distance
    self.seed = seed
    sides = [box.x, box.y, box.z]
    counts = Self.bucketCounts(sides, distance, cells: population.count)
  }

  /// As many buckets along each axis as the distance allows, in all not many more than cells.
  private static func bucketCounts(
    _ sides: [Range<Double>], _ distance: Double, cells: Int
  ) -> [Int] {
    let lengths = sides.map { $0.upperBound - $0.lowerBound }
    var width = max(distance, (lengths.max() ?? 0) / 1e6)
    func counts() -> [Double] { lengths.map { max(1, ($0 / width).rounded(.down)) } }
    while counts().reduce(1, *) > 2 * Double(cells) + 64 { width *= 1.25 }
    return counts().map { Int($0) }
  }

  /// The places, in the order of the cells.
  ///
  /// - Throws: a `LoweringError` where a cell finds no place.
  func points() throws(LoweringError) -> [Morphology.Point] {
    var points: [Morphology.Point] = []
    points.reserveCapacity(population.count)
    // The cell that was put last into each bucket, and for each cell the one before it; -1 for none.
    var last = [Int](repeating: -1, count: counts.reduce(1, *))
    var before: [Int] = []
    for index in 0..<population.count {
      let key = population.key("positions", of: index, seed: seed)
      let place = (0..<Self.mostAttempts).lazy
        .map { box.point(drawnBy: key, attempt: $0) }
        .first { isFree($0, points, last, before) }
      guard let place else { throw noRoom(for: index) }
      let bucket = bucket(place)
      before.append(last[bucket])
      last[bucket] = index
      points.append(place)
    }
    return points
  }

  private func isFree(
    _ place: Morphology.Point, _ points: [Morphology.Point], _ last: [Int], _ before: [Int]
  ) -> Bool {
    let (column, row, layer) = coordinates(place)
    for k in max(layer - 1, 0)...min(layer + 1, counts[2] - 1) {
      for j in max(row - 1, 0)...min(row + 1, counts[1] - 1) {
        for i in max(column - 1, 0)...min(column + 1, counts[0] - 1) {
          var other = last[i + counts[0] * (j + counts[1] * k)]
          while other >= 0 {
            if points[other].distance(to: place) < distance { return false }
            other = before[other]
          }
        }
      }
    }
    return true
  }

  private func bucket(_ place: Morphology.Point) -> Int {
    let (column, row, layer) = coordinates(place)
    return column + counts[0] * (row + counts[1] * layer)
  }

  private func coordinates(_ place: Morphology.Point) -> (Int, Int, Int) {
    (coordinate(place.x, 0), coordinate(place.y, 1), coordinate(place.z, 2))
  }

  private func coordinate(_ value: Double, _ axis: Int) -> Int {
    let length = sides[axis].upperBound - sides[axis].lowerBound
    guard length > 0 else { return 0 }
    let share = (value - sides[axis].lowerBound) / length
    return min(max(Int(share * Double(counts[axis])), 0), counts[axis] - 1)
  }

  private func noRoom(for index: Int) -> LoweringError {
    LoweringError(
      .size,
      "cell \(index) of population '\(population.name)' found no place at least \(distance) um "
        + "from the \(index) before it in \(Self.mostAttempts) tries",
      suggestion: "give a larger box, fewer cells or a smaller distance", at: population.source)
  }
}
