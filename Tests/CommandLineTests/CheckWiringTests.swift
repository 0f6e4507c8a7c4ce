import Foundation
import Testing

/// What `skou check` says of models with pools: owners, wiring, and what does not add up.
@Suite("Ion wiring that skou check prints")
struct CheckWiringTests {
  /// A cell with pools; `{…}` are filled in.
  private static let model = """
    skou: 1
    simulation: {duration: 1 ms, temperature: 37 degC}
    ions:
      na: {inside: 12 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 140 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 10 mM, outside: 110 mM, dynamics: pool}
      x: {valence: -1.5, inside: 136 mM, outside: 0 mM, dynamics: impermeant}
    cells:
      neuron:
        morphology: {cylinder: {length: 30 um, diameter: 10 um, compartments: 3}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -75.5 mV}
        mechanisms:
          - {use: leak_k, where: "distance < 10 um"}
          - {use: na_k_atpase, model: hill, imax: 3.466 uA/cm2}
          - {use: glial_uptake, model: hubel_ullah}
    populations: {neuron: {cell: neuron, count: 1}}
    extracellular: {space: private, volume_fraction: 0.2}

    """

  /// What check prints, with lines and runs of spaces made one space.
  private func output(
    _ old: String = "skou: 1", _ new: String = "skou: 1", more: String = ""
  ) throws -> String {
    let folder = try TemporaryFolder()
    try #require(Self.model.contains(old))
    try folder.write(
      Self.model.replacingOccurrences(of: old, with: new) + more, to: "model.yaml")
    let outcome = try Skou.run(["check", "model.yaml"], in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 110 })
    return outcome.output.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test("names species, owners, places and what each mechanism does")
  func tables() throws {
    let output = try output()
    for words in [
      "species of 'neuron'",
      "na +1 pool 12 mM 145 mM 66.6 mV cell, shell stays",
      "x -1.5 impermeant 136 mM 0 mM - cell, shell stays",
      "together 298 mM inside and 259 mM outside; charge -62 mM and 39 mM",
      "leak_k distance < 10 um (1 of 3) k reversal moves it -",
      "na_k_atpase (hill) all (3 of 3) na inside moves it - k outside moves it -",
      "atp undeclared: no limit",
      "glial_uptake (hubel_ullah) all (3 of 3) k outside - adds outside na - - adds outside",
    ] { #expect(output.contains(words), "'\(words)' is not in \(output)") }
  }

  @Test("says that sinks with partners are counted, and that a closed shell gives nothing away")
  func sinks() throws {
    let balanced = try output()
    #expect(
      balanced.contains(
        "'glial_uptake' adds or removes k, na, cl other than through the membrane"))
    #expect(!balanced.contains("no partner ion"))
    #expect(!balanced.contains("infinite bath"))
    let open = try output("model: hubel_ullah", "model: hubel_ullah, cl_share: 0.5, na_share: 0")
    #expect(open.contains("50 % of the k that 'glial_uptake' takes or adds outside has no partner"))
    // A partner that stays constant balances nothing.
    let constant = try output("110 mM, dynamics: pool", "110 mM")
    #expect(constant.contains("80 % of the k"))
    #expect(constant.contains("'cl' is constant, whatever 'glial_uptake' does to it"))
  }

  @Test("says where charge goes without ions")
  func charge() throws {
    let clamp =
      "stimuli: [{current_clamp: {amplitude: 1 pA, start: 0 ms, stop: 1 ms}, cells: neuron, "
      + "at: soma}]"
    let output = try output(
      "use: leak_k, where: \"distance < 10 um\"", "use: leak, reversal: -70 mV", more: clamp)
    for words in [
      "(no ion) - moves charge -", "the current of 'leak' in 'all' belongs to no ion",
      "current clamp of line 18 injects charge", "(axial: ohmic) charge flows and ions do not",
    ] { #expect(output.contains(words), "'\(words)' is not in \(output)") }
  }

  @Test("names the infinite bath, also behind shells, and sinks that it makes idle")
  func bath() throws {
    let exchange = try output("fraction: 0.2", "fraction: 0.2, exchange_rate: 0.1 /s")
    #expect(exchange.contains("exchange na, k, cl with an infinite bath at 0.1 /s"))
    let bath = try output("private, volume_fraction: 0.2", "bath")
    #expect(bath.contains("the bath is infinite: it takes and gives na, k, cl and stays"))
    #expect(bath.contains("'glial_uptake' acts on k, na, cl outside, which is an infinite bath"))
    #expect(bath.contains("cell, bath"))
  }

  @Test("says so where everything is kept")
  func closed() throws {
    let sink = "      - {use: glial_uptake, model: hubel_ullah}\n"
    let cut = ", where: \"distance < 10 um\""
    let folder = try TemporaryFolder()
    let text = Self.model.replacingOccurrences(of: sink, with: "")
      .replacingOccurrences(of: cut, with: "")
      .replacingOccurrences(of: "compartments: 3", with: "compartments: 1")
    try folder.write(text, to: "model.yaml")
    let outcome = try Skou.run(["check", "model.yaml"], in: folder)
    #expect(
      outcome.output.hasSuffix(
        "not conserved in 'neuron'\n"
          + "  - nothing: moles, charge and volume stay what they are, but for rounding\n"),
      "\(outcome.output)\(outcome.messages)")
  }
}
