import EngineKernels
import Testing

/// The same numbers whichever functions and however many threads compute them.
@Suite("Paths and threads")
struct PathTests {
  /// Cells of three shapes in uneven numbers, so that groups of equal and of mixed shapes occur.
  private func mixture(_ duration: String) -> String {
    func tree(_ depth: Int, _ compartments: Int) -> String {
      """
          morphology:
            tree:
              soma: {length: 20 um, diameter: 20 um}
              stems: 3
              depth: \(depth)
              branch_length: 60 um
              diameters: [\((0..<depth).map { "\(2.0 - 0.3 * Double($0)) um" }.joined(separator: ", "))]
              compartments: \(compartments)
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
          mechanisms:
            - {use: nav_hh, where: soma, gbar: 0.12 S/cm2}
            - {use: nav_hh, where: not soma, gbar: "0.12 S/cm2 * exp(-distance / 200 um)"}
            - {use: kv_hh, gbar: 0.036 S/cm2}
            - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
      """
    }
    return """
      skou: 1
      simulation: {duration: \(duration), dt: 0.025 ms, temperature: 6.3 degC, seed: 4}
      cells:
        small:
      \(tree(2, 2))
        middle:
      \(tree(3, 3))
        large:
      \(tree(4, 5))
      populations:
        small: {cell: small, count: 11}
        middle: {cell: middle, count: 9}
        large: {cell: large, count: 2}
      stimuli:
        - {current_clamp: {amplitude: 0.5 nA, start: 1.003 ms}, cells: [small, middle, large], at: soma}
        - current_clamp: {noise: {mean: 0 nA, sigma: 0.1 nA, tau: 2 ms}}
          cells: [small, middle, large]
          at: soma
      record:
        v: {variable: v, cells: [small, middle, large], at: [soma, tips], every: 0.1 ms}
        m: {variable: nav_hh.m, cells: [small, middle, large], at: soma, every: 0.25 ms}
        i: {variable: i_na, cells: [small, middle, large], at: soma, every: 0.07 ms}
        spikes: {threshold: 0 mV, cells: [small, middle, large], at: soma}
      """
  }

  @Test(
    "lanes and the scalar oracle agree to 1e-10 after 1000 steps",
    arguments: [
      "second_order", "backward_euler",
    ])
  func lanesAgreeWithOracle(method: String) throws {
    let overrides = ["simulation.method=\(method)"]
    let lanes = try ModelRun(mixture("25 ms"), overrides: overrides)
    let scalar = try ModelRun(mixture("25 ms"), overrides: overrides, path: .scalar)
    for name in ["v", "m", "i"] {
      let pairs = zip(try #require(lanes.traces[name]), try #require(scalar.traces[name]))
      for (a, b) in pairs {
        #expect(a.count == b.count && !a.isEmpty)
        // Currents reach 1 mA/cm², gates 1, potentials 100 mV: 1e-12 stands for their scale at 0.
        #expect(zip(a, b).allSatisfy { abs($0 - $1) <= 1e-10 * abs($1) + 1e-12 }, "\(name)")
      }
    }
    #expect(lanes.spikes["spikes"]?.count == scalar.spikes["spikes"]?.count)
    #expect(!(lanes.spikes["spikes"] ?? []).isEmpty)
  }

  @Test("samples between two steps lie on the straight line between them, whatever the interval")
  func samplesBetweenSteps() throws {
    func run(_ every: String, start: String = "0 ms") throws -> ModelRun {
      try ModelRun(
        ReferenceModels.singleCompartment.replacing("99.975 ms", with: "9 ms"),
        overrides: [
          "record.v.every=\(every)", "record.m.every=\(every)", "record.v.start=\(start)",
        ])
    }
    let grid = try run("0.025 ms")
    for (every, start) in [("0.007 ms", 0.0), ("0.01 ms", 1.003), ("0.0613 ms", 0.5)] {
      let other = try run(every, start: "\(start) ms")
      for name in ["v", "m"] {
        let samples = other.trace(name)
        let times = try #require(other.times[name])
        #expect(samples.count == times.count && samples.count > 80)
        for (time, value) in zip(times, samples) {
          let place = time / 0.025
          let left = min(Int(place + 1e-9), grid.trace(name).count - 2)
          let ends = grid.trace(name)[left...left + 1].map { $0 }
          let expected = ends[0] + (place - Double(left)) * (ends[1] - ends[0])
          #expect(abs(value - expected) < 1e-9, "\(name) at \(time) ms")
        }
      }
    }
  }

  @Test("one, two and three threads give the same bits")
  func threadsGiveSameBits() throws {
    let one = try ModelRun(mixture("10 ms"), threads: 1)
    for threads in [2, 3] {
      let other = try ModelRun(mixture("10 ms"), threads: threads)
      #expect(one.traces == other.traces)
      #expect(one.spikes == other.spikes)
    }
  }
}
