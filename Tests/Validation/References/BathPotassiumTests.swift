import Testing

/// Barreto & Cressman 2011 in a bath of 4 and of 8 mM potassium.
@Suite("References: bath potassium")
struct BathPotassiumTests {
  @Test("4 mM: silent after the first instant, and concentrations settle where they should")
  func silence() throws {
    let reference = try ReferenceTable("ions/bc11_kbath4")
    let run = try ModelRun(SeizureModels.barretoCressman(bath: 4))
    #expect((run.spikes["spikes"] ?? []).allSatisfy { $0 < 1000 })
    for (trace, column) in [("v", "V"), ("ko", "K_o"), ("nai", "Na_i")] {
      let expected = reference.value(column, at: 90.5, in: "t_s")
      expectStated(
        "bath 4 mM, \(column)", run.trace(trace)[905], is: expected, within: 1e-3 * abs(expected))
    }
  }

  /// Bursts of 200 spikes in 6.4 s; in the reference a spike may be missed between two samples.
  @Test("8 mM: bursts at 30.58, 60.085 and 89.335 s, and swings of concentrations")
  func bursts() throws {
    let reference = try ReferenceDocument("ions/hubel_barreto")["BC11_kbath8.0"]
    let run = try ModelRun(SeizureModels.barretoCressman(bath: 8))
    let spikes = run.spikes["spikes"] ?? []
    let starts = zip([-1e9] + spikes, spikes).filter { $0.1 - $0.0 > 2000 }.map { $0.1 / 1000 }
    let expected = reference["burst_starts"].numbers
    #expect(starts.count == expected.count)
    for (start, burst) in zip(starts, expected).dropFirst() {
      expectStated("bath 8 mM, burst", start, is: burst, within: 0.03 * burst)
    }
    for (trace, key) in [("ko", "Ko_range_last50"), ("nai", "Nai_range")] {
      let half = run.trace(trace).dropFirst(501)
      let range = [half.min() ?? .nan, half.max() ?? .nan]
      for (found, stated) in zip(range, reference[key].numbers) {
        expectStated("bath 8 mM, \(trace)", found, is: stated, within: 0.01 * stated)
      }
    }
  }

  /// Sodium activation follows V at once: on a spike's flank V grows by e in 4 µs.
  @Test("fixed steps that are too long for a spike end the run, and are named")
  func longSteps() throws {
    let model = SeizureModels.barretoCressman(bath: 8)
      .replacing("method: adaptive,", with: "dt: 0.025 ms,")
      .replacing("tolerance: 1e-4", with: "method: second_order")
    let run = try ModelRun(model, overrides: ["simulation.duration=2 s"])
    guard case .failed(let failure) = run.outcome else {
      Issue.record("it went on: \(run.outcome)")
      return
    }
    #expect(failure.cause.step == 0.025)
    #expect(failure.cause.mechanism == nil && abs(failure.cause.voltage) < 100)
  }
}
