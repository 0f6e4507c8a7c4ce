import Foundation

/// Cells in a space that they share.
enum GridModels {
  private static let species = """
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool}
    """
  private static func membrane(pump: Double = 0.06) -> String {
    """
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak_na, g: 4e-4 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: leak_cl, g: 3e-4 S/cm2}
          - {use: na_k_atpase, model: sigmoid, imax: \(pump) mA/cm2}
    """
  }

  /// One cell in one voxel of 2000 µm³, of which a tenth is outside; or in a shell of 200 µm³.
  ///
  /// Before its first spike, with a strong pump: everything moves, and smoothly.
  static func lone(isShared: Bool) -> String {
    let shared = "{space: grid, spacing: [20 um, 10 um, 10 um], volume_fraction: 0.1}"
    return """
      skou: 1
      simulation: {duration: 40 ms, dt: 0.01 ms, temperature: 6.3 degC}
      \(species)
      extracellular: \(isShared ? shared : "{space: private, volume_fraction: 0.1}")
      cells:
        cell:
          morphology: {cylinder: {length: 18 um, diameter: 18 um, compartments: 1}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          volume: {value: 2000 um3}
          mechanisms:
            - {use: leak_na, g: 2e-4 S/cm2}
            - {use: leak_k, g: 5e-4 S/cm2}
            - {use: leak_cl, g: 3e-4 S/cm2}
            - {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}
      populations: {cell: {cell: cell, count: 1}}
      record:
        v: {variable: v, cells: cell, at: soma, every: 8 ms}
        ko: {variable: "[k]o", cells: cell, at: soma, every: 8 ms}
        nao: {variable: "[na]o", cells: cell, at: soma, every: 8 ms}
        ki: {variable: "n[k]i", cells: cell, at: soma, every: 8 ms}
      """
  }

  /// Two populations of cells that fire, pump and swell, in a space with walls and perfusion.
  ///
  /// - Parameter surroundings: what else stands under `extracellular:`.
  /// - Returns: the model.
  static func tissue(_ surroundings: String = "boundary: held, perfusion: 0.5 /s") -> String {
    """
    skou: 1
    simulation: {duration: 2500 ms, dt: 0.025 ms, temperature: 6.3 degC}
    \(species)
      x: {valence: -1, inside: 150 mM, outside: 18.5 mM, dynamics: impermeant}
    extracellular:
      {space: grid, spacing: 25 um, volume_fraction: 0.2, tortuosity: 1.6, \(surroundings)}
    cells:
      neuron:
        morphology:
          tree:
            soma: {length: 15 um, diameter: 15 um}
            stems: 2
            depth: 1
            branch_length: 40 um
            diameters: [2 um]
            compartments: 2
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {water_permeability: 1e-2 cm/s}
        mechanisms:
    \(membrane())
      weak:
        morphology: {sphere: {diameter: 12 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -60 mV}
        volume: {water_permeability: 1e-2 cm/s}
        mechanisms:
    \(membrane(pump: 0.01))
    populations:
      neurons:
        cell: neuron
        positions: {lattice: {spacing: [50 um, 50 um, 0 um], counts: [2, 2, 1]}}
      weak:
        cell: weak
        positions: {line: {from: [20 um, 20 um, 0 um], step: [30 um, 0 um, 0 um]}}
        count: 3
        represents: 3
    record:
      v: {variable: v, cells: all, at: soma, every: 25 ms}
      ko: {variable: "[k]o", cells: all, at: all, every: 25 ms}
      volume: {variable: volume, cells: all, at: soma, every: 25 ms}
      spikes: {threshold: 0 mV, cells: all, at: soma}
    """
  }

  /// A cylinder of 100 µm in five compartments, which a constant current of potassium leaves, through
  /// voxels of 30 µm; and in each voxel a cell that only looks.
  ///
  /// - Parameters:
  ///   - angle: to the x axis, in degrees; it begins at the origin.
  ///   - represents: how many dendrites it stands for.
  /// - Returns: the model.
  static func dendrite(angle: Double, represents: Int) -> String {
    let (cosine, sine) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
    return """
      skou: 1
      simulation: {duration: 50 ms, dt: 0.025 ms, temperature: 37 degC}
      ions:
        k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool, diffusion: 0 um2/ms}
      extracellular:
        space: grid
        spacing: 30 um
        box: {from: [0 um, -15 um, -15 um], to: [120 um, 45 um, 15 um]}
        volume_fraction: 0.2
      cells:
        dendrite:
          morphology: {cylinder: {length: 100 um, diameter: 2 um, compartments: 5}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms:
            - {use: imposed_current, ion: k, density: 0.01 mA/cm2}
            - {use: leak, g: 1 mS/cm2, reversal: -75 mV}
        probe:
          morphology: {sphere: {diameter: 1 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
      populations:
        dendrite:
          cell: dendrite
          represents: \(represents)
          positions: {points: [[\(50 * cosine) um, \(50 * sine) um, 0 um]]}
          orientation: {axis: [0, 0, 1], angle: \(angle) deg}
        probes:
          cell: probe
          positions:
            lattice: {from: [15 um, 0 um, 0 um], spacing: [30 um, 30 um, 30 um], counts: [4, 2, 1]}
      record:
        ko: {variable: "[k]o", cells: probes, at: soma, every: 50 ms}
      """
  }
}
