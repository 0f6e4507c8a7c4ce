import Foundation
import Testing

/// The beginning of spreading depression in a row of cells; `Networks/pump-failure-strip` goes on.
@Suite("Strip")
struct StripTests {
  /// The differences from a table of the reference, increasing.
  private func differences(_ traces: [[Double]], _ table: String) throws -> [Double] {
    let reference = try ReferenceTable(table)
    try #require(traces.count == 24 && traces[0].count == 9)
    return traces.enumerated().flatMap { cell, trace in
      let column = reference["x\(25 + 50 * cell)"]
      return column.count == 9 ? zip(trace, column).map { abs($0 - $1) } : [.infinity]
    }.sorted()
  }

  @Test("potassium sets out along the strip as the reference says, for 8 s")
  func potassium() throws {
    let run = try ModelRun(StripModels.potassium, overrides: ["simulation.duration=8 s"])
    let concentrations = try differences(try #require(run.traces["k"]), "sdwave_control_k")
    // The reference has six digits, of up to 92 mM.
    #expect((concentrations.last ?? .nan) <= 1e-3)
    let potentials = try differences(try #require(run.traces["v"]), "sdwave_control_v")
    // In the front a cell fires faster than its spikes' times are known.
    #expect(potentials[potentials.count - 3] <= 1e-3)
  }

  @Test("without pumps the core depolarises after 8.9 ± 0.2 s, and its neighbours follow")
  func failure() throws {
    let run = try ModelRun(StripModels.failure)
    #expect(run.outcome == .completed)
    let fronts = try #require(run.events["front"])
    let rises = try #require(run.events["up"])
    for cell in 0..<5 {
      #expect(abs((fronts[cell].first ?? .nan) - 8900) <= 200, "cell \(cell)")
      #expect((rises[cell].first ?? .infinity) <= 9900, "cell \(cell)")
    }
    // At 9.6 and 10.4 s in the reference, which has a sample every 0.1 s.
    #expect(abs((fronts[8].first ?? .nan) - 9550) <= 200)
    #expect(fronts[9].isEmpty && fronts[15].isEmpty)
  }
}
