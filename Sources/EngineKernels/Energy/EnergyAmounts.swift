/// What one mechanism has done with energy since the start, over some part of the model.
public struct MechanismEnergy: Sendable, Hashable, Codable {
  /// The mechanism's name in the model.
  public let name: String
  /// ∫ Σ I (V − E) dt over its ions, in fJ: positive where ions run downhill, negative where the
  /// mechanism works against their gradients.
  public internal(set) var dissipation = 0.0
  /// The same for the currents that belong to no ion, in fJ.
  public internal(set) var dissipationOfNoIon = 0.0
  /// Phosphate bonds broken, in amol: ATP, and what replaces it.
  public internal(set) var atpUsed = 0.0
  /// Phosphate bonds made, in amol.
  public internal(set) var atpMade = 0.0
  /// What it brought into the solutions by reactions, buffers and sinks, in fJ.
  public internal(set) var reactions = 0.0

  /// Nothing yet.
  public init(name: String) { self.name = name }

  mutating func add(_ other: MechanismEnergy) {
    dissipation += other.dissipation
    dissipationOfNoIon += other.dissipationOfNoIon
    atpUsed += other.atpUsed
    atpMade += other.atpMade
    reactions += other.reactions
  }
}

/// Where energy came from and went since the start, over some part of the model; in fJ.
public struct EnergyAmounts: Sendable, Hashable, Codable {
  /// One entry a mechanism.
  public internal(set) var mechanisms: [MechanismEnergy] = []
  /// What electrodes delivered.
  public internal(set) var stimuli = 0.0
  /// Heat of currents along the cells.
  public internal(set) var axial = 0.0
  /// Heat of water that crossed the membrane.
  public internal(set) var water = 0.0
  /// Heat of the exchange between shells and bath.
  public internal(set) var exchange = 0.0
  /// Entropy that heat made, in fJ/K.
  public internal(set) var entropy = 0.0
  /// Change of ½ C V².
  public internal(set) var membrane = 0.0
  /// Change of the free energy of the solutions inside.
  public internal(set) var inside = 0.0
  /// Change of the free energy of the solutions in private shells.
  public internal(set) var outside = 0.0
  /// What the bath has gained.
  public internal(set) var bath = 0.0
  /// What concentrations that are held constant have gained.
  public internal(set) var reservoirs = 0.0

  /// Nothing yet.
  public init() {}

  /// Adds what another part of the model did; mechanisms of one name are one.
  public mutating func add(_ other: EnergyAmounts) {
    for mechanism in other.mechanisms {
      if let index = mechanisms.firstIndex(where: { $0.name == mechanism.name }) {
        mechanisms[index].add(mechanism)
      } else {
        mechanisms.append(mechanism)
      }
    }
    stimuli += other.stimuli
    axial += other.axial
    water += other.water
    exchange += other.exchange
    entropy += other.entropy
    membrane += other.membrane
    inside += other.inside
    outside += other.outside
    bath += other.bath
    reservoirs += other.reservoirs
  }
}

extension GroupRuntime {
  /// The group's books on energy as they stand; nil where none are kept.
  public var energyAmounts: EnergyAmounts? { meter?.amounts }
}
