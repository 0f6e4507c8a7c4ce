import EngineKernels
import ModelDescription
import Quantities

/// What books on energy need of a model: what ATP is worth, who uses it, and how warm it is where.
struct EnergyLowering {
  /// The species whose moles carry a phosphate bond each: creatine kinase, which moves it from one to
  /// the other, uses none up.
  private static let fuels: Set<String> = ["atp", "pcr"]

  /// In kJ/mol, positive.
  private let atpFreeEnergy: Double

  /// - Throws: where the energy of an ion that some cell's mechanism moves is not known.
  init?(_ energy: EnergyDescription?, _ cells: [PaintedCell]) throws(LoweringError) {
    guard let energy else { return nil }
    atpFreeEnergy = -(try value(energy.atpFreeEnergy, .kilojoulePerMole, energy.source))
    for cell in cells {
      for mechanism in cell.mechanisms + cell.synapses { try Self.check(mechanism, cell, energy) }
    }
  }

  private static func check(
    _ mechanism: PaintedMechanism, _ cell: PaintedCell, _ energy: EnergyDescription
  ) throws(LoweringError) {
    for (ion, columns) in zip(mechanism.manifest.ions, mechanism.ions) where ion.moves {
      guard let species = columns.species, cell.ions[species]?.reversal == nil else { continue }
      if ion.isOptional, cell.ions[species] == nil { continue }
      throw LoweringError(
        .name,
        "energy needs a reversal potential of '\(species)', which \(mechanism.name) moves in cell "
          + "'\(cell.name)'",
        suggestion: "give it 'inside' and 'outside', or 'reversal'; or remove 'energy'",
        at: energy.source)
    }
  }

  /// The plan of a group.
  func plan(_ builder: GroupBuilder) -> EnergyPlan {
    var kelvin = [Double](
      repeating: builder.cells.first?.celsius.first.map(kelvin) ?? kelvinAtZeroCelsius,
      count: builder.layout.slotCount)
    for (number, cell) in builder.cells.enumerated() {
      for (compartment, slot) in builder.layout.slots[number].enumerated() {
        kelvin[slot] = self.kelvin(cell.celsius[compartment])
      }
    }
    return EnergyPlan(
      atpFreeEnergy: atpFreeEnergy, fuels: builder.mechanisms.map { fuels($0, builder.cells) },
      kelvin: kelvin)
  }

  private func kelvin(_ celsius: Double) -> Double { celsius + kelvinAtZeroCelsius }

  private func fuels(_ mechanism: GroupMechanism, _ cells: [PaintedCell]) -> [Int] {
    mechanism.manifest.ions.indices.filter { ion in
      let species = mechanism.species(ofIon: ion, cells)
      return mechanism.manifest.ions[ion].gainsInside && species.map(Self.fuels.contains) == true
    }
  }
}
