/// The near end of the strip of Tests/Validation/Reference/README.md.
///
/// Cells in a row, each in a voxel of 50 µm. The first 10 s do not reach the far end.
enum StripModels {
  /// So many cells, with what else stands under `extracellular:` and what else the model has.
  private static func strip(_ count: Int, _ start: String, _ rest: String) -> String {
    """
    skou: 1
    simulation: {duration: 10 s, dt: 0.01 ms, temperature: 36 degC, rt_over_f: 26.64 mV}
    ions:
      na: {inside: 25.231485 mM, outside: 125.30555 mM, dynamics: pool, diffusion: 1.33 um2/ms}
      k: {inside: 129.25764 mM, outside: 4 mM, dynamics: pool, diffusion: 1.96 um2/ms}
      cl: {inside: 9.900239 mM, outside: 123.2716 mM, dynamics: pool, diffusion: 2.03 um2/ms}
    extracellular:
      space: grid
      spacing: [50 um, 7.58949387133 um, 7.58949387133 um]
      volume_fraction: 0.25
      tortuosity: 1.6
    \(start)
    cells:
      neuron:
        morphology: {sphere: {diameter: 17.1314 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -67.193253 mV}
        volume: {surface_to_volume: 4268.533427556421 /cm}
        mechanisms:
          - {use: hubel_dahlem, gna: 100 mS/cm2, gk: 40 mS/cm2, phi: 3}
          - {use: leak_na, g: 0.0175 mS/cm2}
          - {use: leak_k, g: 0.05 mS/cm2}
          - {use: leak_cl, g: 0.02 mS/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 6.8 uA/cm2}
    populations:
      strip:
        cell: neuron
        count: \(count)
        positions: {line: {from: [25 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}
    \(rest)
    """
  }

  /// 60 mM of potassium in the first five voxels; all pumps run.
  static let potassium = strip(
    24,
    "  initial: [{within: {x: [0 um, 250 um]}, k: 60 mM, na: 69.30555 mM}]",
    """
    record:
      v: {variable: v, cells: strip, at: soma, every: 1 s}
      k: {variable: "[k]o", cells: strip, at: soma, every: 1 s}
    """)

  /// The pumps of the first ten cells stop at the start.
  static let failure = strip(
    16,
    "",
    """
    interventions:
      - at: 0 s
        set: {na_k_atpase.block: 1}
        cells: strip
        within: {x: [0 um, 500 um]}
    detect:
      - {event: front, when: "[k]o > 20 mM", cells: strip, at: soma}
      - {event: up, when: v > -30 mV for 200 ms, cells: strip, at: soma}
    """)
}
