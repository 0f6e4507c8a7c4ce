import Foundation
import Testing

/// Spikes that go round and round, against NEURON and against finer steps.
@Suite("Busyring")
struct BusyringTests {
  /// A spike of the reference.
  private struct ReferenceSpike {
    let time: Double
    let cell: Int
  }

  /// How many spikes 32 cells have in 200 ms, and the first 40 of `cells` cells.
  private func reference(_ name: String, cells: Int) throws -> (Int, [ReferenceSpike]) {
    let file = validationFolder.appendingPathComponent("Reference/busyring_spikes.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let entry = try #require((json as? [String: Any])?[name] as? [String: Any])
    let count = try #require((entry["nspikes"] as? NSNumber)?.intValue)
    let pairs = try #require(entry["first40"] as? [[NSNumber]])
    return (
      count * 32 / cells,
      pairs.map { ReferenceSpike(time: $0[0].doubleValue, cell: $0[1].intValue) }
    )
  }

  @Test(
    "backward Euler: as many spikes as NEURON, each within a time step",
    arguments: [
      (BusyringModels.Membrane.simple, "neuron_n128_simple_200ms", 128),
      (BusyringModels.Membrane.squid, "neuron_n32_hh_200ms", 32),
    ])
  func peer(_ membrane: BusyringModels.Membrane, _ name: String, _ cells: Int) throws {
    let (count, expected) = try reference(name, cells: cells)
    let run = try ModelRun(BusyringModels.rings(membrane))
    let spikes = try #require(run.cellSpikes["spikes"])
    #expect(spikes.values.reduce(0) { $0 + $1.count } == count)
    #expect(expected.count == 40)
    var seen: [Int: Int] = [:]
    // Rings are alike: that of a larger number is compared with the first.
    for spike in expected {
      let number = seen[spike.cell, default: 0]
      seen[spike.cell] = number + 1
      let times = try #require(spikes[spike.cell < 32 ? spike.cell : spike.cell % 16])
      try #require(times.count > number)
      // NEURON's own times are sums of steps, with an error of some 1e-10 ms.
      #expect(abs(times[number] - spike.time) <= 0.025 + 1e-9, "cell \(spike.cell)")
    }
  }

  /// The spikes of `duration` ms, by cell.
  private func spikes(_ model: String, step: Double, duration: Int = 25) throws -> [[Double]] {
    let run = try ModelRun(
      model,
      overrides: [
        "simulation.duration=\(duration) ms", "simulation.method=second_order",
        "simulation.dt=\(step) ms",
      ])
    let spikes = try #require(run.cellSpikes["spikes"])
    return spikes.keys.sorted().map { spikes[$0] ?? [] }
  }

  /// The differences of all spikes.
  private func differences(_ found: [[Double]], _ exact: [[Double]]) throws -> [Double] {
    try #require(found.map(\.count) == exact.map(\.count))
    return zip(found.joined(), exact.joined()).map { abs($0 - $1) }
  }

  @Test(
    "second order at 0.025 ms: within 5 µs of the converged spikes, after 36 hops too",
    arguments: BusyringModels.Membrane.allCases)
  func accuracy(_ membrane: BusyringModels.Membrane) throws {
    let model = BusyringModels.ring(membrane)
    let exact = try spikes(model, step: 0.0015625, duration: 200)
    #expect(exact.joined().count >= 36)
    let found = try spikes(model, step: 0.025, duration: 200)
    for error in try differences(found, exact) { #expect(error <= 0.005) }
  }

  /// Errors over all parts of a step.
  ///
  /// That of one spike depends on where in steps events and spikes fall, and its order can't be seen.
  @Test("spike times converge with order 2, wherever in steps events and spikes fall")
  func order() throws {
    let exact = try spikes(BusyringModels.scattered, step: 0.00078125)
    // At 0.05 ms terms of the fourth order make a seventh of the error.
    let errors = try [0.025, 0.0125, 0.00625].map { step in
      rootMeanSquare(try differences(try spikes(BusyringModels.scattered, step: step), exact))
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) <= 0.2, "\(errors)")
    }
  }
}
