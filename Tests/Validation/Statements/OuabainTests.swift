import Foundation
import Testing

/// What happens in the first instants after the pump of the textbook cell stops.
@Suite("Statements: the pump stops")
struct OuabainTests {
  /// The textbook cell, whose pump stops after 100 ms.
  private func run(_ duration: String, step: String, every interval: String) throws -> ModelRun {
    var cell = TextbookCell(duration: duration, stepping: "dt: \(step)")
    cell.interventions = ["- {at: 100 ms, set: {na_k_atpase.block: 1}}"]
    cell.record("v", "v", every: interval)
    return try cell.run()
  }

  @Test("T12: V rises by 5 mV, as one exponential with τ = 20 ms")
  func depolarisation() throws {
    let v = try run("1 s", step: "0.05 ms", every: "1 ms").trace("v")
    expectStated("T12 V before", v[100], is: -75.5, within: 0.005)
    expectStated("T12 V after 20 ms", v[120], is: -72.3394, within: 0.005)
    for t in 100...1000 {
      let exact = -70.5 - 5 * exp(-Double(t - 100) / 20)
      expectStated("T12 V(t)", v[t], is: exact, within: 0.005)
    }
  }

  @Test("T13: its first slope is I_p / C = 0.25 mV/ms, and C / g = 20 ms")
  func slope() throws {
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    let step = 0.01
    let v = try run("160 ms", step: "\(step) ms", every: "\(step) ms").trace("v")
    let slope = (-3 * v[10000] + 4 * v[10001] - v[10002]) / (2 * step)
    let expected = reference["dVdt_t0_mV_per_ms"].number
    expectStated("T13 dV/dt", slope, is: expected, within: 1e-3 * expected)
    let tau = -20 / log((v[14000] + 70.5) / (v[12000] + 70.5))
    expectStated("T13 τ", tau, is: reference["tau_m_ms"].number, within: 1e-3 * 20)
  }
}
