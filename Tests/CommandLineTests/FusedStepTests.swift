import Foundation
import Testing

/// Steps of several mechanisms in one pass: the same results, bit by bit, as one after the other.
@Suite("Fused steps")
struct FusedStepTests {
  /// Where this test's compiled steps go.
  private func cache(_ folder: TemporaryFolder) -> [String: String] {
    ["XDG_CACHE_HOME": folder.file("cache")]
  }

  /// Runs a model without and with fused steps; what the second run said.
  private func compare(
    _ model: String, _ words: [String] = [], in place: TemporaryFolder? = nil
  ) throws -> String {
    let folder = try place ?? TemporaryFolder()
    try folder.write(model, to: "model.yaml")
    let alone = try folder.results(["--no-fuse"] + words, in: "alone")
    let outcome = try Skou.run(
      ["run", ".", "--fuse", "-o", "fused"] + words, in: folder, environment: cache(folder))
    try #require(outcome.status == 0, "\(outcome.messages)")
    #expect(try Results(folder.file("fused")).differences(from: alone) == [])
    return outcome.messages
  }

  @Test("pools, water, grid, gap junctions, synapses, interventions, temperature")
  func network() throws {
    let said = try compare(BusyModel.text)
    #expect(
      said.contains("nav_hh + kv_hh + leak + leak + leak + na_k_atpase"), "\(said)")
  }

  @Test("first order, and several membranes in one cell")
  func membranes() throws {
    let said = try compare(Self.regions, ["--set", "simulation.method=backward_euler"])
    // Two sets: with the dendrite's channels and without.
    #expect(said.contains("h_current + m_current"), "\(said)")
    #expect(said.contains("leak + nav + kv"), "\(said)")
  }

  @Test("sums of ions' currents, also where mechanisms take their own steps")
  func sums() throws {
    let said = try compare(Self.pools)
    #expect(said.contains("nav_hh + kv_hh + leak_na + leak_k + na_k_atpase"), "\(said)")
    // The end of the arm is too small a part to be compiled for.
    #expect(!said.contains("leak_k + kcc2"), "\(said)")
    // Books on energy want each mechanism's own currents.
    _ = try compare(Self.pools + "energy: {atp_free_energy: -50 kJ/mol}\n")
  }

  @Test("keep the same of a run that fails, whose steps are taken again from the start")
  func failure() throws {
    let folder = try TemporaryFolder()
    let clamp = "amplitude: 1 nA, start: 5.01 ms, stop: 9 ms"
    let model = Self.pools.replacingOccurrences(of: clamp, with: "amplitude: 1 A, start: 20.01 ms")
    try #require(model != Self.pools)
    try folder.write(model, to: "model.yaml")
    for (option, results) in [("--no-fuse", "alone"), ("--fuse", "fused")] {
      let outcome = try Skou.run(
        ["run", ".", option, "-o", results], in: folder, environment: cache(folder))
      #expect(
        outcome.status == 1 && outcome.messages.contains("failed at 20 ms"), "\(outcome.messages)")
    }
    let alone = try Results(folder.file("alone"))
    #expect(try Results(folder.file("fused")).differences(from: alone) == [])
  }

  @Test("random channels, permeabilities, steps that adapt")
  func others() throws {
    _ = try compare(Model.patch, ["--set", "simulation.method=automatic"])
    let random = Model.patch.replacingOccurrences(
      of: "nav_hh, gbar: 0.12 S/cm2", with: "nav_hh_stochastic, model: markov")
    try #require(random != Model.patch)
    let said = try compare(random)
    #expect(said.contains("nav_hh_stochastic"), "\(said)")
  }

  @Test("are kept for the next run, and used without being asked for")
  func kept() throws {
    let folder = try TemporaryFolder()
    let said = try compare(Model.patch, in: folder)
    #expect(said.contains("compiling nav_hh + kv_hh + leak to one pass"), "\(said)")
    let files = folder.contents().filter { $0.hasSuffix(".so") }
    #expect(files.count == 1)
    let again = try Skou.run(["run", ".", "-o", "again"], in: folder, environment: cache(folder))
    #expect(again.status == 0 && !again.messages.contains("compiling"), "\(again.messages)")
    #expect(folder.contents().filter { $0.contains("/fused/") } == files)
    // A file that is none is not used, and does no harm but where it is asked for.
    for file in files { try folder.write("no library", to: file) }
    let spoilt = try Skou.run(["run", ".", "-o", "spoilt"], in: folder, environment: cache(folder))
    #expect(spoilt.status == 0, "\(spoilt.messages)")
    let asked = try Skou.run(
      ["run", ".", "--fuse", "-o", "asked"], in: folder, environment: cache(folder))
    #expect(asked.status == 1 && asked.messages.contains("--fuse"), "\(asked.messages)")
  }

  @Test("are not compiled for days of steps that adapt, since few are taken")
  func adaptive() throws {
    let folder = try TemporaryFolder()
    let words = ["--duration", "48 h", "--threads", "1", "--set", "record.v.every=1 h"]
    for (method, step) in [("adaptive", ""), ("automatic", "dt: 0.025 ms, ")] {
      try folder.write(
        Model.patch.replacingOccurrences(of: "dt: 0.025 ms, ", with: step), to: "model.yaml")
      let outcome = try Skou.run(
        ["run", ".", "-o", method, "--set", "simulation.method=\(method)"] + words, in: folder,
        environment: cache(folder))
      #expect(outcome.status == 0, "\(outcome.messages)")
      #expect(!folder.contents().contains { $0.hasSuffix(".so") }, "\(method)")
    }
  }

  @Test("need a compiler where they are asked for, and nothing else does")
  func noCompiler() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let environment = cache(folder).merging(["PATH": folder.path]) { $1 }
    let asked = try Skou.run(
      ["run", ".", "--fuse", "-o", "a"], in: folder, environment: environment)
    #expect(asked.status == 1 && asked.messages.contains("swiftc"), "\(asked.messages)")
    let silent = try Skou.run(["run", ".", "-o", "b"], in: folder, environment: environment)
    #expect(silent.status == 0, "\(silent.messages)")
  }

  @Test("are not made of a source that the library was not built from")
  func changedSource() throws {
    let folder = try TemporaryFolder()
    for words in [["new", "kir"], ["build", "Kir"]] {
      let outcome = try Skou.run(["mechanism"] + words, in: folder)
      try #require(outcome.status == 0, "\(outcome.messages)")
    }
    let model = Model.patch.replacingOccurrences(
      of: "      - {use: kv_hh, gbar: 0.036 S/cm2}",
      with: "      - {use: kv_hh, gbar: 0.036 S/cm2}\n      - {use: kir, gbar: 1 mS/cm2}")
    let said = try compare(model, ["--mechanisms", "Kir"], in: folder)
    #expect(said.contains("nav_hh + kv_hh + kir + leak"), "\(said)")

    let path = folder.file("Kir/Kir.swift")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: path)
    let outcome = try Skou.run(
      ["run", ".", "--fuse", "--mechanisms", "Kir", "-o", "b"], in: folder,
      environment: cache(folder))
    #expect(outcome.status == 1 && outcome.messages.contains("Kir.swift"), "\(outcome.messages)")
  }

  /// Pools that steps of their own, fused steps, synapses and an electrode change.
  private static let pools = """
    skou: 1
    simulation: {duration: 40 ms, dt: 0.025 ms, temperature: 6.3 degC}
    ions:
      na: {inside: 18 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 6 mM, outside: 120 mM, dynamics: pool}
    extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}
    cells:
      cell:
        morphology:
          sections:
            - {name: body, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}
            - {name: arm, parent: body, length: 1 mm, diameter: 2 um, compartments: 401}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        volume: {surface_to_volume: 2e4 /cm}
        mechanisms:
          - {use: nav_hh, where: distance < 900 um, gbar: 0.12 S/cm2}
          - {use: kv_hh, where: distance < 900 um, gbar: 0.036 S/cm2}
          - {use: leak_na, where: distance < 900 um, g: 1.75e-5 S/cm2}
          - {use: leak_k, g: 5e-5 S/cm2}
          - {use: na_k_atpase, where: distance < 990 um, model: sigmoid, imax: 0.06 mA/cm2}
          - {use: kcc2, model: conductance, where: distance > 990 um}
    populations: {cell: {cell: cell, count: 3}}
    stimuli:
      - {current_clamp: {amplitude: 1 nA, start: 5.01 ms, stop: 9 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: all, every: 1 ms, precision: double}
      na: {variable: "[na]i", cells: cell, at: all, every: 1 ms, precision: double}
      k: {variable: "[k]o", cells: cell, at: all, every: 1 ms, precision: double}
      cl: {variable: "[cl]i", cells: cell, at: all, every: 1 ms, precision: double}

    """

  /// Two membranes, one with parameters that differ from row to row.
  private static let regions = """
    skou: 1
    simulation: {duration: 60 ms, dt: 0.025 ms, temperature: 36 degC}
    cells:
      cell:
        morphology:
          sections:
            - {name: body, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}
            - {name: arm, parent: body, length: 1 mm, diameter: 2 um, compartments: 700}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -70 mV}
        ions:
          na: {inside: 15 mM, outside: 145 mM}
          k: {inside: 140 mM, outside: 3.5 mM}
        mechanisms:
          - {use: leak, g: 0.05 mS/cm2, reversal: -70 mV}
          - {use: nav, gbar: "0.05 S/cm2 * exp(-distance / 400 um)", v_t: -58 mV}
          - {use: kv, gbar: 0.005 S/cm2, v_t: -58 mV}
          - {use: h_current, where: distance > 500 um, gbar: 0.02 mS/cm2}
          - {use: m_current, where: distance > 500 um, gbar: 0.1 mS/cm2}
          - {use: leak_ghk, ion: k, where: distance > 500 um, p: 1e-8 cm/s}
    populations: {cell: {cell: cell, count: 3}}
    stimuli:
      - {current_clamp: {amplitude: 1 nA, start: 5 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: all, every: 0.5 ms, precision: double}
      spikes: {threshold: 0 mV, cells: cell, at: soma}

    """
}
