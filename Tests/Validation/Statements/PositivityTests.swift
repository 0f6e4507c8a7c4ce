import Engine
import EngineKernels
import Testing

/// A pump that is a hundred times too strong, for a shell that is a fiftieth of the cell.
@Suite("Concentrations stay positive")
struct PositivityTests {
  private func run(
    _ pump: String, _ method: String, _ step: Double, _ path: StepSettings.Path,
    _ overrides: [String] = []
  ) throws -> ModelRun {
    let text = PoolModels.closedCell.replacing("model: sigmoid", with: "model: \(pump)")
    let pump = "cells.cell.mechanisms.na_k_atpase.imax=6 mA/cm2"
    return try ModelRun(
      text,
      overrides: [
        "extracellular.volume_fraction=0.02", pump, "simulation.method=\(method)",
        "simulation.dt=\(step) ms", "simulation.duration=50 ms", "record.ko.every=1 ms",
      ] + overrides, path: path)
  }

  private func expectPositive(_ run: ModelRun) {
    for trace in ["nai", "ki", "ko", "na_out", "cl_in", "cl_out"] {
      #expect(!run.trace(trace).isEmpty && run.trace(trace).allSatisfy { $0 > 0 }, "\(trace)")
    }
  }

  /// Leaks return what the pumps take, at less than half of the potassium that there was.
  @Test(
    "all steps, schemes and paths find the same little potassium that is left",
    arguments: [("hill", 0.154), ("sigmoid", 1.29)], ["second_order", "backward_euler"])
  func balance(_ pump: (model: String, left: Double), _ method: String) throws {
    for step in [0.1, 0.025, 0.005] {
      for path in [StepSettings.Path.lanes, .scalar] {
        let run = try run(pump.model, method, step, path)
        #expect(run.outcome == .completed)
        expectPositive(run)
        let left = try #require(run.trace("ko").last)
        #expect(abs(left - pump.left) <= 0.01 * pump.left)
      }
    }
  }

  /// Without potassium's leak and channels nothing returns, and the sigmoid pump never ends by itself.
  @Test(
    "what is pumped until none is left ends the run, with species, place and sound samples",
    arguments: ["second_order", "backward_euler"], [0.1, 0.025, 0.005])
  func exhaustion(_ method: String, _ step: Double) throws {
    let closed = [
      "cells.cell.mechanisms.leak_k.g=0 S/cm2", "cells.cell.mechanisms.kv_hh.gbar=0 S/cm2",
    ]
    for path in [StepSettings.Path.lanes, .scalar] {
      let run = try run("sigmoid", method, step, path, closed)
      expectPositive(run)
      guard case .failed(let failure) = run.outcome else {
        Issue.record("nothing stopped it: \(run.outcome)")
        continue
      }
      #expect(failure.cause.species == "k")
      let place = run.model.element(group: failure.group, slot: failure.cause.slot)
      #expect(place?.cell == 0 && place?.compartment == 0)
      // The time at which none is left, whatever the steps; a flux that clamps would never come there.
      expectStated("exhaustion at t", failure.time, is: 21.9, within: 3 * step)
    }
  }
}
