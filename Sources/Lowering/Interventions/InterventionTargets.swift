import EngineKernels
import ModelDescription
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension GroupBuilder {
  /// What a target is at a compartment; none where it is not there.
  func targets(
    _ target: InterventionDescription.Target, _ cell: PaintedCell, place: Int, compartment: Int
  ) -> [InterventionPlan.Target] {
    switch target {
    case .parameter(let name, let parameter, _):
      return mechanisms.enumerated().compactMap { number, mechanism in
        guard mechanism.name == name, let index = mechanism.inCell[place],
          cell.mechanisms[index].isPresent[compartment],
          let column = mechanism.manifest.parameters.firstIndex(where: { $0.name == parameter })
        else { return nil }
        return .parameter(mechanism: number, parameter: column)
      }
    case .bath(let ion):
      return cell.solutions?.index(of: ion).map { [.bath(species: $0)] } ?? []
    case .temperature:
      return [.temperature(changesThermalVoltage: cell.thermalVoltageFollowsTemperature)]
    }
  }

  /// The temperatures of slots at the start, in °C, where a target needs them.
  func celsius(_ target: InterventionPlan.Target, _ slots: [Int]) -> [Double] {
    guard case .temperature = target else { return [] }
    var bySlot: [Int: Double] = [:]
    for (place, cell) in cells.enumerated() {
      for (compartment, slot) in layout.slots[place].enumerated() {
        bySlot[slot] = cell.celsius[compartment]
      }
    }
    return slots.map { bySlot[$0] ?? 0 }
  }
}

extension PaintedCell {
  /// Whether a compartment has what a change is of, in whatever group the cell is.
  func has(_ target: InterventionDescription.Target, compartment: Int) -> Bool {
    switch target {
    case .parameter(let name, let parameter, _):
      return mechanisms.contains { mechanism in
        mechanism.name == name && mechanism.isPresent[compartment]
          && mechanism.manifest.parameters.contains { $0.name == parameter }
      }
    case .bath(let ion): return solutions?.index(of: ion) != nil
    case .temperature: return true
    }
  }

  /// Refuses a temperature at which a mechanism would run absurdly fast or slowly.
  func checkTemperature(_ change: InterventionDescription.Change) throws(LoweringError) {
    let celsius = try value(change.value, .degreeCelsius, change.source)
    for mechanism in mechanisms + synapses {
      for place in mechanism.isPresent.indices where mechanism.isPresent[place] {
        let warming = pow(mechanism.q10[place], (celsius - self.celsius[place]) / 10)
        let factor = mechanism.temperatureFactor[place] * warming
        guard !(1e-9...1e9).contains(factor) else { continue }
        throw LoweringError(
          .range,
          "at \(change.value) \(mechanism.name).q10, which is \(mechanism.q10[place]), makes "
            + "everything \(factor) times as fast as at its reference temperature",
          suggestion: "write a factor per 10 K, such as q10: 3", at: change.source)
      }
    }
  }
}
