import Foundation
import Testing

/// Results depend on the model alone.
@Suite("Threads and lanes")
struct ThreadTests {
  /// Thirty cells of three unequal shapes, each with noise of its own.
  private static let model = """
    skou: 1
    simulation: {duration: 25 ms, dt: 0.025 ms, temperature: 20 degC, seed: 7}
    ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
    cells:
      ball:
        morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms: &membrane
          - {use: nav_hh, gbar: 0.12 S/cm2}
          - {use: kv_hh, gbar: 0.036 S/cm2}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
      stick:
        morphology:
          sections:
            - {name: body, length: 15 um, diameter: 15 um, compartments: 1, kind: soma}
            - {name: arm, parent: body, length: 200 um, diameter: 2 um, compartments: 7}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        mechanisms: *membrane
      tree:
        morphology:
          tree:
            soma: {length: 20 um, diameter: 20 um}
            depth: 3
            branch_length: 60 um
            diameters: [2 um, 1.6 um, 1.3 um]
            compartments: 3
        cable: {capacitance: 1 uF/cm2, resistivity: 120 ohm cm, voltage: -65 mV}
        mechanisms: *membrane
    populations:
      balls: {cell: ball, count: 11}
      sticks: {cell: stick, count: 10}
      trees: {cell: tree, count: 9}
    stimuli:
      - current_clamp: {noise: {mean: 0.15 nA, sigma: 0.1 nA, tau: 2 ms}}
        cells: all
        at: soma
    record:
      v: {variable: v, cells: all, at: [soma, tips], every: 0.1 ms, precision: double}
      m: {variable: nav_hh.m, cells: trees, at: tips, every: 0.5 ms, precision: double}
      spikes: {threshold: -20 mV, cells: all, at: soma}

    """

  @Test("One, two and three threads give the same bits")
  func threads() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    let one = try folder.results(["--threads", "1"], in: "one")
    #expect(one.samples.count == 4 && one.samples.values.allSatisfy { $0.count > 500 })
    #expect(one.spikes.values.contains { $0.timestamps.count > 5 }, "the cells fire")
    for threads in ["2", "3"] {
      #expect(try folder.results(["--threads", threads], in: threads) == one)
    }
  }

  @Test("Another seed gives other numbers")
  func seed() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    let one = try folder.results(["--duration", "1 ms"], in: "one")
    let other = try folder.results(
      ["--duration", "1 ms", "--set", "simulation.seed=8"], in: "other")
    #expect(one.samples["v/balls"] != other.samples["v/balls"])
  }

  @Test("Evaluating one compartment at a time agrees to 1e-10 after 1000 steps")
  func scalar() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    let lanes = try folder.results(in: "lanes")
    let scalar = try folder.results(["--scalar"], in: "scalar")
    #expect(lanes.summary("steps") == 1000)
    for key in ["v/balls", "v/sticks", "v/trees"] {
      let a = try lanes.numbers(key)
      let b = try scalar.numbers(key)
      #expect(a.count == b.count)
      // 1e-10 of V, and of the 100 mV that a spike spans: V passes zero in its upstroke.
      let worst = zip(a, b).map { abs($0 - $1) / (1e-10 * abs($1) + 1e-8) }.max() ?? .infinity
      #expect(worst < 1, "\(key): \(worst)")
    }
  }
}
