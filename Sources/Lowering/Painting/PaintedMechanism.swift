import EngineKernels
import MechanismCatalogue
import ModelDescription
import Morphology
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What there is of an optional species that the model does not have, in mM.
private let unlimited = 1e30

func logarithm(_ x: Double) -> Double { log(x) }

/// A mechanism of a cell: numbers for every compartment, and which of them carry it.
///
/// Uses of one mechanism under one name are one instance, in regions that do not overlap.
struct PaintedMechanism: Sendable {
  /// An ion as one compartment's mechanism sees it: columns by compartment.
  struct IonColumns: Sendable {
    /// The species; nil where the model binds the mechanism to none.
    var species: String?
    var reversal: [Double]
    var inside: [Double]
    var outside: [Double]
    /// 1 where `reversal` is the Nernst potential of `inside` and `outside`, 0 elsewhere.
    var isNernst: [Double]
  }

  let name: String
  let manifest: MechanismManifest
  let functions: MechanismFunctions
  private(set) var isPresent: [Bool]
  /// One column a parameter, in the units of the manifest.
  private(set) var parameters: [[Double]]
  private(set) var ions: [IonColumns]
  private(set) var temperatureFactor: [Double]
  /// The factor per 10 K, by compartment.
  private(set) var q10: [Double]

  /// All mechanisms of a list of uses.
  static func all(
    _ uses: [MechanismUse], _ morphology: DiscretizedMorphology, celsius: [Double],
    _ ions: [String: PaintedIon], _ context: PaintingContext
  ) throws(LoweringError) -> [PaintedMechanism] {
    var painted: [PaintedMechanism] = []
    for use in uses {
      guard let entry = context.mechanisms.entry(use.mechanism, variant: use.variant) else {
        throw LoweringError(
          .name, "the mechanism '\(use.mechanism)' is not installed",
          suggestion: "'skou mechanisms' lists what is", at: use.source)
      }
      let existing = painted.firstIndex {
        $0.name == use.name && $0.manifest.name == use.mechanism
          && $0.manifest.variant == entry.manifest.variant
      }
      var mechanism =
        existing.map { painted[$0] }
        ?? PaintedMechanism(use.name, entry, count: morphology.compartments.count)
      try mechanism.paint(use, morphology, celsius, ions)
      if let existing { painted[existing] = mechanism } else { painted.append(mechanism) }
    }
    return painted
  }

  private init(_ name: String, _ entry: MechanismTable.Entry, count: Int) {
    self.name = name
    manifest = entry.manifest
    functions = entry.functions
    isPresent = Array(repeating: false, count: count)
    parameters = entry.manifest.parameters.map { Array(repeating: $0.defaultValue, count: count) }
    let zeros = [Double](repeating: 0, count: count)
    ions = entry.manifest.ions.map { _ in
      IonColumns(
        species: nil, reversal: zeros, inside: zeros, outside: zeros, isNernst: zeros)
    }
    temperatureFactor = Array(repeating: 1, count: count)
    q10 = temperatureFactor
  }

  private mutating func paint(
    _ use: MechanismUse, _ morphology: DiscretizedMorphology, _ celsius: [Double],
    _ cellIons: [String: PaintedIon]
  ) throws(LoweringError) {
    let places = try locating(use.source) { () throws(MorphologyError) in
      try use.region.compartments(in: morphology)
    }
    if let place = places.first(where: { isPresent[$0] }) {
      throw LoweringError(
        .place,
        "'\(name)' in '\(use.region)' is at compartment \(place) already, "
          + "\(morphology.compartments[place].distance) um from the root, by an earlier entry",
        suggestion: "make the regions disjoint, or give one of the entries a 'name:' of its own",
        at: use.source)
    }
    for place in places { isPresent[place] = true }
    for (index, parameter) in manifest.parameters.enumerated() {
      try paint(use.parameters[parameter.name], index, places, morphology, use.source)
    }
    for (index, ion) in manifest.ions.enumerated() {
      try paint(ion, index, use, places, morphology, cellIons)
    }
    try paintTemperature(use, places, celsius)
  }

