/// How much of a species is where, in amol: a line of the ledger.
public struct SpeciesAmounts: Sendable, Hashable, Codable {
  /// The species.
  public let name: String
  /// Inside all compartments.
  public internal(set) var inside = 0.0
  /// In all private shells; 0 in a bath.
  public internal(set) var outside = 0.0
  /// What has left for the bath since the start.
  public internal(set) var bath = 0.0
  /// What buffers, reactions, sinks and supplies have added since the start.
  public internal(set) var gained = 0.0
  /// What electrodes have injected since the start.
  public internal(set) var injected = 0.0

  /// What was there at the start, if nothing was lost: inside + outside + bath − gained − injected.
  public var accounted: Double { inside + outside + bath - gained - injected }

  /// Nothing of a species.
  public init(name: String) { self.name = name }

  /// Adds what another part of the model holds.
  public mutating func add(_ other: SpeciesAmounts) {
    inside += other.inside
    outside += other.outside
    bath += other.bath
    gained += other.gained
    injected += other.injected
  }
}

extension GroupRuntime {
  /// The ledger of this group as it stands, for all cells of the tissue that its cells stand for.
  public var speciesAmounts: [SpeciesAmounts] {
    guard let solutions, let books else { return [] }
    return zip(solutions.amounts, books.injected).map { amounts, injected in
      var amounts = amounts
      amounts.injected = injected.total
      amounts.scale(by: represents)
      return amounts
    }
  }
}

extension SpeciesAmounts {
  fileprivate mutating func scale(by factor: Double) {
    inside *= factor
    outside *= factor
    bath *= factor
    gained *= factor
    injected *= factor
  }
}

extension Solutions {
  /// One line a species, over the slots that hold compartments.
  var amounts: [SpeciesAmounts] {
    pools.map { pool in
      var amounts = SpeciesAmounts(name: pool.name)
      amounts.inside = total(pool.inside.amount)
      amounts.outside = hasShell ? total(pool.outside.amount) : 0
      // On its way into a shared space, of which the grid keeps the rest.
      if pool.shared != nil { amounts.outside = total(pool.bath) }
      amounts.bath = pool.shared == nil ? total(pool.bath) + pool.bathLanes.total(over: 0..<8) : 0
      amounts.gained = total(pool.gained)
      return amounts
    }
  }

  /// A compensated sum over compartments, of what their own sums hold and have lost.
  func total(_ sums: CompensatedSums) -> Double {
    sums.total(over: isCompartment.indices.lazy.filter { self.isCompartment[$0] })
  }
}
