import EngineKernels

/// The textbook cell of Tests/Validation/Reference/ions: leaks, sodium pump and cotransporter in a
/// sphere, at a true steady state of every ion.
struct TextbookCell {
  var duration = "1 s"
  /// Goes on with what else stands in `simulation`: `dt` or `method`.
  var stepping = "dt: 1 ms"
  /// In °C.
  var temperature = 37.0
  /// Whether concentrations are state, or stay.
  var hasPools = true
  /// Whether water moves.
  var hasWater = false
  /// Whether the outside is a closed shell of a quarter of the cell, and no bath.
  var isClosed = false
  /// Factors on the conductances and on the pump.
  var scale = (sodium: 1.0, potassium: 1.0, chloride: 1.0, pump: 1.0)
  /// Chloride inside, in mM.
  var chlorideInside = 10.0
  var q10 = (leaks: 1.0, pump: 1.0)
  /// Whether books are kept on energy, with −57 kJ for a mole of ATP.
  var hasEnergy = false
  /// Lists of lines, as in model files.
  var interventions: [String] = []
  var records: [String] = []
  /// Further lines of the model: species, detectors.
  var species: [String] = []
  var mechanisms: [String] = []
  /// What else the pump is given: `, km_atp: 0.5 mM`.
  var pump = ""

  /// RT/F at 37 °C as in the reference, which has ten digits of R and F.
  static let thermalVoltage = 26.726659112967557
  /// Membrane area in µm².
  static let area = 2000.0

  /// The model.
  func text() throws -> String {
    let cell = try ReferenceDocument("ions/textbook_cell")["TC"]
    // 1 nS or pA on 2000 µm² is 0.05 mS/cm² or µA/cm².
    let perArea = 100 / Self.area
    let thermal = Self.thermalVoltage * (temperature + 273.15) / 310.15
    let kind = hasPools ? "pool" : "constant"
    return """
      skou: 1
      simulation:
        {duration: \(duration), temperature: \(temperature) degC, rt_over_f: \(thermal) mV, \(stepping)}
      ions:
        na: {inside: 12 mM, outside: 145 mM, dynamics: \(kind)}
        k: {inside: 140 mM, outside: 4 mM, dynamics: \(kind)}
        cl: {inside: \(chlorideInside) mM, outside: 110 mM, dynamics: \(kind)}
        x_in: {valence: \(cell["zX"].number), inside: 136 mM, outside: 0 mM, dynamics: impermeant}
        x_out: {valence: -1, inside: 0 mM, outside: 39 mM, dynamics: impermeant}
      \(lines(species, "  "))
      \(hasEnergy ? "energy: {atp_free_energy: -57 kJ/mol}" : "")
      extracellular: \(isClosed ? "{space: private, volume_fraction: 0.25}" : "{space: bath}")
      cells:
        neuron:
          morphology: {sphere: {diameter: \(2 * cell["radius_um"].number) um}}
          cable: {capacitance: 1 uF/cm2, voltage: -75.5 mV}
          \(hasWater ? "volume: {water_permeability: 1e-3 cm/s}" : "")
          mechanisms:
            - {use: leak_na, g: \(scale.sodium * perArea * cell["gNa"].number) mS/cm2, q10: \(q10.leaks)}
            - {use: leak_k, g: \(scale.potassium * perArea * cell["gK"].number) mS/cm2, q10: \(q10.leaks)}
            - {use: leak_cl, g: \(scale.chloride * perArea * cell["gCl"].number) mS/cm2, q10: \(q10.leaks)}
            - use: na_k_atpase
              model: hill
              imax: \(scale.pump * perArea * cell["Imax_pA"].number) uA/cm2
              q10: \(q10.pump)
              \(pump)
            - {use: nkcc1, u: \(perArea * cell["U_nkcc1_pA"].number) uA/cm2}
      \(lines(mechanisms, "      "))
      populations: {neuron: {cell: neuron, count: 1}}
      \(interventions.isEmpty ? "" : "interventions:\n" + lines(interventions, "  "))
      record:
      \(lines(records, "  "))
      """
  }

  private func lines(_ lines: [String], _ indent: String) -> String {
    lines.map { indent + $0 }.joined(separator: "\n")
  }

  /// Records a variable of the cell.
  mutating func record(_ name: String, _ variable: String, every interval: String) {
    records.append(
      "\(name): {variable: \"\(variable)\", cells: neuron, at: soma, every: \(interval)}")
  }

  /// Runs it.
  func run(_ path: StepSettings.Path = .lanes) throws -> ModelRun {
    try ModelRun(text(), path: path)
  }
}
