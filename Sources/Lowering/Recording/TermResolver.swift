import EngineKernels
import ModelDescription

/// Says of which terms a variable is the sum, at one compartment.
struct TermResolver {
  let cell: PaintedCell
  /// The cell's place in the group.
  let place: Int
  let compartment: Int
  let slot: Int
  let builder: GroupBuilder

  /// The variable's terms; none where it does not exist here.
  func terms(_ variable: RecordedVariable) -> [SamplerPlan.Term] {
    switch variable {
    case .membranePotential: return [.voltage(slot: slot)]
    case .electrodeCurrent: return electrodes
    case .ionCurrent(let ion): return ionCurrents(ion)
    case .reversalPotential(let ion):
      return dissolved(ion, .reversal) ?? warmedReversal(ion)
        ?? constant(cell.ions[ion]?.reversal?[compartment])
    case .insideConcentration(let ion):
      return dissolved(ion, .inside) ?? constant(cell.ions[ion]?.inside)
    case .outsideConcentration(let ion):
      return dissolved(ion, .outside) ?? constant(cell.ions[ion]?.outside)
    case .insideAmount(let ion): return dissolved(ion, .insideAmount) ?? []
    case .outsideAmount(let ion):
      return cell.solutions?.outsideVolume == nil ? [] : dissolved(ion, .outsideAmount) ?? []
    case .volume:
      return cell.solutions == nil ? [] : [.volume(slot: slot, isInside: true)]
    case .outsideVolume:
      return cell.solutions?.outsideVolume == nil ? [] : [.volume(slot: slot, isInside: false)]
    case .mechanismCurrent(let name), .synapseCurrent(let name):
      return term(name) { _ in .current }
    case .mechanismConductance(let name), .synapseConductance(let name):
      return term(name) { _ in .conductance }
    case .mechanismIonCurrent(let name, let ion), .synapseIonCurrent(let name, let ion):
      return term(name) { mechanism in
        mechanism.ions.firstIndex { $0.species == ion }.map { .ionCurrent($0) }
      }
    case .mechanismState(let name, let quantity, _), .mechanismParameter(let name, let quantity, _),
      .mechanismObservable(let name, let quantity, _):
      return term(name) { quantityOf($0, named: quantity) }
    }
  }

  private func quantityOf(
    _ mechanism: PaintedMechanism, named name: String
  ) -> SamplerPlan.Quantity? {
    let manifest = mechanism.manifest
    if let state = manifest.states.firstIndex(where: { $0.name == name }) { return .state(state) }
    if let observable = manifest.observables.firstIndex(where: { $0.name == name }) {
      return .observable(observable)
    }
    return manifest.parameters.firstIndex { $0.name == name }.map { .parameter($0) }
  }

  /// A quantity of a species whose amounts change; nil where it is constant.
  private func dissolved(
    _ ion: String, _ quantity: SamplerPlan.SpeciesQuantity
  ) -> [SamplerPlan.Term]? {
    cell.solutions?.index(of: ion).map { [.species(index: $0, slot: slot, quantity)] }
  }

  /// The reversal potential of a constant ion that follows the temperature: as a mechanism sees it.
  private func warmedReversal(_ ion: String) -> [SamplerPlan.Term]? {
    let isWarmed = builder.plan.interventions.contains {
      if case .temperature = $0.target { return true }
      return false
    }
    guard isWarmed, cell.ions[ion]?.isNernst == true else { return nil }
    for (number, mechanism) in builder.mechanisms.enumerated() {
      guard let index = painted(mechanism)?.ions.firstIndex(where: { $0.species == ion }) else {
        continue
      }
      return [.mechanism(index: number, slot: slot, quantity: .reversal(index))]
    }
    return nil
  }

  private func constant(_ value: Double?) -> [SamplerPlan.Term] {
    value.map { [.constant($0)] } ?? []
  }

  /// The voltage clamps here.
  private var electrodes: [SamplerPlan.Term] {
    builder.plan.voltageClamps.indices
      .filter { builder.plan.voltageClamps[$0].slot == slot }
      .map { .clampCurrent(index: $0) }
  }

  /// The currents of an ion through every mechanism here, per area.
  private func ionCurrents(_ ion: String) -> [SamplerPlan.Term] {
    builder.mechanisms.enumerated().flatMap { number, mechanism -> [SamplerPlan.Term] in
      guard let painted = painted(mechanism) else { return [] }
      return painted.ions.indices
        .filter { painted.ions[$0].species == ion && painted.manifest.ions[$0].moves }
        .map { .mechanism(index: number, slot: slot, quantity: .ionCurrent($0)) }
    }
  }

  /// The terms of every synapse of a name here, which are added.
  private func synapseTerms(
    _ name: String, _ quantity: (PaintedMechanism) -> SamplerPlan.Quantity?
  ) -> [SamplerPlan.Term] {
    guard let synapses = builder.synapses,
      let painted = cell.synapses.first(where: { $0.name == name }),
      let quantity = quantity(painted)
    else { return [] }
    return synapses.kinds.indices
      .filter { synapses.kinds[$0].name == name && synapses.kinds[$0].inCell[place] != nil }
      .flatMap { kind in
        synapses.lanes(of: kind, at: slot).map {
          .point(index: kind, lane: $0, quantity: quantity)
        }
      }
  }

  private func term(
    _ name: String, _ quantity: (PaintedMechanism) -> SamplerPlan.Quantity?
  ) -> [SamplerPlan.Term] {
    for (number, mechanism) in builder.mechanisms.enumerated() where mechanism.name == name {
      guard let painted = painted(mechanism), let quantity = quantity(painted) else { continue }
      return [.mechanism(index: number, slot: slot, quantity: quantity)]
    }
    return synapseTerms(name, quantity)
  }

  /// The mechanism in this cell, if this compartment carries it.
  private func painted(_ mechanism: GroupMechanism) -> PaintedMechanism? {
    guard let index = mechanism.inCell[place] else { return nil }
    let painted = cell.mechanisms[index]
    return painted.isPresent[compartment] ? painted : nil
  }

  /// What to do where a variable does not exist.
  func suggestion(_ variable: RecordedVariable) -> String {
    if case .electrodeCurrent = variable {
      return "record it where a voltage_clamp is, with the same 'cells:' and 'at:'"
    }
    let here = cell.mechanisms.filter { $0.isPresent[compartment] }.map(\.name)
    return here.isEmpty
      ? "no mechanism is there: record another place"
      : "this compartment carries \(here.joined(separator: ", ")): record another place"
  }
}
