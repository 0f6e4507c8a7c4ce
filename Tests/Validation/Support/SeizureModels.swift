/// Single cells that seize or depolarise: the models of Tests/Validation/Reference/ions.
enum SeizureModels {
  /// Hübel & Dahlem 2014: c = 9.55589e-5 fmol/ms for 1 µA/cm² is 922.0033 µm².
  ///
  /// - Parameters:
  ///   - duration: in s.
  ///   - cells: how many, side by side.
  ///   - tolerance: of the adaptive steps.
  ///   - disturbance: interventions, as lines of a model.
  /// - Returns: the model.
  static func hubelDahlem(
    duration: Double, cells: Int = 1, tolerance: Double = 1e-4, _ disturbance: String
  ) -> String {
    """
    skou: 1
    simulation:
      {duration: \(duration) s, temperature: 36 degC, rt_over_f: 26.64 mV, method: adaptive,
      tolerance: \(tolerance)}
    ions:
      na: {inside: 25.231485 mM, outside: 125.30555 mM, dynamics: pool}
      k: {inside: 129.25764 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 9.900239 mM, outside: 123.2716 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: \(1.0 / 3)}
    cells:
      neuron:
        morphology: {sphere: {diameter: \((922.0033 / Double.pi).squareRoot()) um}}
        cable: {capacitance: 1 uF/cm2, voltage: -67.193253 mV}
        volume: {value: 2160 um3}
        mechanisms:
          - {use: hubel_dahlem}
          - {use: leak_na, g: 0.0175 mS/cm2}
          - {use: leak_k, g: 0.05 mS/cm2}
          - {use: leak_cl, g: 0.02 mS/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 6.8 uA/cm2}
          - {use: glial_buffer, model: hubel_dahlem}
          - {use: imposed_current, ion: na}
    populations: {neuron: {cell: neuron, count: \(cells)}}
    \(disturbance)
    record:
      v: {variable: v, cells: neuron, at: soma, every: 250 ms}
      nai: {variable: "[na]i", cells: neuron, at: soma, every: 250 ms}
      ki: {variable: "[k]i", cells: neuron, at: soma, every: 250 ms}
      cli: {variable: "[cl]i", cells: neuron, at: soma, every: 250 ms}
      nao: {variable: "[na]o", cells: neuron, at: soma, every: 250 ms}
      ko: {variable: "[k]o", cells: neuron, at: soma, every: 250 ms}
      clo: {variable: "[cl]o", cells: neuron, at: soma, every: 250 ms}
      onset: {threshold: -40 mV, cells: neuron, at: soma}
    """
  }

  /// Barreto & Cressman 2011: γ = 0.044494542 mM/s for 1 µA/cm², a shell of a seventh of the cell.
  static func barretoCressman(bath: Double) -> String {
    """
    skou: 1
    simulation:
      {duration: 91 s, temperature: 36 degC, rt_over_f: 26.64 mV, method: adaptive,
      tolerance: 1e-4}
    ions:
      na: {inside: 15.5 mM, outside: 161.5 mM, dynamics: pool}
      k: {inside: 142.5 mM, outside: 7.8 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: \(1.0 / 7)}
    cells:
      neuron:
        morphology: {sphere: {diameter: 20 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -64 mV}
        volume: {surface_to_volume: \(0.044494542 * 96485.33212) /cm}
        mechanisms:
          - {use: cressman}
          - {use: leak_na, g: 0.0175 mS/cm2}
          - {use: leak_k, g: 0.05 mS/cm2}
          - {use: leak, name: leak_cl, g: 0.05 mS/cm2, reversal: -81.93864549 mV}
          - {use: cressman_pump}
          - {use: glial_uptake, model: cressman}
          - {use: bath_diffusion, bath: \(bath) mM}
    populations: {neuron: {cell: neuron, count: 1}}
    record:
      v: {variable: v, cells: neuron, at: soma, every: 100 ms}
      ko: {variable: "[k]o", cells: neuron, at: soma, every: 100 ms}
      nai: {variable: "[na]i", cells: neuron, at: soma, every: 100 ms}
      spikes: {threshold: 0 mV, cells: neuron, at: soma}
    """
  }
}
