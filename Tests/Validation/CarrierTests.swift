import Foundation
import Testing

@Suite("Injected currents and who carries them")
struct CarrierTests {
  /// A closed, spiking cell with electrodes whose times lie off the grid.
  private func model(_ stimuli: String, method: String, leak: String = "") -> String {
    PoolModels.closedCell
      .replacingOccurrences(of: "record:", with: "stimuli:\n\(stimuli)\nrecord:")
      .replacingOccurrences(of: "mechanisms:", with: "mechanisms:\(leak)")
      .replacingOccurrences(
        of: "dt: 0.025 ms", with: method == "adaptive" ? "method: adaptive" : "method: \(method)"
      )
      .replacingOccurrences(of: "duration: 2500 ms", with: "duration: 200 ms")
  }

  private static let sine =
    "  - {current_clamp: {start: 1.0137 ms, stop: 150.01 ms, sine: {amplitude: 0.1 nA, "
    + "frequency: 50 Hz, offset: 0.05 nA}}, carries: {k: 0.9, na: 0.1}, cells: cell, at: soma}"
  private static let step =
    "  - {current_clamp: {amplitude: 0.02 nA, start: 10.01 ms, stop: 120 ms}, cells: cell, at: soma}"

  /// The sine's integral, in pC: whole periods from 1.0137 on, and what is left.
  private var sineCharge: Double {
    let omega = 2 * Double.pi * 0.05
    let length = 150.01 - 1.0137
    return 0.05 * length + 0.1 * (1 - cos(omega * length)) / omega
  }

  @Test(
    "the pools that carry it gain what the membrane gains; moles and charge are balanced",
    arguments: [
      "second_order", "backward_euler", "adaptive", "automatic",
    ])
  func carried(_ method: String) throws {
    let run = try ModelRun(model(Self.sine, method: method))
    #expect(run.ledger.imbalance <= 1e-12)
    let charge = try #require(run.ledger.charge)
    #expect(try #require(charge.imbalance) <= 1e-13)
    #expect(charge.lines.isEmpty)
    let perCharge = 1 / 0.09648533212331001
    for (ion, share) in [("k", 0.9), ("na", 0.1), ("cl", 0)] {
      let line = try #require(run.ledger.lines.first { $0.end.name == ion })
      let exact = share * sineCharge * perCharge
      // Backward Euler takes the current in the middle of each step, and edges as they come.
      let allowed = method == "second_order" ? 1e-10 : 2e-4
      #expect(abs(line.end.injected - exact) <= allowed * abs(exact), "\(ion)")
    }
  }

  @Test(
    "what no pool carries has its line, in pC, and the rest is balanced",
    arguments: [
      ("second_order", 1e-13), ("backward_euler", 1e-13), ("adaptive", 1e-9),
    ])
  func notCarried(_ method: String, _ imbalance: Double) throws {
    let clamp =
      "  - {voltage_clamp: {series_resistance: 100 Mohm, start: 150 ms, "
      + "levels: [{level: -70 mV, until: 180.004 ms}]}, cells: cell, at: soma}"
    let leak = "\n      - {use: leak, name: shunt, g: 1e-5 S/cm2, reversal: -50 mV}"
    let run = try ModelRun(
      model([Self.sine, Self.step, clamp].joined(separator: "\n"), method: method, leak: leak))
    #expect(run.ledger.imbalance <= 1e-12)
    let charge = try #require(run.ledger.charge)
    #expect(Set(charge.lines.map(\.name)) == ["current_clamps", "voltage_clamps", "shunt"])
    let clamps = try #require(charge.lines.first { $0.name == "current_clamps" })
    #expect(abs(clamps.charge - 0.02 * 109.99) <= 0.02 * 0.025)
    for line in charge.lines { #expect(abs(line.charge) > 1e-3, "\(line.name)") }
    // Of adaptive steps, charges are integrals of what the integrator's polynomial says.
    #expect(try #require(charge.imbalance) <= imbalance)
  }

  @Test("constant ions that carry currents have a line of their own")
  func constantIons() throws {
    let text = PoolModels.ionTree.replacingOccurrences(
      of: "duration: 499.975 ms", with: "duration: 20 ms")
    let charge = try #require(try ModelRun(text).ledger.charge)
    #expect(charge.imbalance == nil)
    #expect(abs(try #require(charge.constantIons)) > 1e-2)
    #expect(charge.lines.map(\.name) == ["current_clamps"])
    #expect(abs(charge.lines[0].charge - 19) < 1e-9)
  }

  @Test("an outward current that uses its carrier up ends the run and names it")
  func exhaustion() throws {
    let drain =
      "  - {current_clamp: {amplitude: -1 mA, start: 1 ms}, carries: {na: 1}, cells: cell, at: soma}"
    let run = try ModelRun(model(drain, method: "second_order"))
    guard case .failed(let failure) = run.outcome else {
      Issue.record("the run did not fail")
      return
    }
    #expect(failure.time < 2)
  }

  @Test("a mechanism of one name may belong to an ion in one cell and to none in another")
  func namesakes() throws {
    let text = """
      skou: 1
      simulation: {duration: 1 ms, dt: 0.1 ms, temperature: 37 degC}
      ions: {k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}
      cells:
        owned:
          morphology: {sphere: {diameter: 10 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -60 mV}
          mechanisms: [{use: leak, ion: k, g: 0.1 mS/cm2}]
        unowned:
          morphology: {sphere: {diameter: 10 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -60 mV}
          mechanisms: [{use: leak, reversal: -60 mV, g: 0.1 mS/cm2}]
      populations: {a: {cell: owned, count: 1}, b: {cell: unowned, count: 1}}
      record:
        v: {variable: v, cells: [a, b], at: soma, every: 1 ms}
      """
    let run = try ModelRun(text)
    let v = try #require(run.traces["v"])
    #expect(v[0][1] < -61, "potassium pulls the one that has it")
    #expect(abs(v[1][1] - -60) <= 1e-12)
  }
}
