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
  /// The space around every cell.
  var extracellular: ExtracellularDescription
}

/// What a cable property may be: far beyond any membrane, and near enough for the arithmetic.
///
/// Outside, conductances and time constants overflow, or vanish beside rounding errors.
private struct CableRange {
  var name: String
  var unit: Unit
  var values: ClosedRange<Double>
  /// The range as people write it.
  var words: String

  static let capacitance = CableRange(
    name: "membrane capacitance", unit: .microfaradPerSquareCentimeter, values: 1e-6...1e6,
    words: "1e-6 to 1e6 uF/cm2")
  static let axialResistivity = CableRange(
    name: "axial resistivity", unit: .ohmCentimeter, values: 1e-6...1e12,
    words: "1e-6 to 1e12 ohm cm")
  static let voltage = CableRange(
    name: "membrane potential at the start", unit: .millivolt, values: -1000...1000,
    words: "-1000 to 1000 mV")
  static let celsius = CableRange(
    name: "temperature", unit: .degreeCelsius, values: -50...150,
    words: "-50 to 150 degC")
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
    capacitance = Array(repeating: .nan, count: count)
    axialResistivity = capacitance
    voltage = capacitance
    celsius = Array(repeating: context.celsius, count: count)
    for paint in cell.cable { try apply(paint, morphology) }
    // One compartment alone has no neighbour to which the resistivity would matter.
    if count == 1, axialResistivity[0].isNaN { axialResistivity[0] = 100 }
    try requireAll(capacitance, "capacitance: 1 uF/cm2", cell, morphology)
    try requireAll(axialResistivity, "resistivity: 100 ohm cm", cell, morphology)
    try requireAll(voltage, "voltage: -65 mV", cell, morphology)
  }

  /// Every compartment needs every property.
  private func requireAll(
    _ column: [Double], _ example: String, _ cell: CellDescription,
    _ morphology: DiscretizedMorphology
  ) throws(LoweringError) {
    guard let place = column.firstIndex(where: \.isNaN) else { return }
    let key = example.prefix { $0 != ":" }
    let compartment = morphology.compartments[place]
    throw LoweringError(
      .place,
      "'cable' gives no \(key) at compartment \(place) (branch \(compartment.branch), "
        + "\(compartment.distance) um from the root)",
      suggestion: "add an entry for the whole cell before the others: {where: all, \(example)}",
      at: cell.cable.first?.source ?? cell.source)
  }

  private mutating func apply(
    _ paint: CablePaint, _ morphology: DiscretizedMorphology
  ) throws(LoweringError) {
    let places = try locating(paint.source) { () throws(MorphologyError) in
      try paint.region.compartments(in: morphology)
    }
    let source = paint.source
    try set(\.capacitance, places, paint.capacitance, CableRange.capacitance, source)
    try set(\.axialResistivity, places, paint.resistivity, CableRange.axialResistivity, source)
    try set(\.voltage, places, paint.voltage, CableRange.voltage, source)
    try set(\.celsius, places, paint.temperature, CableRange.celsius, source)
  }

  private mutating func set(
    _ column: WritableKeyPath<CableColumns, [Double]>, _ places: [Int], _ quantity: Quantity?,
    _ range: CableRange, _ source: SourceLocation
  ) throws(LoweringError) {
    guard let quantity else { return }
    let number = try value(quantity, range.unit, source)
    guard range.values.contains(number) else {
      throw LoweringError(
        .range, "the \(range.name) is \(quantity)",
        suggestion: "give one from \(range.words); check the unit", at: source)
    }
    for place in places { self[keyPath: column][place] = number }
  }
}
