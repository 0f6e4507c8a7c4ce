import Foundation
import Testing

/// The beginning of spreading depression in a row of cells; `Networks/pump-failure-strip` goes on.
@Suite("Strip")
struct StripTests {
  private func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }

  @Test("potassium sets out along the strip as the reference says: 8 s, within 0.05 mM and 0.5 mV")
  func potassium() throws {
    let run = try ModelRun(
      StripModels.potassium, overrides: ["simulation.duration=8 s"])
    for (quantity, name, bound) in [
      ("k", "sdwave_control_k", 0.05), ("v", "sdwave_control_v", 0.5),
    ] {
      let reference = try ReferenceTable(name)
      let traces = try #require(run.traces[quantity])
      try #require(traces.count == 40)
      let differences = traces.enumerated().flatMap { cell, trace in
        let column = reference["x\(25 + 50 * cell)"]
        return column.count == trace.count ? zip(trace, column).map { abs($0 - $1) } : [.nan]
      }
      #expect(differences.count == 40 * 9)
      #expect(median(differences) <= bound, "\(quantity)")
      if quantity == "k" {
        // A front that is 10 ms late is off by 0.4 mM where it is steepest, 40 mM/s.
        #expect((differences.max() ?? .nan) <= 0.4)
      }
    }
  }

  @Test("without pumps the core depolarises after 8.9 ± 0.2 s, and its neighbours follow")
  func failure() throws {
    let run = try ModelRun(StripModels.failure)
    let fronts = try #require(run.events["front"])
    let rises = try #require(run.events["up"])
    for cell in 0..<5 {
      #expect(abs((fronts[cell].first ?? .nan) - 8900) <= 200, "cell \(cell)")
      #expect((rises[cell].first ?? .infinity) <= 9900, "cell \(cell)")
    }
    // At 9.6 and 10.4 s in the reference, which has a sample every 0.1 s.
    #expect(abs((fronts[8].first ?? .nan) - 9550) <= 200)
    #expect(fronts[9].isEmpty && fronts[39].isEmpty)
  }
}
