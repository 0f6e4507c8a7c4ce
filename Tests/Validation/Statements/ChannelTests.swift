import Foundation
import Testing

@Suite("Statements: channels")
struct ChannelTests {
  @Test("T32: a squid axon's channels are mostly closed at rest")
  func closedAtRest() throws {
    var patch = Patch(
      ions: "{na: {reversal: 50 mV}, k: {reversal: -77 mV}}",
      mechanisms: ["use: nav_hh", "use: kv_hh", "use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV"],
      temperature: 6.3, voltage: -65, duration: "1 s", step: "0.05 ms")
    patch.records = ["m": "nav_hh.m", "h": "nav_hh.h", "n": "kv_hh.n"]
    let run = try patch.run()
    let (m, h, n) = (run.trace("m")[1], run.trace("h")[1], run.trace("n")[1])
    let rest = try ReferenceDocument("ions/misc_analytic")["HH52_rest_EL-54.3"].number
    expectStated("T32 V", run.trace("v")[1], is: rest, within: 1e-3)
    expectStated("T32 m³h", m * m * m * h, is: 8.8e-5, within: 0.02 * 8.8e-5)
    expectStated("T32 n⁴", n * n * n * n, is: 0.0102, within: 0.02 * 0.0102)
    expectStated("T32 g_Na in mS/cm²", 120 * m * m * m * h, is: 0.0106, within: 0.02 * 0.0106)
    expectStated("T32 g_K in mS/cm²", 36 * n * n * n * n, is: 0.367, within: 0.02 * 0.367)
  }

  /// 96 cells with a leak, and channels of two states.
  private struct Membrane {
    let name: String
    let channels: Int
    let openProbability: Double
    /// In ms.
    let correlation: Double
    /// In mV.
    let leak: Double
    /// In µm²; a hundred are 1 pF.
    let area: Double
    let tolerance: Double
    /// σ from the equations of the moments of V given n, solved exactly; in mV.
    let exact: Double

    func text(_ model: String) -> String {
      let diameter = (area / Double.pi).squareRoot()
      return """
        skou: 1
        simulation: {duration: 3 s, dt: 0.2 ms, temperature: 37 degC, seed: 7}
        cells:
          cell:
            morphology: {sphere: {diameter: \(diameter) um}}
            cable: {capacitance: 1 uF/cm2, voltage: -80 mV}
            mechanisms:
              - {use: leak, g: 5e-5 S/cm2, reversal: \(leak) mV}
              - use: stochastic_leak
                model: \(model)
                density: \(Double(channels) / area) 1/um2
                open_probability: \(openProbability)
                tau: \(correlation) ms
                reversal: -95 mV
        populations: {cell: {cell: cell, count: 96}}
        record:
          v: {variable: v, cells: cell, at: soma, every: 2 ms, start: 200 ms}
        """
    }
  }

  private static let spine = Membrane(
    name: "spine_K_20ch", channels: 20, openProbability: 0.5, correlation: 5, leak: -60, area: 100,
    tolerance: 0.05, exact: 1.167395535)
  private static let smallCell = Membrane(
    name: "small_100ch", channels: 100, openProbability: 0.3, correlation: 2, leak: -65,
    area: 1000, tolerance: 0.02, exact: 0.398906590)

  /// 270 s of V, correlated over 12 or 15 ms: its standard deviation is known to 0.5 %.
  @Test("T27: channels that open at random make V fluctuate as theory says")
  func noise() throws {
    for (membrane, model) in [
      (Self.spine, "markov"), (Self.smallCell, "markov"), (Self.smallCell, "langevin"),
    ] {
      let reference = try ReferenceDocument("ions/noise_nka")[membrane.name]
      let values = try ModelRun(membrane.text(model)).traces["v"]?.joined().map { $0 } ?? []
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(values.count)).squareRoot()
      let name = "T27 \(membrane.name) \(model)"
      let linear = reference["sd_lin"].number
      expectStated(name, deviation, is: linear, within: membrane.tolerance * linear)
      expectStated(name + ", exact", deviation, is: membrane.exact, within: 0.02 * membrane.exact)
      // Three times σ over √(independent samples), here and in the reference.
      expectStated(name + ", mean", mean, is: reference["V_mc"].number, within: 0.03 * deviation)
    }
  }
}
