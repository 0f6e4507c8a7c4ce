import Foundation
import Testing

/// The textbook cell in a closed shell: nothing can leave, so nothing may be lost.
@Suite("Ledger of closed systems")
struct LedgerTests {
  /// A pump that stops and starts, water that follows, and what is needed for the balances.
  private func model(duration: String, stepping: String, every interval: String) -> TextbookCell {
    var cell = TextbookCell(
      duration: duration, stepping: stepping, hasWater: true, isClosed: true)
    for ion in ["na", "k", "cl"] {
      cell.record("\(ion)_in", "n[\(ion)]i", every: interval)
      cell.record("\(ion)_out", "n[\(ion)]o", every: interval)
    }
    cell.record("v", "v", every: interval)
    cell.record("inside", "volume", every: interval)
    cell.record("outside", "outside_volume", every: interval)
    return cell
  }

  /// Moles, volume and charge, each relative to what there is of it.
  private func expectConserved(_ run: ModelRun, _ name: String) throws {
    for line in run.ledger.lines {
      expectStated("\(name), moles of \(line.end.name)", line.imbalance, is: 0, within: 1e-12)
    }
    let pairs = ["na", "k", "cl"].map { ("\($0)_in", "\($0)_out") } + [("inside", "outside")]
    for (inside, outside) in pairs {
      let totals = zip(run.trace(inside), run.trace(outside)).map { $0 + $1 }
      for total in totals {
        expectStated("\(name), \(inside)", total / totals[0], is: 1, within: 1e-12)
      }
      let moved = abs((run.trace(inside).last ?? 0) - run.trace(inside)[0])
      #expect(moved > 1e-3 * run.trace(inside)[0], "\(inside) moves")
    }
    try expectCharge(run, name)
  }

  /// C V − F Σ z n stays what it was, relative to F Σ |z| n.
  private func expectCharge(_ run: ModelRun, _ name: String) throws {
    // 20 pF; 1 amol of charge is F × 1e-18 C.
    let perMillivolt = 0.02 / 0.09648533212331001
    let impermeant = try ReferenceDocument("ions/textbook_cell")["TC"]["zX"].number * 136
    let v = run.trace("v")
    let (na, k, cl) = (run.trace("na_in"), run.trace("k_in"), run.trace("cl_in"))
    let fixed = impermeant * run.trace("inside")[0]
    let size = na[0] + k[0] + cl[0] + abs(fixed)
    for i in v.indices {
      let moved = (na[i] - na[0]) + (k[i] - k[0]) - (cl[i] - cl[0])
      let charge = perMillivolt * (v[i] - v[0])
      expectStated("\(name), charge", (charge - moved) / size, is: 0, within: 1e-12)
    }
  }

  @Test("moles, volume and charge stay within 1e-12 over 10⁶ steps")
  func fixedSteps() throws {
    var cell = model(duration: "200 s", stepping: "dt: 0.2 ms", every: "5 s")
    cell.interventions = [
      "- {at: 0.1 s, for: 3.3 s, every: 7.7 s, set: {na_k_atpase.block: 1}}",
      "- {at: 0.3 s, for: 2.2 s, every: 4.1 s, set: {leak_na.g: 1 mS/cm2}}",
    ]
    try expectConserved(cell.run(), "10⁶ steps")
  }

  @Test("moles, volume and charge stay within 1e-12 over 24 h of adaptive steps")
  func adaptiveSteps() throws {
    var cell = model(
      duration: "24 h", stepping: "method: adaptive, tolerance: 1e-7", every: "600 s")
    cell.interventions = [
      "- {at: 1000 s, for: 2000 s, every: 7000 s, set: {na_k_atpase.block: 1}}",
      "- {at: 500 s, for: 900 s, every: 4100 s, set: {leak_na.g: 0.02 mS/cm2}}",
    ]
    try expectConserved(cell.run(), "24 h adaptive")
  }
}
