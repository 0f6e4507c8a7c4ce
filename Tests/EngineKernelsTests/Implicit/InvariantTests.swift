import Testing

@testable import EngineKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Invariants of the implicit integrator")
struct ImplicitInvariantTests {
  /// Three pools that exchange, with rates from 1e6 to 1e-6 /ms.
  private func exchange(rows: [ConservationRow]) -> LocalSystem {
    let names = ["V", "a", "b", "c"]
    var system = LocalSystem(unknowns: names.map { unknown($0, 1) }) { t, y, f, stride in
      let fast = 1e6 * y[stride] - 3e5 * y[2 * stride]
      // The slow exchange swings, so that the pools never come to rest.
      let drive = 1 + 0.5 * sin(t / 40)
      let slow = 1e-6 * drive * y[2 * stride] - 2e-6 * y[3 * stride] * y[stride]
      f[0] = -y[0]
      f[stride] = -fast
      f[2 * stride] = fast - slow
      f[3 * stride] = slow
    }
    system.conservationRows = rows
    return system
  }

  @Test(
    "a closed exchange over twelve orders of magnitude keeps its sum in 100 000 steps",
    arguments: [true, false])
  func closedExchange(withRow: Bool) {
    let row = ConservationRow(
      name: "sum", pivot: 1, weightsOfUnknowns: [0, 1, 1, 1], slotCount: 1)
    let integrator = integrator(exchange(rows: withRow ? [row] : []), [0, 100, 0.3, 50])
    integrator.settings.maximumStep = 10
    var worst = 0.0
    while integrator.statistics.steps < 100_000 {
      guard integrator.stepOnce(notBeyond: .infinity) == nil else { break }
      let values = integrator.values()
      worst = max(worst, abs(values[1] + values[2] + values[3] - 150.3) / 150.3)
    }
    #expect(integrator.statistics.steps == 100_000)
    #expect(worst <= 1e-13)
  }
}
