import Engine
import EngineKernels
import Foundation
import Testing

/// A model with a time step in whose reach errors are of second order.
struct ClosingModel: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let text: String
  let duration: String
  let coarsest: Double

  private init(_ name: String, _ text: String, _ duration: String, _ coarsest: Double) {
    (testDescription, self.text, self.duration, self.coarsest) = (name, text, duration, coarsest)
  }

  static let all = [
    ClosingModel("a spiking cell in a closed shell", PoolModels.closedCell, "40 ms", 0.02),
    ClosingModel("shells that exchange with a bath", PoolModels.ionTree, "25 ms", 0.025),
    ClosingModel("a cell that swells", PoolModels.quietCell, "2 ms", 0.02),
    ClosingModel("water and exchange with a bath", EnergyModels.breathing, "4 ms", 0.02),
    ClosingModel("constant concentrations", ReferenceModels.tree, "25 ms", 0.025),
    ClosingModel("ions that diffuse along a tree", EnergyModels.diffusing, "20 ms", 0.025),
    ClosingModel("ions that drift along a tree", EnergyModels.drifting, "20 ms", 0.025),
    ClosingModel("a clamped cell in a bath that changes", EnergyModels.clamped, "20 ms", 0.04),
    ClosingModel("a metabolism with a buffer", EnergyModels.metabolism, "20 ms", 0.04),
  ]
}

/// What is delivered ends as heat or is stored, at every moment of a run.
@Suite("Energy: the books close")
struct EnergyClosureTests {
  /// Relative to the largest entry.
  private func imbalance(_ text: String, _ overrides: [String], threads: Int = 1) throws -> Double {
    try #require(ModelRun(text + energyKey, overrides: overrides, threads: threads).energy)
      .imbalance
  }

  @Test(
    "with an error of second order in the time step: spikes, pumps, shells, baths, water, electrodes",
    arguments: ClosingModel.all)
  func order(_ model: ClosingModel) throws {
    let errors = try (0..<4).map { halvings in
      let step = model.coarsest / Double(1 << halvings)
      return try imbalance(
        model.text, ["simulation.dt=\(step) ms", "simulation.duration=\(model.duration)"])
    }
    #expect(errors[3] <= 1e-6)
    // Damped steps after jumps have errors of their own, which go down as fast.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(log2(coarse / fine) >= 1.7, "\(errors)")
    }
  }

  @Test("of first order with backward Euler")
  func backwardEuler() throws {
    let errors = try [0.02, 0.01, 0.005].map { step in
      try imbalance(
        PoolModels.closedCell,
        [
          "simulation.dt=\(step) ms", "simulation.duration=20 ms",
          "simulation.method=backward_euler",
        ])
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 1) <= 0.3, "\(errors)")
    }
  }

  @Test("to the tolerance with adaptive steps", arguments: ClosingModel.all)
  func adaptive(_ model: ClosingModel) throws {
    let energy = try #require(
      ModelRun(
        model.text.replacing(/,? *dt: [0-9.]+ ms/, with: "") + energyKey,
        overrides: [
          "simulation.method=adaptive", "simulation.tolerance=1e-7",
          "simulation.duration=\(model.duration)",
        ]
      ).energy)
    #expect(energy.imbalance <= 1e-6)
  }

  @Test("to the tolerance with adaptive steps, through block and washout")
  func ouabain() throws {
    var cell = TextbookCell(
      duration: "10 min", stepping: "method: adaptive, tolerance: 1e-8", hasWater: true)
    cell.interventions = [
      "- {at: 60 s, set: {na_k_atpase.block: 1}}",
      "- {at: 200 s, set: {na_k_atpase.block: 0}, over: 10 s}",
    ]
    cell.record("v", "v", every: "1 min")
    let energy = try #require(ModelRun(cell.text() + energyKey).energy)
    #expect(energy.stored < 0, "the gradients run down")
    #expect(energy.imbalance <= 1e-7)
  }

  @Test("and are the same to the last bit with any number of threads")
  func threads() throws {
    let text = PoolModels.ionTree.replacing("count: 1}", with: "count: 20}") + energyKey
    let runs = try [1, 2].map {
      try #require(
        ModelRun(text, overrides: ["simulation.duration=5 ms"], threads: $0).energy)
    }
    #expect(runs[0].heat == runs[1].heat)
    #expect(runs[0].closure == runs[1].closure)
    #expect(runs[0].entropy == runs[1].entropy)
  }

  @Test("and change nothing in the run")
  func passive() throws {
    let overrides = ["simulation.duration=25 ms"]
    let plain = try ModelRun(PoolModels.ionTree, overrides: overrides)
    let metered = try ModelRun(PoolModels.ionTree + energyKey, overrides: overrides)
    #expect(plain.traces == metered.traces)
    #expect(plain.energy == nil)
  }

  @Test("eight lanes and one compartment at a time agree")
  func paths() throws {
    let runs = try [StepSettings.Path.lanes, .scalar].map { path in
      try #require(
        ModelRun(
          PoolModels.ionTree + energyKey, overrides: ["simulation.duration=10 ms"], path: path
        ).energy)
    }
    // 400 steps through a spike: differences of an ulp grow with its flank.
    #expect(abs(runs[0].heat - runs[1].heat) <= 1e-10 * runs[0].heat)
    #expect(abs(runs[0].entropy - runs[1].entropy) <= 1e-10 * runs[0].entropy)
  }
}
