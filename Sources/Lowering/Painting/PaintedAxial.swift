import EngineKernels
import ModelDescription
import Quantities

/// How ions move along a cell.
struct PaintedAxial: Sendable, Hashable {
  let transport: AxialPlan.Transport
  /// The pools that diffuse, by their number in the cell's solutions.
  let mobile: [AxialPlan.Mobile]

  /// nil where ions stay in their compartments.
  init?(_ cell: CellDescription, _ solutions: PaintedSolutions?) throws(LoweringError) {
    guard cell.axial != .ohmic, let solutions else { return nil }
    transport = cell.axial == .electrodiffusive ? .electrodiffusive : .diffusive
    let slowing = cell.intracellularTortuosity * cell.intracellularTortuosity
    var mobile: [AxialPlan.Mobile] = []
    for (number, species) in solutions.species.enumerated() where !species.isImpermeant {
      let ion = cell.ions.first { $0.name == species.name }
      guard let ion, let quantity = ion.diffusion else { continue }
      let diffusion = try value(quantity, .squareMicrometerPerMillisecond, ion.source) / slowing
      guard diffusion > 0 else { continue }
      mobile.append(
        AxialPlan.Mobile(species: number, valence: species.valence, diffusion: diffusion))
    }
    self.mobile = mobile
    try requireCharge(cell)
  }

  /// With Nernst and Planck there is no axial current but that of ions.
  private func requireCharge(_ cell: CellDescription) throws(LoweringError) {
    guard transport == .electrodiffusive, !mobile.contains(where: { $0.valence != 0 }) else {
      return
    }
    throw LoweringError(
      .range,
      "'axial: electrodiffusive' in cell '\(cell.name)', but no charged pool has a diffusion "
        + "coefficient above 0: nothing carries current along it",
      suggestion: "give the ions their coefficients, for example k: {..., diffusion: 1.96 um2/ms}",
      at: cell.source)
  }
}

/// The way from a compartment's middle to one of its ends, or two such ways one after the other.
struct AxialPath {
  /// ∫ dx / (π r²), in 1/µm.
  var length: Double
  /// In MΩ.
  var resistance: Double

  static func + (a: AxialPath, b: AxialPath) -> AxialPath {
    AxialPath(length: a.length + b.length, resistance: a.resistance + b.resistance)
  }
}

extension PaintedCell {
  /// From the middle of a compartment to its proximal end.
  func proximalPath(_ compartment: Int) -> AxialPath {
    path(compartment, morphology.compartments[compartment].proximalResistance)
  }

  /// From the middle of a compartment to its distal end.
  func distalPath(_ compartment: Int) -> AxialPath {
    path(compartment, morphology.compartments[compartment].distalResistance)
  }

  // Ω cm × 1/µm × 0.01 = MΩ
  private func path(_ compartment: Int, _ length: Double) -> AxialPath {
    AxialPath(length: length, resistance: axialResistivity[compartment] * length * 0.01)
  }
}
