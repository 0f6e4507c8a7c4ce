/// Something that can be recorded at a place.
///
/// Membrane currents are outward positive and per area, those of synapses whole; an electrode's
/// current is positive into the cell.
public enum RecordedVariable: Sendable, Hashable {
  /// `v`: the membrane potential.
  case membranePotential
  /// `i_electrode`: the current of all electrodes at the place, whole, not per area.
  case electrodeCurrent
  /// `i_na`: the current of one ion through all mechanisms.
  case ionCurrent(ion: String)
  /// `e_na`: the reversal potential of an ion.
  case reversalPotential(ion: String)
  /// `[na]i`: the concentration of an ion inside the cell.
  case insideConcentration(ion: String)
  /// `[na]o`: the concentration of an ion outside the cell.
  case outsideConcentration(ion: String)
  /// `volume`: the volume of the compartment.
  case volume
  /// `outside_volume`: the volume of the compartment's private shell.
  case outsideVolume
  /// `n[na]i`: the amount of an ion inside the compartment.
  case insideAmount(ion: String)
  /// `n[na]o`: the amount of an ion in the compartment's private shell.
  case outsideAmount(ion: String)
  /// `nav_hh.i`: the current through one mechanism.
  case mechanismCurrent(mechanism: String)
  /// `na_k_atpase.i_na`: the current of one ion through one mechanism.
  case mechanismIonCurrent(mechanism: String, ion: String)
  /// `nav_hh.g`: the slope conductance dI/dV of one mechanism.
  case mechanismConductance(mechanism: String)
  /// `excitatory.i`: the current through the synapses of one name at the place, whole.
  case synapseCurrent(synapse: String)
  /// `excitatory.i_na`: the current of one ion through the synapses of one name, whole.
  case synapseIonCurrent(synapse: String, ion: String)
  /// `excitatory.g`: the slope conductance dI/dV of the synapses of one name, whole.
  case synapseConductance(synapse: String)
  /// `nav_hh.m`: a state of one mechanism or synapse; `unit` is the mechanism's, `1` for a gate.
  case mechanismState(mechanism: String, state: String, unit: String)
  /// `nav_hh.gbar`: a parameter of one mechanism or synapse; `unit` is the mechanism's.
  case mechanismParameter(mechanism: String, parameter: String, unit: String)
  /// `na_k_atpase.rate`: something else that one mechanism or synapse shows; `unit` is the mechanism's.
  case mechanismObservable(mechanism: String, observable: String, unit: String)

  /// The unit in which it is written.
  public var unit: String {
    switch self {
    case .membranePotential, .reversalPotential: "mV"
    case .electrodeCurrent, .synapseCurrent, .synapseIonCurrent: "nA"
    case .synapseConductance: "uS"
    case .ionCurrent, .mechanismCurrent, .mechanismIonCurrent: "mA/cm2"
    case .insideConcentration, .outsideConcentration: "mM"
    case .volume, .outsideVolume: "um3"
    case .insideAmount, .outsideAmount: "amol"
    case .mechanismConductance: "S/cm2"
    case .mechanismState(_, _, let unit), .mechanismParameter(_, _, let unit),
      .mechanismObservable(_, _, let unit):
      unit
    }
  }
}

extension RecordedVariable: CustomStringConvertible {
  /// The variable as model files spell it.
  public var description: String {
    switch self {
    case .membranePotential: "v"
    case .electrodeCurrent: "i_electrode"
    case .ionCurrent(let ion): "i_\(ion)"
    case .reversalPotential(let ion): "e_\(ion)"
    case .insideConcentration(let ion): "[\(ion)]i"
    case .outsideConcentration(let ion): "[\(ion)]o"
    case .volume: "volume"
    case .outsideVolume: "outside_volume"
    case .insideAmount(let ion): "n[\(ion)]i"
    case .outsideAmount(let ion): "n[\(ion)]o"
    case .mechanismCurrent(let mechanism): "\(mechanism).i"
    case .mechanismIonCurrent(let mechanism, let ion): "\(mechanism).i_\(ion)"
    case .mechanismConductance(let mechanism): "\(mechanism).g"
    case .synapseCurrent(let synapse): "\(synapse).i"
    case .synapseIonCurrent(let synapse, let ion): "\(synapse).i_\(ion)"
    case .synapseConductance(let synapse): "\(synapse).g"
    case .mechanismState(let mechanism, let state, _): "\(mechanism).\(state)"
    case .mechanismParameter(let mechanism, let parameter, _): "\(mechanism).\(parameter)"
    case .mechanismObservable(let mechanism, let observable, _): "\(mechanism).\(observable)"
    }
  }
}
