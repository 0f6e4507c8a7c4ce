/// What a search for a rest found.
public struct RestFinding: Sendable {
  /// How it ended.
  public enum Ending: Sendable, Hashable {
    /// Nothing changes in the state that was found.
    case converged
    /// A volume grew or shrank beyond all bounds: `ratio` times the one at the start, in the end.
    case unboundedVolume(slot: Int, ratio: Double)
    /// Something that must be positive ran towards 0.
    case usedUp(String, slot: Int)
    /// Something goes on changing.
    case keepsChanging(String, slot: Int)
  }

  /// Where the search began.
  public var start: RestStart
  /// How it ended.
  public var ending: Ending
  /// The rest, or the last state before the search was given up.
  public var state: RestState
  /// How small disturbances grow or fade; nil where there is no rest or too many unknowns.
  public var spectrum: RestSpectrum?
}

/// A state of a group; all arrays go over slots.
public struct RestState: Sendable {
  /// A species that is a pool.
  public struct Species: Sendable {
    /// Its name.
    public var name: String
    /// In mM.
    public var inside: [Double]
    /// In mM; of the bath where there are no shells.
    public var outside: [Double]
  }
  /// A state of a mechanism.
  public struct Gate: Sendable {
    /// The mechanism's number in the plan.
    public var mechanism: Int
    /// The state's number in the mechanism.
    public var index: Int
    /// Its values.
    public var values: [Double]
  }

  /// In mV.
  public var voltage: [Double]
  /// Pools, in the order of the plan.
  public var species: [Species]
  /// Over the volume at the start; nil where volumes are fixed.
  public var volume: [Double]?
  /// States, in the order of the plan.
  public var gates: [Gate]
  /// Which slots hold compartments.
  public var isCompartment: [Bool]

  /// The values of compartments alone.
  public func compartments(_ values: [Double]) -> [Double] {
    zip(values, isCompartment).filter(\.1).map(\.0)
  }

  /// The largest relative difference to another state of the same group.
  public func distance(to other: RestState) -> Double {
    func largest(_ a: [Double], _ b: [Double], _ typical: Double) -> Double {
      zip(compartments(a), compartments(b)).reduce(0) {
        max($0, abs($1.0 - $1.1) / max(abs($1.0), abs($1.1), typical))
      }
    }
    var distance = largest(voltage, other.voltage, 10)
    for (own, their) in zip(species, other.species) {
      distance = max(distance, largest(own.inside, their.inside, 1e-9))
      distance = max(distance, largest(own.outside, their.outside, 1e-9))
    }
    if let volume, let theirs = other.volume {
      distance = max(distance, largest(volume, theirs, 1))
    }
    return distance
  }
}

extension RestSearch {
  /// A state of the implicit system in the terms of the group.
  func values(_ state: [Double]) -> RestState {
    let slots = system.layout.slotCount
    system.load(state)
    let species = (system.solutions?.pools ?? []).filter { !$0.isImpermeant }.map { pool in
      RestState.Species(
        name: pool.name, inside: (0..<slots).map { pool.inside.midpoint[$0] },
        outside: (0..<slots).map { pool.outside.midpoint[$0] })
    }
    func column(_ unknown: Int) -> [Double] {
      Array(state[unknown * system.layout.stride..<unknown * system.layout.stride + slots])
    }
    let gates = system.table.all.enumerated().compactMap { number, unknown -> RestState.Gate? in
      guard case .state(let mechanism, let index) = unknown else { return nil }
      return RestState.Gate(mechanism: mechanism, index: index, values: column(number))
    }
    return RestState(
      voltage: Array(state.prefix(slots)), species: species,
      volume: system.table.index(of: .volume).map(column), gates: gates,
      isCompartment: isCompartment)
  }
}
