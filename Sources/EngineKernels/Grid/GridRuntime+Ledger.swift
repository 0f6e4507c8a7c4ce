/// total + toBath + decayed − fromSources − arrived stays what it was at the start, to rounding.
extension GridRuntime {
  /// What a species' books count.
  enum Book: Int {
    case toBath = 0
    case decayed = 1
    case fromSources = 2
    case arrived = 3
  }

  func book(_ species: Int, _ book: Book) -> BookedSum {
    let sums = arena.base + memory.books
    return BookedSum(sums + 2 * (GridMemory.sumsPerSpecies * species + book.rawValue))
  }

  /// How much of a species there is, in amol: a compensated sum over voxels in their order.
  public func total(_ species: Int) -> Double {
    var sum = [0.0, 0.0]
    return sum.withUnsafeMutableBufferPointer { place in
      guard let base = place.baseAddress else { return 0 }
      let sum = BookedSum(base)
      let amount = amount(species), lost = amountLost(species)
      for voxel in 0..<shape.voxelCount {
        sum.add(amount[voxel])
        sum.add(-lost[voxel])
      }
      return sum.total
    }
  }

  /// What a species has lost to the bath, through held walls and by perfusion, in amol.
  public func lostToBath(_ species: Int) -> Double { book(species, .toBath).total }
  /// How much of a species has vanished, in amol.
  public func decayed(_ species: Int) -> Double { book(species, .decayed).total }
  /// What pipettes have given, in amol.
  public func fromSources(_ species: Int) -> Double { book(species, .fromSources).total }
  /// What cells have given, in amol.
  public func arrived(_ species: Int) -> Double { book(species, .arrived).total }
  /// All water, in µm³.
  public var totalWater: Double {
    (0..<shape.voxelCount).reduce(0) { $0 + (water[$1] - waterLost[$1]) }
  }
}
