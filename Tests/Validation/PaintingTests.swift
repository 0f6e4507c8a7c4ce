import EngineKernels
import Lowering
import ModelIO
import Testing

/// What a model says, in the numbers that run.
@Suite("From description to numbers")
struct PaintingTests {
  private func model(_ cable: String, _ ions: String, _ mechanisms: String, _ record: String)
    -> String
  {
    """
    skou: 1
    simulation: {duration: 1 ms, dt: 0.025 ms, temperature: 16.3 degC}
    cells:
      cell:
        morphology:
          sections:
            - {name: soma, kind: soma, length: 20 um, diameter: 20 um, compartments: 1}
            - {name: d, kind: dendrite, parent: soma, length: 100 um, diameter: 2 um, compartments: 5}
        cable:
          - {where: all, capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
    \(cable)
        ions: \(ions)
        mechanisms:
    \(mechanisms)
    populations: {cell: {cell: cell, count: 1}}
    record:
    \(record)
    """
  }

  @Test("later cable entries override earlier ones, each in its own region")
  func cables() throws {
    let run = try ModelRun(
      model(
        "      - {where: dendrite, capacitance: 2 uF/cm2, temperature: 26.3 degC}", "{}",
        "      - {use: leak, g: 1e-4 S/cm2, reversal: -65 mV}",
        "  v: {variable: v, cells: cell, at: all, every: 1 ms}"))
    let cell = run.model.painted[0]
    #expect(cell.capacitance == [1, 2, 2, 2, 2, 2])
    #expect(cell.celsius == [16.3, 26.3, 26.3, 26.3, 26.3, 26.3])
    // RT/F at 16.3 and 26.3 °C.
    #expect(abs(cell.thermalVoltage[0] - 8.314462618 * 289.45 / 96485.33212 * 1000) < 1e-9)
    #expect(abs(cell.thermalVoltage[1] - 8.314462618 * 299.45 / 96485.33212 * 1000) < 1e-9)
  }

  @Test("reversal potentials follow from concentrations and the temperature of the place")
  func nernst() throws {
    let run = try ModelRun(
      model(
        "      - {where: dendrite, temperature: 37 degC}",
        "{k: {inside: 140 mM, outside: 4 mM}, ca: {inside: 1e-4 mM, outside: 2 mM}}",
        "      - {use: leak_k, g: 1e-4 S/cm2}",
        """
          k: {variable: e_k, cells: cell, at: [soma, d(0.5)], every: 1 ms}
          ca: {variable: e_ca, cells: cell, at: d(0.5), every: 1 ms}
        """))
    // T1 of the reference cell: −95.02258 mV at 310.15 K.
    #expect(abs((run.traces["k"]?[1][0] ?? 0) + 95.02258) < 1e-5)
    #expect(abs((run.traces["k"]?[0][0] ?? 0) + 95.02258 * 289.45 / 310.15) < 1e-4)
    // 26.72666 / 2 × ln 20000
    #expect(abs((run.traces["ca"]?[0][0] ?? 0) - 132.3436) < 1e-3)
  }

  @Test("parameters follow formulas of place, and q10 the temperature")
  func formulas() throws {
    let run = try ModelRun(
      model(
        "", "{k: {reversal: -77 mV}}",
        """
              - {use: kv_hh, where: soma, gbar: 10 mS/cm2}
              - {use: kv_hh, where: dendrite, gbar: "0.01 S/cm2 * exp(-distance / 100 um)"}
              - {use: leak_k, g: 1e-4 S/cm2, q10: 2, reference_temperature: 6.3 degC}
        """,
        """
          gbar: {variable: kv_hh.gbar, cells: cell, at: all, every: 1 ms}
          g: {variable: leak_k.g, cells: cell, at: soma, every: 1 ms}
          i: {variable: leak_k.i_k, cells: cell, at: soma, every: 1 ms}
        """))
    let distances = run.model.painted[0].morphology.compartments.map(\.distance)
    let expected = [0.01] + distances.dropFirst().map { 0.01 * expValue(-$0 / 100) }
    let found = try #require(run.traces["gbar"]).compactMap(\.first)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    // 1e-4 S/cm² × 2^((16.3 − 6.3)/10) × (−65 + 77) mV; recorded as the manifest's parameter g.
    #expect(abs((run.traces["i"]?[0][0] ?? 0) - 2 * 1e-4 * 12) < 1e-12)
  }

  @Test("a compartment without cable properties, or with a mechanism twice, is an error")
  func incompleteOrTwice() {
    let leak = "      - {use: leak, g: 1e-4 S/cm2, reversal: -65 mV}"
    let record = "  v: {variable: v, cells: cell, at: all, every: 1 ms}"
    let sound = model("", "{}", leak, record)
    let bare = sound.replacing("where: all", with: "where: soma")
    #expect(throws: LoweringError.self) { try ModelRun(bare) }
    let twice = model("", "{}", leak + "\n" + leak.replacing("g:", with: "where: soma, g:"), record)
    do {
      _ = try ModelRun(twice)
      Issue.record("nothing was found")
    } catch {
      #expect("\(error)".contains("already") && "\(error)".contains("model.yaml:15"), "\(error)")
    }
  }

  @Test("a model beyond the memory is refused before it is built")
  func memory() throws {
    let loader = ModelLoader(manifests: linkedMechanisms.manifests)
    let text = ReferenceModels.tree.replacing("count: 1}", with: "count: 1000}")
    let loaded = try loader.load(text: text, file: "model.yaml")
    var options = ModelLowering.Options()
    options.memory = 1000 * 187 * 199
    #expect {
      try ModelLowering.lower(loaded.description, linkedMechanisms, options)
    } throws: { error in
      (error as? LoweringError)?.code == .size
    }
    options.memory = 1000 * 187 * 201
    #expect(throws: Never.self) {
      try ModelLowering.lower(loaded.description, linkedMechanisms, options)
    }
  }

  @Test("groups: eight of a shape, more where small; the rest share one; large cells stay alone")
  func grouping() throws {
    let text = """
      skou: 1
      simulation: {duration: 1 ms, temperature: 6.3 degC}
      cells:
        a:
          morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 3}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms: [{use: leak, g: 1e-4 S/cm2, reversal: -65 mV}]
        b:
          morphology: {cylinder: {length: 2000 um, diameter: 2 um, compartments: 3000}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms: [{use: leak, g: 1e-4 S/cm2, reversal: -65 mV}]
        c:
          morphology: {cylinder: {length: 200 um, diameter: 2 um, compartments: 40}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms: [{use: leak, g: 1e-4 S/cm2, reversal: -65 mV}]
      populations:
        a: {cell: a, count: 19}
        b: {cell: b, count: 2}
        c: {cell: c, count: 16}
      """
    let run = try ModelRun(text + "\nrecord: {v: {variable: v, cells: a, at: soma, every: 1 ms}}")
    let groups = Dictionary(grouping: run.model.cells, by: \.group).mapValues(\.count)
    #expect(groups.values.sorted() == [1, 1, 3, 8, 8, 16])
  }
}

private func expValue(_ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  for k in 1..<60 {
    term *= x / Double(k)
    sum += term
  }
  return sum
}