  private mutating func paint(
    _ given: ParameterValue?, _ index: Int, _ places: [Int], _ morphology: DiscretizedMorphology,
    _ source: SourceLocation
  ) throws(LoweringError) {
    let parameter = manifest.parameters[index]
    guard let given else {
      for place in places { parameters[index][place] = parameter.defaultValue }
      return
    }
    let column = try values(given, unit: parameter.unit, morphology)
    for place in places {
      guard parameter.range.contains(column[place]) else {
        throw LoweringError(
          .range,
          "\(use(given)) makes \(name).\(parameter.name) \(column[place]) \(parameter.unit) at "
            + "distance \(morphology.compartments[place].distance) um, outside "
            + "\(parameter.range.lowerBound) to \(parameter.range.upperBound) \(parameter.unit)",
          suggestion: "keep it in that range everywhere", at: given.source)
      }
      parameters[index][place] = column[place]
    }
  }

  private func use(_ value: ParameterValue) -> String { "'\(value.text)'" }

  /// A parameter's value at every compartment, in a unit.
  private func values(
    _ given: ParameterValue, unit symbol: String, _ morphology: DiscretizedMorphology
  ) throws(LoweringError) -> [Double] {
    let unit: Unit
    do throws(QuantitiesError) { unit = try Unit(parsing: symbol) } catch {
      throw LoweringError(
        .name, "\(name) states the unit '\(symbol)', which cannot be read",
        suggestion: "mend the mechanism's manifest", at: given.source)
    }
    switch given.form {
    case .constant(let quantity):
      let number = try value(quantity, unit, given.source)
      return Array(repeating: number, count: morphology.compartments.count)
    case .expression(let expression):
      let column = try locating(given.source) { () throws(MorphologyError) in
        try morphology.evaluate(expression)
      }
      return column.map { unit.value(fromSI: $0) }
    }
  }

  private mutating func paint(
    _ ion: MechanismManifest.Ion, _ index: Int, _ use: MechanismUse, _ places: [Int],
    _ morphology: DiscretizedMorphology, _ cellIons: [String: PaintedIon]
  ) throws(LoweringError) {
    let species: String?
    switch (ion.isConfigurable, use.ionBindings[ion.name]) {
    case (false, _): species = ion.name
    case (true, .ion(let chosen)): species = chosen
    case (true, _): species = nil
    }
    ions[index].species = species
    guard let species else {
      let column = try unboundReversal(use, morphology)
      for place in places { ions[index].reversal[place] = column[place] }
      return
    }
    let painted = cellIons[species]
    if painted == nil, ion.isOptional {
      for place in places {
        (ions[index].inside[place], ions[index].outside[place]) = (unlimited, unlimited)
        if ion.readsReversal { ions[index].reversal[place] = unlimited }
      }
      return
    }
    if ion.readsReversal, painted?.reversal == nil { throw missing(species, "reversal", use) }
    if ion.readsInside, painted?.inside == nil { throw missing(species, "inside", use) }
    if ion.readsOutside, painted?.outside == nil { throw missing(species, "outside", use) }
    for place in places {
      ions[index].reversal[place] = painted?.reversal?[place] ?? 0
      ions[index].inside[place] = painted?.inside ?? 0
      ions[index].outside[place] = painted?.outside ?? 0
      ions[index].isNernst[place] = painted?.isNernst == true ? 1 : 0
    }
  }

  private func unboundReversal(
    _ use: MechanismUse, _ morphology: DiscretizedMorphology
  ) throws(LoweringError) -> [Double] {
    guard let given = use.reversal else {
      throw LoweringError(
        .name, "\(name) belongs to no ion and has no reversal potential",
        suggestion: "add 'reversal: -65 mV', or name an ion as in 'ion: k'", at: use.source)
    }
    return try values(given, unit: "mV", morphology)
  }

  private func missing(_ ion: String, _ what: String, _ use: MechanismUse) -> LoweringError {
    LoweringError(
      .name, "\(name) needs '\(what)' of the ion '\(ion)', which the model does not give",
      suggestion:
        "add it under 'ions:', as in '\(ion): {\(what): \(what == "reversal" ? "50 mV" : "10 mM")}'",
      at: use.source)
  }

  private mutating func paintTemperature(
    _ use: MechanismUse, _ places: [Int], _ celsius: [Double]
  ) throws(LoweringError) {
    let reference = try value(use.referenceTemperature, .degreeCelsius, use.source)
    for place in places {
      let factor = pow(use.q10, (celsius[place] - reference) / 10)
      guard (1e-9...1e9).contains(factor) else {
        throw LoweringError(
          .range,
          "\(name).q10 is \(use.q10), which at \(celsius[place]) degC makes everything "
            + "\(factor) times as fast as at \(reference) degC",
          suggestion: "write a factor per 10 K, such as q10: 3", at: use.source)
      }
      temperatureFactor[place] = factor
      q10[place] = use.q10
    }
  }
}
