import EngineKernels

/// Where energy came from and went during a run, over the whole model: energies in fJ.
///
/// What is delivered ends as heat or is stored:
/// ATP + electrodes + reactions = heat + the change of what is stored. (docs/numerics.md, "Energy")
public struct EnergyLedger: Sendable {
  /// What one mechanism did.
  public struct Line: Sendable {
    /// Its name in the model.
    public let name: String
    /// Energy of ions that ran downhill, in fJ; negative where the mechanism worked on them.
    public let dissipation: Double
    /// The part of it that belongs to no ion, in fJ.
    public let dissipationOfNoIon: Double
    /// ATP used, in amol.
    public let atpUsed: Double
    /// ATP made, in amol.
    public let atpMade: Double
    /// What the ATP that it used released, in fJ.
    public let released: Double
    /// What it brought into the solutions by reactions, buffers and sinks, in fJ.
    public let reactions: Double

    /// The work done on ions, in fJ: where it uses ATP, and not else.
    public var work: Double { atpUsed > 0 ? -dissipation : 0 }
    /// The share of the energy released that became work on ions; nil where none was released.
    public var efficiency: Double? { released > 0 ? work / released : nil }
    /// What it turned into heat, in fJ.
    public var heat: Double { dissipation + released }
  }

  /// The time that it covers, in ms.
  public let time: Double
  /// In the order of the model.
  public let lines: [Line]
  /// Entropy that heat made, in fJ/K.
  public let entropy: Double
  private let amounts: EnergyAmounts

  init(_ amounts: EnergyAmounts, atpFreeEnergy: Double, time: Double) {
    self.amounts = amounts
    self.time = time
    entropy = amounts.entropy
    lines = amounts.mechanisms.map { mechanism in
      Line(
        name: mechanism.name, dissipation: mechanism.dissipation + mechanism.dissipationOfNoIon,
        dissipationOfNoIon: mechanism.dissipationOfNoIon, atpUsed: mechanism.atpUsed,
        atpMade: mechanism.atpMade, released: mechanism.atpUsed * atpFreeEnergy,
        reactions: mechanism.reactions)
    }
  }
}

/// Sums over mechanisms, in fJ.
extension EnergyLedger {
  /// ATP used, in amol.
  public var atpUsed: Double { sum(\.atpUsed) }
  /// ATP made, in amol.
  public var atpMade: Double { sum(\.atpMade) }
  /// What ATP released.
  public var released: Double { sum(\.released) }
  /// What pumps did against gradients.
  public var work: Double { sum(\.work) }
  /// What ran downhill through mechanisms that use no ATP.
  public var dissipation: Double { lines.reduce(0) { $0 + ($1.atpUsed > 0 ? 0 : $1.dissipation) } }
  /// The part of the currents that belong to no ion.
  public var dissipationOfNoIon: Double { sum(\.dissipationOfNoIon) }
  /// What electrodes delivered.
  public var stimuli: Double { amounts.stimuli }
  /// What reactions, buffers and sinks brought into the solutions.
  public var reactions: Double { sum(\.reactions) }
  /// Heat of currents along the cells.
  public var axial: Double { amounts.axial }
  /// Heat of osmosis.
  public var water: Double { amounts.water }
  /// Heat of the exchange between shells and bath.
  public var exchange: Double { amounts.exchange }
  /// All heat.
  public var heat: Double { sum(\.heat) + axial + water + exchange }

  /// The change of ½ C V².
  public var membrane: Double { amounts.membrane }
  /// The change of the free energy of the solutions inside.
  public var inside: Double { amounts.inside }
  /// The change of the free energy of private shells.
  public var outside: Double { amounts.outside }
  /// What the bath gained.
  public var bath: Double { amounts.bath }
  /// What concentrations that are held constant gained.
  public var reservoirs: Double { amounts.reservoirs }
  /// The change of all that is stored.
  public var stored: Double { membrane + inside + outside + bath + reservoirs }

  /// What is left when everything is counted, in fJ: errors of the step, and rounding.
  public var closure: Double { released + stimuli + reactions - heat - stored }

  /// `closure` over the largest of the parts: what was released, ran downhill, or was stored.
  public var imbalance: Double {
    let flows = lines.flatMap { [$0.dissipation, $0.released, $0.reactions] }
    let parts =
      flows + [
        stimuli, axial, water, exchange, membrane, inside, outside, bath, reservoirs,
      ]
    let largest = parts.reduce(0) { max($0, $1.magnitude) }
    return largest > 0 ? closure.magnitude / largest : 0
  }

  private func sum(_ part: KeyPath<Line, Double>) -> Double {
    lines.reduce(0) { $0 + $1[keyPath: part] }
  }
}
