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

  /// How much of a species there is, in amol; collective.
  public func total(_ species: Int) -> Double { total(amount(species), amountLost(species)) }

  /// All water, in µm³; collective.
  public var totalWater: Double { total(water, waterLost) }

  /// A sum of Kahan sums over all voxels: compensated within layers, then over them.
  private func total(
    _ values: UnsafePointer<Double>, _ lost: UnsafePointer<Double>
  ) -> Double {
    var layers = [Double](repeating: 0, count: shape.layerCount)
    for layer in slabs.own {
      var sum = CompensatedSum()
      for voxel in shape.voxels(layer..<layer + 1) {
        sum.add(values[voxel])
        sum.add(-lost[voxel])
      }
      layers[layer] = sum.total
    }
    layers.withUnsafeMutableBufferPointer { layers in
      guard isDistributed, let base = layers.baseAddress else { return }
      ranks.share(base, slabs.blocks(width: 1))
    }
    var sum = CompensatedSum()
    for layer in layers { sum.add(layer) }
    return sum.total
  }

  /// What a species has lost to the bath, through held walls and by perfusion, in amol.
  public func lostToBath(_ species: Int) -> Double { book(species, .toBath).total }
  /// How much of a species has vanished, in amol.
  public func decayed(_ species: Int) -> Double { book(species, .decayed).total }
  /// What pipettes have given, in amol.
  public func fromSources(_ species: Int) -> Double { book(species, .fromSources).total }
  /// What cells have given, in amol.
  public func arrived(_ species: Int) -> Double { book(species, .arrived).total }
}

/// A sum as Kahan takes it.
private struct CompensatedSum {
  private var value = 0.0
  private var lost = 0.0

  var total: Double { value - lost }

  mutating func add(_ change: Double) {
    let wanted = change - lost
    let new = value + wanted
    lost = (new - value) - wanted
    value = new
  }
}
