/// A spiking cell with pools, pump and water in a closed shell, which is disturbed twice.
///
/// A current is switched on and off, and the pump is blocked and released, at four different times.
struct DisturbedCell {
  var method = "second_order"
  /// In ms.
  var step = 0.04
  /// Current on and off, block and release, in coarsest steps of 0.04 ms.
  ///
  /// Thirds of a step: on every grid that is four times finer they lie in the same place of a step,
  /// on which the size of an error, though not its order, depends.
  var times = [12 + 1.0 / 3, 30 + 2.0 / 3, 18 + 1.0 / 3, 41 + 2.0 / 3]
  var duration = "2 ms"
  var interval = "0.4 ms"

  /// What is recorded.
  static let traces = ["v", "nai", "ki", "cli", "nao", "ko", "clo", "volume", "shell"]

  var text: String {
    let variables = [
      "v", "[na]i", "[k]i", "[cl]i", "[na]o", "[k]o", "[cl]o", "volume", "outside_volume",
    ]
    let records = zip(Self.traces, variables).map {
      "  \($0): {variable: \"\($1)\", cells: cell, at: soma, every: \(interval)}"
    }
    let times = times.map { $0 * 0.04 }
    return """
      skou: 1
      simulation:
        {duration: \(duration), dt: \(step) ms, temperature: 6.3 degC, method: \(method)}
      ions:
        na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
        k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
        cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
        x: {valence: -1, inside: 100 mM, outside: 0 mM, dynamics: impermeant}
      extracellular: {space: private, volume_fraction: 0.15}
      cells:
        cell:
          morphology: {sphere: {diameter: 17.841241 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
          volume: {surface_to_volume: 2e4 /cm, water_permeability: 0.1 cm/s}
          mechanisms:
            - {use: nav_hh, gbar: 0.12 S/cm2}
            - {use: kv_hh, gbar: 0.036 S/cm2}
            - {use: leak_na, g: 2e-4 S/cm2}
            - {use: leak_k, g: 5e-5 S/cm2}
            - {use: leak_cl, g: 3e-4 S/cm2}
            - {use: na_k_atpase, model: hill, imax: 0.3 mA/cm2}
      populations: {cell: {cell: cell, count: 1}}
      stimuli:
        - current_clamp: {amplitude: 0.02 nA, start: \(times[0]) ms, stop: \(times[1]) ms}
          cells: cell
          at: soma
      interventions:
        - {at: \(times[2]) ms, until: \(times[3]) ms, set: {na_k_atpase.block: 1}}
      record:
      \(records.joined(separator: "\n"))
      """
  }
}
