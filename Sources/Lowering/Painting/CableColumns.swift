import ModelDescription
import Morphology
import Quantities

/// What painting needs to know besides the cell.
struct PaintingContext {
  /// The model's temperature, in °C.
  var celsius: Double
  /// RT/F in mV where the model sets it; nil where it follows the temperature.
  var thermalVoltage: Double?
  /// The loaded mechanisms.
  var mechanisms: MechanismTable
}

/// Capacitance, resistivity, potential and temperature of every compartment.
///
/// Entries are applied in the order of the model: later ones override earlier ones.
struct CableColumns {
  private(set) var capacitance: [Double]
  private(set) var axialResistivity: [Double]
  private(set) var voltage: [Double]
  private(set) var celsius: [Double]

  init(
    _ cell: CellDescription, _ morphology: DiscretizedMorphology, _ context: PaintingContext
  ) throws(LoweringError) {
    let count = morphology.compartments.count
    capacitance = Array(repeating: CableDefaults.capacitance, count: count)
    axialResistivity = Array(repeating: CableDefaults.axialResistivity, count: count)
    voltage = Array(repeating: CableDefaults.voltage, count: count)
    celsius = Array(repeating: context.celsius, count: count)
    for paint in cell.cable { try apply(paint, morphology) }
  }

  private mutating func apply(
    _ paint: CablePaint, _ morphology: DiscretizedMorphology
  ) throws(LoweringError) {
    let places = try locating(paint.source) { () throws(MorphologyError) in
      try paint.region.compartments(in: morphology)
    }
    let source = paint.source
    try set(&capacitance, places, paint.capacitance, .microfaradPerSquareCentimeter, source)
    try set(&axialResistivity, places, paint.resistivity, .ohmCentimeter, source)
    try set(&voltage, places, paint.voltage, .millivolt, source)
    try set(&celsius, places, paint.temperature, .degreeCelsius, source)
  }

  private func set(
    _ column: inout [Double], _ places: [Int], _ quantity: Quantity?, _ unit: Unit,
    _ source: SourceLocation
  ) throws(LoweringError) {
    guard let quantity else { return }
    let number = try value(quantity, unit, source)
    for place in places { column[place] = number }
  }
}
