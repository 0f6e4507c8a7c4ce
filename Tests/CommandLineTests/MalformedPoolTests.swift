import Foundation
import Testing

/// One slip in a model with pools that is otherwise right.
@Suite("Malformed models with pools on the command line")
struct MalformedPoolTests {
  private static let model = """
    skou: 1
    simulation: {duration: 2 ms, dt: 0.1 ms, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      o2: {valence: 0, inside: 0.03 mM, outside: 0.03 mM, dynamics: pool}
    cells:
      neuron:
        morphology: {sphere: {diameter: 25 um}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -75.5 mV}
        volume: {water_permeability: 1e-3 cm/s}
        mechanisms:
          - {use: leak, ion: cl}
          - {use: na_k_atpase, model: hill}
    populations: {neurons: {cell: neuron, count: 1}}
    extracellular: {space: private, volume_fraction: 0.2}
    interventions:
      - {at: 1 ms, set: {na_k_atpase.block: 1}, cells: neurons}
    record:
      v: {variable: v, cells: neurons, at: soma, every: 1 ms}

    """

  /// Writes `new` for `old`; the message names that line and `mentions`.
  private static func slip(
    _ name: String, _ old: String, _ new: String, _ mentions: String..., down: Int = 0
  ) -> Refusal {
    guard let range = model.range(of: old) else {
      return Refusal("'\(old)' is not in the model", [], mentions: [])
    }
    let line = model[..<range.lowerBound].filter(\.isNewline).count + 1 + down
    return Refusal(
      name, files: ["model.yaml": model.replacingCharacters(in: range, with: new)],
      ["run", "model.yaml", "-o", "out"], mentions: ["model.yaml:\(line):"] + mentions)
  }

  static let pools = [
    slip(
      "two owners of a pool", "  cl: {", "  k: {inside: 1 mM, outside: 1 mM}\n  cl: {",
      "'k' appears more than once", down: -1),
    slip("two owners of E", "140 mM, outside", "140 mM, reversal: -90 mV, outside", "pool"),
    slip("a pool without volume", "water_permeability: 1e-3 cm/s", "value: 0 pL", "positive"),
    slip("a ratio of nothing", "water_permeability: 1e-3 cm/s", "surface_to_volume: 0 /um", "/cm"),
    slip("water uphill", "1e-3 cm/s", "-1e-3 cm/s", "positive", "water_permeability: 1e-3 cm/s"),
    slip("a shell without volume", "fraction: 0.2", "fraction: 0", "positive"),
    slip("less than none", "inside: 12 mM", "inside: -12 mM", "positive", "inside: 12 mM"),
    slip("none at all", "outside: 145 mM", "outside: 0 mM", "positive"),
    slip("not a number", "inside: 12 mM", "inside: nan mM", "finite"),
    slip("too large for a number", "inside: 12 mM", "inside: 1e400 mM", "1e400"),
    slip("salt", "inside: 12 mM", "inside: 12e6 mM", "1e-12 to 1e5 mM"),
  ]

  static let mechanisms = [
    slip("valence 0 in Nernst", "leak, ion: cl", "leak, ion: o2", "valence 0", "its charge"),
    slip("valence 0 in GHK", "leak, ion: cl", "leak_ghk, ion: o2", "valence 0", "its charge"),
    slip("the wrong valence in GHK", "leak, ion: cl", "leak_ghk, ion: cl", "write valence: -1"),
    slip("no ion in GHK", "leak, ion: cl", "leak_ghk", "needs an ion", "ion: k"),
    slip("a block of 1.2", "model: hill", "model: hill, block: 1.2", "from 0.0 to 1.0"),
    slip("an endless rate", "model: hill", "model: hill, imax: 1e400 uA/cm2", "1e400"),
    slip("an ion that is not there", "leak, ion: cl", "pmca", "'pmca' needs", "ca", "1e-4 mM"),
    slip(
      "a species that is not there", "leak, ion: cl", "atp_demand", "'atp'", "valence: 0",
      "dynamics: pool"),
  ]

  static let interventions = [
    slip("a block of 1.2", "block: 1}", "block: 1.2}", "from 0.0 to 1.0"),
    slip("a pump that is not there", "na_k_atpase.block", "nak_atpase.block", "'na_k_atpase'"),
    slip("a parameter that is not there", "na_k_atpase.block", "na_k_atpase.blok", "'block'"),
    slip("an ion that is not there", "na_k_atpase.block: 1", "bath.mg: 1 mM", "na, k, cl, o2"),
    slip("cells that are not there", "1}, cells: neurons", "1}, cells: neuron", "'neurons'"),
  ]

  @Test(
    "are refused with file, line and advice, and nothing is written",
    arguments: pools + mechanisms + interventions)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  @Test("with random draws are refused where steps follow a tolerance")
  func random() throws {
    let text = Self.model.replacingOccurrences(
      of: "leak, ion: cl", with: "stochastic_leak, model: markov, ion: cl")
    for (method, old) in [("adaptive", "dt: 0.1 ms, "), ("automatic", "no text")] {
      let model = text.replacingOccurrences(of: "37 degC", with: "37 degC, method: \(method)")
        .replacingOccurrences(of: old, with: "")
      try Refusal(
        method, files: ["model.yaml": model], ["run", "model.yaml", "-o", "out"],
        mentions: ["model.yaml:14:", "'stochastic_leak' draws random numbers", "second_order"]
      ).check()
    }
  }

  @Test("whose sinks name a partner that is not declared, or act on constants, are refused")
  func sinks() throws {
    let text = Self.model.replacingOccurrences(
      of: "leak, ion: cl", with: "glial_uptake, model: hubel_ullah")
    let chloride = "  cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}\n"
    try Refusal(
      "partner", files: ["model.yaml": text.replacingOccurrences(of: chloride, with: "")],
      ["run", "model.yaml", "-o", "out"],
      mentions: ["model.yaml:13:", "'glial_uptake' moves 'cl' as a partner", "cl_share: 0"]
    ).check()
    let constants = text.replacingOccurrences(of: ", dynamics: pool", with: "")
      .replacingOccurrences(of: "    volume: {water_permeability: 1e-3 cm/s}\n", with: "")
    try Refusal(
      "constants", files: ["model.yaml": constants], ["run", "model.yaml", "-o", "out"],
      mentions: ["model.yaml:13:", "'glial_uptake' does nothing", "dynamics: pool for 'k'"]
    ).check()
  }
}
