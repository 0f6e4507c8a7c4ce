/// One compartment of 2000 µm² and 20 pF, for resting potentials.
struct Patch {
  var ions = "{}"
  var mechanisms: [String]
  var temperature = 37.0
  /// RT/F follows the temperature where this is nil.
  var thermalVoltage: Double?
  var voltage = -70.0
  var duration = "2 s"
  var step = "1 ms"
  var extracellular = "{space: bath}"
  /// Recordings by name.
  var records: [String: String] = [:]
  var interval = "1 s"

  /// The model.
  var text: String {
    let thermal = thermalVoltage.map { ", rt_over_f: \($0) mV" } ?? ""
    let recorded = records.merging(["v": "v"]) { $1 }.sorted { $0.key < $1.key }.map {
      "  \($0.key): {variable: \"\($0.value)\", cells: cell, at: soma, every: \(interval)}"
    }
    return """
      skou: 1
      simulation: {duration: \(duration), dt: \(step), temperature: \(temperature) degC\(thermal)}
      ions: \(ions)
      extracellular: \(extracellular)
      cells:
        cell:
          morphology: {sphere: {diameter: 25.2313252202016 um}}
          cable: {capacitance: 1 uF/cm2, voltage: \(voltage) mV}
          mechanisms:
      \(mechanisms.map { "      - {\($0)}" }.joined(separator: "\n"))
      populations: {cell: {cell: cell, count: 1}}
      record:
      \(recorded.joined(separator: "\n"))
      """
  }

  func run() throws -> ModelRun { try ModelRun(text) }

  /// V at the end.
  func rest() throws -> Double { try run().trace("v").last ?? .nan }
}

/// Concentrations of the textbook cell, which stay.
let textbookIons = """
  {na: {inside: 12 mM, outside: 145 mM}, k: {inside: 140 mM, outside: 4 mM}, \
  cl: {inside: 10 mM, outside: 110 mM}}
  """
