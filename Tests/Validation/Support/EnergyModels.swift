/// Asks for books on energy, as a line of a model.
let energyKey = "\nenergy: {atp_free_energy: -57 kJ/mol}\n"

/// Models whose energy has many places to go.
enum EnergyModels {
  /// Ions that diffuse along the tree, with an ohmic axial current beside them.
  static let diffusing = AxialModels.tree(axial: "diffusive", duration: "20 ms", every: "1 ms")

  /// Ions that diffuse and drift along the tree: the axial current is theirs.
  static let drifting = AxialModels.tree(duration: "20 ms", every: "1 ms")

  /// A swelling cell in a bath, whose electrode steps up and down and whose bath changes.
  static let clamped = """
    skou: 1
    simulation: {duration: 20 ms, dt: 0.04 ms, temperature: 37 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
      x: {valence: -1, inside: 150 mM, outside: 20 mM, dynamics: impermeant}
    cells:
      cell:
        morphology: {sphere: {diameter: 10 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        volume: {water_permeability: 0.01 cm/s}
        mechanisms:
          - {use: leak_na, g: 2e-4 S/cm2}
          - {use: leak_k, g: 5e-4 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: kcc2, model: log, u: 0.01 mA/cm2}
          - {use: na_k_atpase, model: hill, imax: 0.06 mA/cm2}
    populations: {cell: {cell: cell, count: 1}}
    interventions: [{at: 12 ms, over: 5 ms, set: {bath.k: 10 mM}}]
    stimuli:
      - voltage_clamp:
          levels: [{level: -65 mV, duration: 5 ms}, {level: -20 mV, duration: 7 ms}]
          series_resistance: 500 Mohm
        cells: cell
        at: soma
      - {current_clamp: {amplitude: 20 pA, start: 14 ms}, cells: cell, at: soma, carries: {k: 0.75, na: 0.25}}
    record: {v: {variable: v, cells: cell, at: soma, every: 1 ms}}
    """

  /// A cell that shrinks within a millisecond, in a shell that exchanges with the bath as fast.
  static let breathing = """
    skou: 1
    simulation: {duration: 4 ms, dt: 0.02 ms, temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
      x: {valence: -1, inside: 100 mM, outside: 0 mM, dynamics: impermeant}
    extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 300 /s}
    cells:
      cell:
        morphology: {cylinder: {length: 17.8 um, diameter: 17.8 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {surface_to_volume: 2e4 /cm, water_permeability: 0.3 cm/s}
        mechanisms:
          - {use: leak_na, g: 2e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
    populations: {cell: {cell: cell, count: 1}}
    record: {nao: {variable: "[na]o", cells: cell, at: soma, every: 1 ms}}
    """

  /// Of `metabolism`, in µm³.
  static let volume = 8000.0

  /// ATP that is made, stored, and used by a pump and all else; calcium that a pump and a buffer take.
  static let metabolism = """
    skou: 1
    simulation: {duration: 20 ms, dt: 0.04 ms, temperature: 37 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
      ca: {inside: 100 nM, outside: 2 mM, dynamics: pool}
      atp: {valence: 0, inside: 3 mM, dynamics: pool}
      pcr: {valence: 0, inside: 5 mM, dynamics: pool}
      o2: {valence: 0, inside: 0 mM, outside: 0.05 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: 0.5, exchange_rate: 100 /s}
    cells:
      cell:
        morphology: {sphere: {diameter: 24.8 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        volume: {value: \(volume) um3}
        mechanisms:
          - {use: leak_na, g: 2e-4 S/cm2}
          - {use: leak_k, g: 5e-4 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: leak, ion: ca, g: 1e-6 S/cm2}
          - {use: pmca}
          - {use: calcium_buffer}
          - {use: na_k_atpase, model: hill, imax: 0.06 mA/cm2, km_atp: 0.5 mM}
          - {use: atp_synthesis}
          - {use: creatine_kinase}
          - {use: atp_demand, rate: 1e-4 mM/ms}
          - {use: oxygen_supply}
    populations: {cell: {cell: cell, count: 1}}
    record: {v: {variable: v, cells: cell, at: soma, every: 1 ms}}
    """
}
