/// Models whose ions move along the tree.
enum AxialModels {
  /// Diffusion coefficients at 37 °C, in µm²/ms.
  static let diffusion = ["na": 1.33, "k": 1.96, "cl": 2.03]

  /// RT/F at 310.15 K, in mV.
  static let thermalVoltage = 8.31446261815324 / 96485.3321233100 * 310.15 * 1000

  /// A cable of chloride and one cation with nothing in its membrane.
  static func salt(
    _ cation: String, length: Double = 100, compartments: Int = 50, duration: String, step: String,
    method: String = "second_order", axial: String = "electrodiffusive", every: String
  ) -> String {
    """
    skou: 1
    simulation:
      {duration: \(duration), dt: \(step), temperature: 37 degC, method: \(method)}
    ions:
      \(cation): {inside: 100 mM, outside: 100 mM, dynamics: pool,
        diffusion: \(diffusion[cation] ?? 1) um2/ms}
      cl: {inside: 100 mM, outside: 100 mM, dynamics: pool, diffusion: 2.03 um2/ms}
    cells:
      cell:
        axial: \(axial)
        morphology:
          cylinder:
            {length: \(length) um, diameter: 20 um, compartments: \(compartments)}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: 0 mV}
        mechanisms: []
    populations: {cell: {cell: cell, count: 1}}
    record:
      v: {variable: v, cells: cell, at: all, every: \(every)}
      cation: {variable: "[\(cation)]i", cells: cell, at: all, every: \(every)}
    """
  }

  /// The shape of a soma with two stems that branch twice, 3 compartments a branch.
  static let regular = """
    {tree: {soma: {length: 20 um, diameter: 20 um}, stems: 2, depth: 3, branch_length: 50 um,
      diameters: [2 um, 1.6 um, 1.3 um], compartments: 3}}
    """

  /// Dendrites on the middle of a soma.
  static let star = "{swc: star.swc}"

  /// A soma with two stems that branch twice, 3 compartments a branch, in shells of its own.
  ///
  /// Every membrane current has its ion, and it fires by itself.
  static func tree(
    axial: String = "electrodiffusive", duration: String, step: String = "0.025 ms",
    method: String = "second_order", every: String, count: Int = 1, shape: String = regular
  ) -> String {
    let membrane = """
      [{use: nav_hh, gbar: 0.12 S/cm2}, {use: kv_hh, gbar: 0.036 S/cm2},
       {use: leak_na, g: 2e-4 S/cm2}, {use: leak_na, where: soma, name: entry, g: 3e-4 S/cm2},
       {use: leak_k, g: 5e-5 S/cm2}, {use: leak_cl, g: 3e-4 S/cm2},
       {use: na_k_atpase, model: sigmoid, imax: 0.06 mA/cm2}]
      """
    return tree(
      membrane, axial: axial, shape: shape,
      simulation: "duration: \(duration), dt: \(step), method: \(method)", every: every,
      count: count)
  }

  /// Overrides that take the last level of branches away.
  static let short = [
    "cells.cell.morphology.tree.depth=2", "cells.cell.morphology.tree.diameters=[2 um, 1.6 um]",
  ]

  /// The same tree with nothing in its membrane.
  static func bareTree(
    axial: String = "electrodiffusive", duration: String, step: String = "0.025 ms",
    every: String, shape: String = regular
  ) -> String {
    tree(
      "[]", axial: axial, shape: shape, simulation: "duration: \(duration), dt: \(step)",
      every: every, count: 1)
  }

  private static func tree(
    _ membrane: String, axial: String, shape: String, simulation: String, every: String, count: Int
  ) -> String {
    """
    skou: 1
    simulation: {temperature: 6.3 degC, \(simulation)}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool, diffusion: 1.33 um2/ms}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool, diffusion: 1.96 um2/ms}
      cl: {inside: 7 mM, outside: 130 mM, dynamics: pool, diffusion: 2.03 um2/ms}
      atp: {valence: 0, inside: 3 mM, dynamics: pool, diffusion: 0.3 um2/ms}
    extracellular: {space: private, volume_fraction: 0.15}
    cells:
      cell:
        axial: \(axial)
        morphology: \(shape)
        cable:
          - {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms: \(membrane)
    populations: {cell: {cell: cell, count: \(count)}}
    record:
      v: {variable: v, cells: cell, at: all, every: \(every)}
      na: {variable: "n[na]i", cells: cell, at: all, every: \(every)}
      k: {variable: "n[k]i", cells: cell, at: all, every: \(every)}
      cl: {variable: "n[cl]i", cells: cell, at: all, every: \(every)}
      atp: {variable: "n[atp]i", cells: cell, at: all, every: \(every)}
    """
  }
}
