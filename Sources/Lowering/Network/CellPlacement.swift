public import ModelDescription
public import Morphology

/// Where a cell is and how it is turned.
public struct CellPose: Sendable, Hashable {
  /// Where the morphology's origin is, in µm.
  public var position: Morphology.Point
  /// How the morphology is turned about its origin.
  public var rotation: CellRotation

  /// Where a point of the morphology is in the tissue, in µm: turned first, then moved.
  public func point(_ point: Morphology.Point) -> Morphology.Point {
    rotation.turn(point) + position
  }
}

/// Where all cells are and how they are turned.
///
/// It depends on the populations and the seed alone. What is random about a cell depends on the
/// seed, its population's name and its number there, so that it stays when other populations grow;
/// where a distance is kept, it also depends on the cells before it in its population.
public struct CellPlacement: Sendable {
  private let populations: [PopulationDescription]
  /// The global number of each population's first cell, and at the end the number of all cells.
  private let firstCells: [Int]
  /// Where the cells are in a population with a distance to keep; empty for all others.
  private let drawn: [[Morphology.Point]]
  private let seed: UInt64

  /// Places the cells of populations.
  ///
  /// - Parameters:
  ///   - populations: in the order in which cells are numbered.
  ///   - seed: what is drawn from.
  /// - Throws: a `LoweringError` where positions do not fit the number of cells, or where a box has
  ///   no room for cells as far apart as they should be.
  public init(_ populations: [PopulationDescription], seed: UInt64) throws(LoweringError) {
    self.populations = populations
    self.seed = seed
    var firstCells = [0]
    var drawn: [[Morphology.Point]] = []
    for population in populations {
      try population.checkPlacement()
      firstCells.append(firstCells[firstCells.count - 1] + population.count)
      drawn.append(try SpacedDraw(population, seed: seed)?.points() ?? [])
    }
    self.firstCells = firstCells
    self.drawn = drawn
  }

  /// How many cells there are.
  public var cellCount: Int { firstCells[firstCells.count - 1] }

  /// Whether the model says where the cells of a population are.
  public func hasPositions(_ population: Int) -> Bool {
    if case .unstated = populations[population].positions { false } else { true }
  }

  /// Where a cell is, in µm, by its global number.
  public func position(ofCell cell: Int) -> Morphology.Point {
    let population = population(ofCell: cell)
    return position(of: cell - firstCells[population], in: population)
  }

  /// Where a cell is and how it is turned, by its global number.
  public func pose(ofCell cell: Int) -> CellPose {
    let population = population(ofCell: cell)
    let index = cell - firstCells[population]
    return CellPose(
      position: position(of: index, in: population),
      rotation: populations[population].rotation(of: index, seed: seed))
  }

  /// Where a point of a cell's morphology is in the tissue, in µm; for many points, take `pose`.
  public func point(_ point: Morphology.Point, ofCell cell: Int) -> Morphology.Point {
    pose(ofCell: cell).point(point)
  }

  private func population(ofCell cell: Int) -> Int {
    var (low, high) = (0, populations.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if firstCells[middle] <= cell { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func position(of index: Int, in population: Int) -> Morphology.Point {
    switch populations[population].positions {
    case .unstated: return Morphology.Point()
    case .points(let points): return points[index]
    case .line(let from, let step): return from.moved(by: step, times: index)
    case .lattice(let from, let spacing, let counts):
      let (column, row) = (index % counts[0], index / counts[0])
      return Morphology.Point(
        x: from.x + Double(column) * spacing.x,
        y: from.y + Double(row % counts[1]) * spacing.y,
        z: from.z + Double(row / counts[1]) * spacing.z)
    case .box(let box, _):
      guard drawn[population].isEmpty else { return drawn[population][index] }
      let key = populations[population].key("positions", of: index, seed: seed)
      return box.point(drawnBy: key, attempt: 0)
    }
  }
}

extension PopulationDescription {
  /// What keys what is drawn for one of its cells.
  func key(_ purpose: String, of index: Int, seed: UInt64) -> RandomKey {
    RandomKey(seed: seed, purpose: purpose).child(RandomKey.member(index, of: name))
  }

  fileprivate func rotation(of index: Int, seed: UInt64) -> CellRotation {
    switch orientation {
    case .asDrawn: return .identity
    case .turned(let axis, let angle): return CellRotation(about: axis, angle: angle)
    case .randomAbout(let axis):
      let turn = key("orientation", of: index, seed: seed).uniform(0)
      return CellRotation(about: axis, angle: 2 * .pi * turn)
    case .random: return CellRotation(drawnBy: key("orientation", of: index, seed: seed))
    }
  }

  fileprivate func checkPlacement() throws(LoweringError) {
    if let stated = statedPositions, stated != count {
      throw LoweringError(
        .size, "population '\(name)' has \(count) cells and \(stated) positions",
        suggestion: "give as many positions as cells", at: source)
    }
    if case .box(let box, _) = positions, !(box.isFinite && box.volume.isFinite) {
      throw LoweringError(
        .range, "the box of population '\(name)' has no finite volume",
        suggestion: "give the box all three sides, such as x: [0 um, 100 um]", at: source)
    }
    switch orientation {
    case .turned(let axis, _), .randomAbout(let axis):
      let square = axis.dot(axis)
      guard square > 0, square.isFinite else {
        throw LoweringError(
          .range, "the axis about which population '\(name)' is turned has no direction",
          suggestion: "give one such as [0, 0, 1]", at: source)
      }
    case .asDrawn, .random: break
    }
  }

  /// How many positions are given; nil where there are as many as cells, whatever their number.
  private var statedPositions: Int? {
    switch positions {
    case .points(let points): return points.count
    case .lattice(_, _, let counts):
      guard counts.count == 3, counts.allSatisfy({ $0 > 0 }) else { return 0 }
      return counts.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 * $1 }
    case .unstated, .line, .box: return nil
    }
  }
}

extension Box {
  /// A point drawn uniformly; number `attempt` of a key.
  func point(drawnBy key: RandomKey, attempt: Int) -> Morphology.Point {
    let first = 3 &* UInt64(truncatingIfNeeded: attempt)
    return Morphology.Point(
      x: x.at(key.uniform(first)), y: y.at(key.uniform(first + 1)),
      z: z.at(key.uniform(first + 2)))
  }
}

extension Range<Double> {
  /// The number at a fraction of the way; never the upper end, unless there is nothing below it.
  fileprivate func at(_ fraction: Double) -> Double {
    let number = lowerBound + fraction * (upperBound - lowerBound)
    return number < upperBound ? number : Swift.max(lowerBound, upperBound.nextDown)
  }
}
