import CMechanismABI
import Engine
import EngineKernels
import Lowering
import MechanismCatalogue
import ModelIO
import Testing

/// Charge and amounts belong together: whoever parts them is named.
@Suite("Mechanisms that do not conserve charge")
struct BrokenMechanismTests {
  private func model(_ mechanism: String, dynamics: String = "pool") -> String {
    """
    skou: 1
    simulation: {duration: 100 ms, dt: 0.1 ms, temperature: 37 degC}
    ions:
      k: {inside: 140 mM, outside: 4 mM, dynamics: \(dynamics)}
      cl: {reversal: -70 mV}
    cells:
      cell:
        morphology: {cylinder: {length: 500 um, diameter: 2 um, compartments: 20}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -70 mV}
        mechanisms:
          - {use: leak_k, g: 0.01 mS/cm2}
          - {use: leak_cl, g: 0.1 mS/cm2}
          - {use: leak, g: 0.1 mS/cm2, reversal: -60 mV}
          - {use: \(mechanism), g: 0.01 mS/cm2}
    populations: {cell: {cell: cell, count: 9}}
    record: {v: {variable: v, cells: cell, at: root, every: 1 ms}}
    """
  }

  private func run(
    _ library: UnsafePointer<skou_mechanism_library>, _ name: String, dynamics: String = "pool"
  ) throws -> Simulation.Outcome {
    let catalogue = try MechanismCatalogue(libraries: allLibraries() + [library])
    let loader = ModelLoader(manifests: catalogue.manifests)
    let model = try loader.load(text: model(name, dynamics: dynamics), file: "model.yaml")
    let lowered = try ModelLowering.lower(model.description, catalogue)
    return try Simulation(lowered.plan, threads: 1)
      .run(into: Collector(reports: lowered.reports.count))
  }

  @Test("one that moves an ion without declaring it is named")
  func undeclared() throws {
    try expectBlamed(run(BrokenMechanisms.undeclared(), "undeclared_leak"), "undeclared_leak") {
      #expect($0.ions == 0)
      #expect($0.membrane != 0)
    }
  }

  @Test("one whose pool gets less than its membrane is named")
  func embezzler() throws {
    try expectBlamed(run(BrokenMechanisms.embezzler(), "embezzler"), "embezzler") {
      #expect(abs($0.ions - 0.9 * $0.membrane) <= 1e-9 * abs($0.membrane))
    }
  }

  private func expectBlamed(
    _ outcome: Simulation.Outcome, _ name: String, _ check: (CurrentImbalance) -> Void
  ) throws {
    guard case .failed(let failure) = outcome else {
      Issue.record("\(name) was not found out")
      return
    }
    #expect(failure.cause.mechanism == name)
    check(try #require(failure.cause.imbalance))
  }

  @Test("one that writes no number into a pool ends the run and is named")
  func babbler() throws {
    guard case .failed(let failure) = try run(BrokenMechanisms.babbler(), "babbler") else {
      Issue.record("the run went on")
      return
    }
    #expect(failure.cause.mechanism == "babbler")
  }

  @Test("one that does what it says runs to the end, beside leaks of no ion and of constant ones")
  func honest() throws {
    #expect(try run(BrokenMechanisms.honest(), "honest_leak") == .completed)
  }

  @Test("where no amounts are followed nobody is blamed")
  func constant() throws {
    let outcome = try run(BrokenMechanisms.undeclared(), "undeclared_leak", dynamics: "constant")
    #expect(outcome == .completed)
  }
}
