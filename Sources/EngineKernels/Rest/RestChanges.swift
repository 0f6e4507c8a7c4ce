/// How fast a group changes in the state that its model gives; all arrays go over compartments.
public struct RestChanges: Sendable {
  /// What a compartment gains of a species inside.
  public struct Species: Sendable {
    /// Its name.
    public var name: String
    /// Its valence.
    public var valence: Double
    /// In amol/ms.
    public var rates: [Double]
  }
  /// The current that charges each compartment, axial currents included, in nA.
  public var currents: [Double]
  /// Pools, in the order of the plan.
  public var species: [Species]
}

extension RestSearch {
  /// How fast the given state changes.
  public func changes() -> RestChanges {
    var state = given
    var rates = [Double](repeating: 0, count: state.count)
    system.rates(0, &state, &rates)
    let slots = isCompartment.indices.filter { isCompartment[$0] }
    let pools = system.solutions?.pools ?? []
    let species = pools.enumerated().compactMap { number, pool -> RestChanges.Species? in
      guard let unknown = system.table.index(of: .inside(number)) else { return nil }
      return RestChanges.Species(
        name: pool.name, valence: pool.valence,
        rates: slots.map {
          rates[unknown * system.layout.stride + $0] * system.constants.insideVolume[$0]
        })
    }
    return RestChanges(
      currents: slots.map { rates[$0] / system.constants.inverseCapacitance[$0] },
      species: species)
  }
}
