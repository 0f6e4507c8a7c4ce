import Foundation
import Testing

@Suite("skou rest")
struct RestCommandTests {
  /// The rests that are printed: for each its title and its numbers by name.
  private func rests(
    _ model: String = PumpModel.textbook, _ options: [String] = []
  ) throws -> [(title: String, values: [String: Double])] {
    let outcome = try PumpModel.run("rest", model, options)
    try #require(outcome.status == 0, "\(outcome.messages)\(outcome.output)")
    return outcome.output.components(separatedBy: "\n\n").map { block in
      let lines = block.split(separator: "\n").map(String.init)
      let rows = lines.dropFirst().map { $0.split(separator: " ") }.filter { $0.count > 1 }
      let values = rows.compactMap { row in Double(row[1]).map { (String(row[0]), $0) } }
      return (lines[0], Dictionary(values) { first, _ in first })
    }
  }

  private func expect(
    _ values: [String: Double], _ expected: [String: (Double, Double)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, (value, tolerance)) in expected {
      let found = values[name] ?? .nan
      #expect(
        abs(found - value) <= tolerance, "\(name) is \(found), not \(value)",
        sourceLocation: sourceLocation)
    }
  }

  @Test("the textbook cell rests where its model says, stably, from wherever the search begins")
  func textbook() throws {
    let rests = try rests()
    #expect(rests.count == 1)
    let title = rests[0].title
    for words in ["the rest of 'neuron', stable", "the state given", "run-down gradients"] {
      #expect(title.contains(words))
    }
    // Seven digits are printed.
    expect(
      rests[0].values,
      ["V": (-75.5, 1e-5), "[na]i": (12, 1e-5), "[k]i": (140, 1e-4), "volume": (1, 1e-6)])
    #expect(rests[0].values["[na]o"] == nil, "a bath stays as it is")
  }

  @Test("without its pump it goes to Donnan equilibrium, at fixed volume and where water moves")
  func donnan() throws {
    let fixed = PumpModel.textbook.replacingOccurrences(
      of: "    volume: {water_permeability: 1e-3 cm/s}\n", with: "")
    // r² Σc⁺ + Q r = c⁻ with r = e^(−V F/RT), and CV on top of the impermeants' charge.
    expect(
      try rests(fixed, PumpModel.poisoned)[0].values,
      ["V": (-10.09648, 5e-5), "[k]i": (5.8361, 1e-4), "[cl]i": (75.3928, 3e-4)])
    expect(
      try rests(PumpModel.textbook, PumpModel.poisoned)[0].values,
      ["V": (-0.153022, 1e-6), "volume": (3.5076, 1e-4)])
    let closed = PumpModel.textbook.replacingOccurrences(
      of: "{space: bath}", with: "{space: private, volume_fraction: 0.25}")
    let values = try rests(closed, PumpModel.poisoned)[0].values
    expect(values, ["V": (-0.4590509, 1e-6), "volume": (1.1677398, 1e-6)])
    #expect(values["[k]o"] != nil)
  }

  @Test("where no impermeant holds the water back outside, there is none, and it says why")
  func none() throws {
    let bath = PumpModel.textbook.replacingOccurrences(of: "outside: 39 mM", with: "outside: 0 mM")
      .replacingOccurrences(of: "outside: 110 mM", with: "outside: 149 mM")
    let outcome = try PumpModel.run("rest", bath, PumpModel.poisoned)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("no rest\n"))
    let text = outcome.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("from the state given: the volume in compartment 0 grows without bound"))
  }

  /// The neuron of Hübel & Dahlem 2014 in a closed box, without glia.
  static let closedNeuron = """
    skou: 1
    simulation: {duration: 1 h, temperature: 36 degC, dt: 0.05 ms, rt_over_f: 26.64 mV}
    ions:
      na: {inside: 25.231485 mM, outside: 125.30555 mM, dynamics: pool}
      k: {inside: 129.25764 mM, outside: 4 mM, dynamics: pool}
      cl: {inside: 9.900239 mM, outside: 123.2716 mM, dynamics: pool}
    cells:
      neuron:
        morphology: {sphere: {diameter: 17.131 um}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -67.193253 mV}
        volume: {value: 2160 um3}
        mechanisms:
          - {use: leak_k, g: 0.05 mS/cm2}
          - {use: leak_na, g: 0.0175 mS/cm2}
          - {use: leak_cl, g: 0.02 mS/cm2}
          - {use: hubel_dahlem}
          - {use: na_k_atpase, model: sigmoid, imax: 6.8 uA/cm2}
    populations: {neuron: {cell: neuron, count: 1}}
    extracellular: {space: private, volume_fraction: 0.333333333333}

    """

  @Test("a neuron in a closed box has two stable rests at one pump rate")
  func bistable() throws {
    let rests = try rests(Self.closedNeuron)
    #expect(rests.count == 2)
    #expect(rests.allSatisfy { $0.title.contains("stable") && !$0.title.contains("unstable") })
    // The published rest; then one with gradients gone and a pump that cannot restore them.
    expect(rests[0].values, ["V": (-67.19, 0.01), "[k]o": (4, 0.01)])
    let other = rests[1].values
    #expect((other["V"] ?? -70) > -30 && (other["[k]o"] ?? 0) > 40)
    // What a closed box holds is the same in both.
    for ion in ["na", "k", "cl"] {
      let totals = rests.map {
        ($0.values["[\(ion)]i"] ?? 0) + ($0.values["[\(ion)]o"] ?? 0) / 3
      }
      #expect(abs(totals[0] - totals[1]) < 1e-4)
    }
  }

  @Test("what a reservoir takes is missing elsewhere, from wherever the search begins")
  func reservoir() throws {
    let model = Self.closedNeuron.replacingOccurrences(
      of: "- {use: hubel_dahlem}",
      with: "- {use: hubel_dahlem}\n      - {use: glial_buffer, model: hubel_dahlem}")
    let rests = try rests(model)
    try #require(rests.count == 1)
    let values = rests[0].values
    expect(values, ["V": (-67.216, 1e-3), "[k]o": (3.99985, 1e-5)])
    let total =
      (values["[k]i"] ?? 0) + ((values["[k]o"] ?? 0) - (values["glial_buffer.delta_k"] ?? 0)) / 3
    #expect(abs(total - (129.25764 + 4.0 / 3)) < 1e-4)
  }

  @Test("potassium in the bath decides whether a rest is stable")
  func bath() throws {
    let model = """
      skou: 1
      simulation: {duration: 1 s, dt: 0.01 ms, temperature: 36 degC, rt_over_f: 26.64 mV}
      extracellular: {space: private, volume_fraction: 0.142857142857}
      ions:
        na: {inside: 15.5 mM, outside: 161.5 mM, dynamics: pool}
        k: {inside: 142.5 mM, outside: 7.8 mM, dynamics: pool}
        cl: {reversal: -81.93864549 mV}
      cells:
        neuron:
          morphology: {sphere: {diameter: 13.98 um}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -50 mV}
          volume: {surface_to_volume: 4293.07 /cm}
          mechanisms:
            - {use: cressman, gna: 100 mS/cm2, gk: 40 mS/cm2, phi: 3}
            - {use: leak_na, g: 0.0175 mS/cm2}
            - {use: leak_k, g: 0.05 mS/cm2}
            - {use: leak_cl, g: 0.05 mS/cm2}
            - {use: cressman_pump, strength: 1.25 mM/s}
            - {use: glial_uptake, model: cressman, strength: 66.6666667 mM/s}
            - {use: bath_diffusion, rate: 1.33333333 /s, bath: 8 mM}
      populations: {neuron: {cell: neuron, count: 1}}

      """
    // It bursts: every rest is left.
    let bursting = try rests(model)
    #expect(bursting.allSatisfy { $0.title.contains("unstable") })
    let quiet = try rests(model.replacingOccurrences(of: "bath: 8 mM", with: "bath: 4 mM"))
    let stable = quiet.filter { !$0.title.contains("unstable") }
    try #require(stable.count == 1)
    // Zandt et al. 2011 give -67.8 mV, 3.828 and 20.0 mM for their form of the model.
    expect(
      stable[0].values, ["V": (-67.8, 0.5), "[k]o": (3.828, 0.01), "[na]i": (20, 0.2)])
    #expect(stable[0].title.contains("the state given"))
    // What the mechanisms exchange stays in the box.
    for rest in bursting + quiet {
      let sodium = (rest.values["[na]i"] ?? 0) + (rest.values["[na]o"] ?? 0) / 7
      #expect(abs(sodium - (15.5 + 161.5 / 7)) < 1e-4)
    }
  }

  @Test("a tapering density along a cable makes gradients, and V is the same everywhere")
  func cable() throws {
    let model = PumpModel.textbook.replacingOccurrences(
      of: "{sphere: {diameter: 25.2313252202016 um}}",
      with: "{cylinder: {length: 300 um, diameter: 5 um, compartments: 9}}"
    ).replacingOccurrences(
      of: "g: 0.0046651548498969775 mS/cm2",
      with: "g: \"0.0046651548498969775 mS/cm2 * (1 + distance / 600 um)\""
    ).replacingOccurrences(of: "    volume: {water_permeability: 1e-3 cm/s}\n", with: "")
    let outcome = try PumpModel.run("rest", model)
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ") }
    let voltage = try #require(rows.first { $0.first == "V" })
    #expect(voltage[1] == voltage[2])
    let sodium = try #require(rows.first { $0.first == "[na]i" }).compactMap { Double($0) }
    #expect(sodium[1] > sodium[0] + 2)
    #expect(outcome.output.contains("the rest of 'neuron', stable"))
  }

  @Test("--output writes a model that starts at rest, in swollen cells and shrunken shells too")
  func output() throws {
    let folder = try TemporaryFolder()
    let closed = PumpModel.textbook.replacingOccurrences(
      of: "{space: bath}", with: "{space: private, volume_fraction: 0.25}")
    try folder.write(closed, to: "model.yaml")
    let command = ["rest", "model.yaml", "-o", "rest.yaml"]
    let first = try Skou.run(command + PumpModel.poisoned, in: folder)
    #expect(first.status == 0 && first.messages == "wrote rest.yaml\n", "\(first.messages)")
    #expect(folder.contents() == ["model.yaml", "rest.yaml"])
    let again = try Skou.run(["rest", "rest.yaml"], in: folder)
    let rows = again.output.split(separator: "\n").map { $0.split(separator: " ") }
    func value(_ name: String) -> Double {
      rows.first { $0.first.map(String.init) == name }.flatMap { Double($0[1]) } ?? .nan
    }
    #expect(abs(value("V") + 0.4590509) < 2e-6, "\(again.output)\(again.messages)")
    #expect(abs(value("volume") - 1) < 1e-6)
    let occupied = try Skou.run(command, in: folder)
    #expect(occupied.status == 2)
    #expect(occupied.messages.contains("there is a file 'rest.yaml' already"))
    let other = try Skou.run(
      ["rest", "model.yaml", "-o", "third.yaml", "--number", "3"], in: folder)
    #expect(other.status == 2 && other.messages.contains("has 1 rest, and no number 3"))
    #expect(folder.contents() == ["model.yaml", "rest.yaml"])
  }

  @Test("the squid patch rests at −64.974 mV; with random channels nothing does")
  func squid() throws {
    expect(try rests(Model.patch)[0].values, ["V": (-64.974, 1e-3), "nav_hh.h": (0.5952, 1e-4)])
    let noisy = Model.patch("use: leak, g: 0.3 mS/cm2", "use: stochastic_leak, model: markov")
    try Refusal(
      "noise", files: ["model.yaml": noisy.text], ["rest", "model.yaml"],
      mentions: ["model.yaml:\(noisy.line):", "random", "never rests"]
    ).check()
    try Refusal(
      "cell", files: ["model.yaml": Model.patch], ["rest", "model.yaml", "--cell", "pach"],
      mentions: ["no kind of cell 'pach'", "did you mean 'patch'?"]
    ).check()
  }
}
