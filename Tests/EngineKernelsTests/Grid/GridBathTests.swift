import Engine
import EngineKernels
import Foundation
import Testing

/// What interventions do to the bath around a space that all cells share.
@Suite("A bath that changes around a shared space")
struct GridBathTests {
  private static let rate = 0.05

  /// The concentration in one perfused voxel at the end of a run with exchanges every `step` ms.
  private func concentration(
    _ schedule: ChangeSchedule, step: Double, duration: Double = 40
  ) throws -> Double {
    var grid = gridPlan(
      [1, 1, 1], perfusion: Self.rate, species: [species([1, 1, 1]) { _, _, _ in 3 }])
    grid.bathChanges = [GridPlan.BathChange(species: 0, schedule: schedule)]
    var plan = SimulationPlan(
      groups: [], settings: StepSettings(scheme: .secondOrder, timeStep: step),
      stepCount: Int((duration / step).rounded()),
      reports: [.init(name: "k", elementCount: 1, sampleCount: 1)])
    plan.grid = grid
    plan.gridStep = step
    plan.gridSamplers = [
      GridSamplerPlan(
        report: 0, species: 0, voxels: [0], start: duration, interval: 1, sampleCount: 1)
    ]
    let sink = LastSample()
    #expect(try Simulation(plan, threads: 1).run(into: sink) == .completed)
    return try #require(sink.value)
  }

  /// What remains of a difference to the bath after a time.
  private func decay(_ time: Double) -> Double { exp(-Self.rate * time) }

  @Test("is felt from the time on at which it is set, within a round and at its end")
  func jump() throws {
    for time in [10.0, 10.3] {
      var schedule = ChangeSchedule()
      schedule.change(to: .fixed(8), at: time, over: 0)
      let exact = 8 - 5 * decay(40 - time)
      // Within a round the mean is used, whose error is some (rate × round)²/8 of the jump.
      #expect(abs(try concentration(schedule, step: 1) - exact) < 2e-3)
    }
  }

  @Test("is followed along ramps to second order in the time between exchanges")
  func ramp() throws {
    var schedule = ChangeSchedule()
    schedule.change(to: .fixed(8), at: 5, over: 30)
    // dc/dt = r (b − c) with b rising by s = 1/6 mM/ms: c = b − s (1 − e^(−r t)) / r.
    let lag = (1 - decay(30)) / (6 * Self.rate)
    let exact = 8 - lag * decay(5)
    let errors = try [4.0, 2.0, 1.0].map { try abs(concentration(schedule, step: $0) - exact) }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(fine > 1e-9 && abs(coarse / fine - 4) < 0.4, "\(errors)")
    }
  }

  @Test("returns to what the model has")
  func wash() throws {
    var schedule = ChangeSchedule()
    schedule.change(to: .fixed(8), at: 10, over: 0)
    schedule.change(to: .original, at: 20, over: 0)
    let exact = 3 + 5 * (1 - decay(10)) * decay(20)
    // Jumps between rounds: perfusion alone is exact.
    #expect(abs(try concentration(schedule, step: 1) - exact) < 1e-12 * exact)
  }
}

/// Keeps the last number that was recorded.
private final class LastSample: RecordingSink {
  private(set) var value: Double?

  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) {
    value = values.last ?? value
  }
  func append(spikes: [Spike]) {}
  func epochEnded(time: Double) {}
}
