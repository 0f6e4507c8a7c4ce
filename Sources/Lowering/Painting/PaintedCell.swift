import ModelDescription
public import Morphology
import Quantities

/// One cell of a description, cut into compartments and painted: plain numbers a compartment.
public struct PaintedCell: Sendable {
  /// The cell's name in the model.
  public let name: String
  /// Its compartments and branches.
  public let morphology: DiscretizedMorphology
  /// How its branches hang together.
  public let shape: TreeShape
  /// In µF/cm², by compartment.
  public let capacitance: [Double]
  /// In Ω cm, by compartment.
  public let axialResistivity: [Double]
  /// Membrane potential at the start, in mV, by compartment.
  public let voltage: [Double]
  /// In °C, by compartment.
  public let celsius: [Double]
  /// RT/F in mV, by compartment.
  public let thermalVoltage: [Double]
  /// Whether RT/F follows the temperature, as it does unless the model sets it.
  let thermalVoltageFollowsTemperature: Bool
  /// The ions, by name.
  let ions: [String: PaintedIon]
  /// What is dissolved; nil where all concentrations are constant.
  let solutions: PaintedSolutions?
  /// How ions move along it; nil where they stay in their compartments.
  let axial: PaintedAxial?
  /// What the membrane carries, in the order of the model.
  let mechanisms: [PaintedMechanism]
  /// The synapses' mechanisms, in the order of the model: numbers for every compartment.
  let synapses: [PaintedMechanism]
  /// Where the synapses are.
  let synapsePlaces: [PointSet]
}

/// An ion of a cell.
struct PaintedIon: Sendable {
  /// In mV, by compartment; nil where the model gives none.
  var reversal: [Double]?
  /// In mM.
  var inside: Double?
  /// In mM.
  var outside: Double?
  /// Whether `reversal` follows from the concentrations and the temperature.
  var isNernst = false
}

/// The molar gas constant over Faraday's constant, in mV/K (CODATA 2018, exact).
let gasConstantOverFaraday = 8.314462618_15324 / 96485.33212_33100 * 1000

/// Kelvin at 0 °C.
let kelvinAtZeroCelsius = 273.15

extension PaintedCell {
  /// Discretises and paints a cell.
  ///
  /// - Parameters:
  ///   - cell: its description.
  ///   - context: the model's temperature and catalogue.
  ///   - refinement: into how many parts each compartment is cut further.
  /// - Throws: a `LoweringError` that names the line of the model.
  init(_ cell: CellDescription, _ context: PaintingContext, refinement: Int) throws(LoweringError) {
    name = cell.name
    let coarse = try discretize(cell, cell.morphology, .perBranch(1), 1) { _ in CableProperties() }
    let branchCable = try CableColumns(cell, coarse, context)
    let morphology = try discretize(cell, cell.morphology, cell.discretization, refinement) {
      CableProperties(
        capacitance: branchCable.capacitance[$0],
        axialResistivity: branchCable.axialResistivity[$0])
    }
    self.morphology = morphology
    shape = TreeShape(morphology)
    let cable = try CableColumns(cell, morphology, context)
    capacitance = cable.capacitance
    axialResistivity = cable.axialResistivity
    voltage = cable.voltage
    celsius = cable.celsius
    let thermalVoltage = cable.celsius.map {
      context.thermalVoltage ?? gasConstantOverFaraday * ($0 + kelvinAtZeroCelsius)
    }
    self.thermalVoltage = thermalVoltage
    thermalVoltageFollowsTemperature = context.thermalVoltage == nil
    var ions: [String: PaintedIon] = [:]
    for ion in cell.ions { ions[ion.name] = try PaintedIon(ion, thermalVoltage) }
    self.ions = ions
    let solutions = try PaintedSolutions(cell, morphology, context.extracellular)
    self.solutions = solutions
    axial = try PaintedAxial(cell, solutions)
    mechanisms = try PaintedMechanism.all(
      cell.mechanisms, morphology, celsius: cable.celsius, ions, context)
    synapses = try PaintedMechanism.all(
      cell.synapses.map(\.use), morphology, celsius: cable.celsius, ions, context)
    synapsePlaces = cell.synapses.map(\.places)
  }
}

private func discretize(
  _ cell: CellDescription, _ morphology: Morphology, _ rule: DiscretizationRule,
  _ refinement: Int, cable: (Int) -> CableProperties
) throws(LoweringError) -> DiscretizedMorphology {
  // A fixed number of compartments would make the coarse pass as fine as the real one: harmless.
  try locating(cell.source) { () throws(MorphologyError) in
    try morphology.discretized(by: rule, refinement: refinement, cable: cable)
  }
}

/// Runs `body` and says where in the model its error belongs.
func locating<T>(
  _ source: SourceLocation, _ body: () throws(MorphologyError) -> T
) throws(LoweringError) -> T {
  do {
    return try body()
  } catch {
    throw LoweringError(.place, error.message, suggestion: error.suggestion, at: source)
  }
}

extension PaintedIon {
  init(_ ion: IonDescription, _ thermalVoltage: [Double]) throws(LoweringError) {
    inside = try ion.inside.map { (q) throws(LoweringError) in
      try value(q, .millimolar, ion.source)
    }
    outside = try ion.outside.map { (q) throws(LoweringError) in
      try value(q, .millimolar, ion.source)
    }
    if let given = ion.reversal {
      let potential = try value(given, .millivolt, ion.source)
      reversal = thermalVoltage.map { _ in potential }
    } else if ion.hasReversal, let inside, let outside, inside > 0, outside > 0 {
      // Nernst: E = RT/(zF) ln(outside / inside).
      reversal = thermalVoltage.map { $0 / ion.valence * logarithm(outside / inside) }
      isNernst = true
    }
  }
}

/// A quantity in a unit; a mismatch is an error of the model's line.
func value(
  _ quantity: Quantity, _ unit: Unit, _ source: SourceLocation
) throws(LoweringError) -> Double {
  do throws(QuantitiesError) {
    return try quantity.value(in: unit)
  } catch {
    throw LoweringError(.range, error.message, suggestion: error.suggestion, at: source)
  }
}

extension TreeShape {
  /// The shape of a discretised morphology.
  public init(_ morphology: DiscretizedMorphology) {
    self.init(
      branches: morphology.branches.map { branch in
        let attachment: Attachment =
          switch branch.attachment {
          case .root: .root
          case .distalEnd(let parent): .junction(ofBranch: parent)
          case .compartment(let compartment): .compartment(compartment)
          }
        return Branch(attachment: attachment, compartments: branch.compartments)
      })
  }
}
