import Foundation
import Testing

/// Spikes that no cell makes, counted by the charge that they cause.
@Suite("Spike sources")
struct SpikeSourceTests {
  /// How many events came to each of some spheres up to 20 time constants before the end.
  private func counts(_ pattern: String, sources: Int) throws -> [Double] {
    var spheres = SynapticSpheres(times: Array(repeating: [], count: sources), duration: 1040)
    spheres.pattern = pattern
    spheres.connections = [.init(weight: 1e-5)]
    // Each leaves w τ, but for the relaxation's error.
    return try spheres.integrals(step: 0.1).map { $0 / (1e-5 * 2) }
  }

  @Test("regular sources spike from start on, count times, or to the end")
  func regular() throws {
    for (pattern, count) in [
      ("regular: {start: 3 ms, interval: 10 ms, count: 7}", 7.0),
      ("regular: {start: 900 ms, interval: 20 ms, count: 6}", 6),
      ("regular: {start: 0 ms, count: 1}", 1),
    ] {
      for found in try counts(pattern, sources: 2) { #expect(abs(found / count - 1) <= 1e-3) }
    }
  }

  @Test("Poisson sources spike at their rate, independently, with as large a variance as mean")
  func poisson() throws {
    let found = try counts("poisson: {rate: 100 Hz, stop: 1 s}", sources: 200)
    let mean = found.reduce(0, +) / 200
    // 100 ± 10 spikes in each: the mean of 200 is known to 0.7, the variance to 10.
    #expect(abs(mean - 100) <= 2.8)
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199
    #expect(abs(variance / 100 - 1) <= 0.4)
    for count in found { #expect(abs(count - count.rounded()) <= 0.1, "whole events") }
    #expect(Set(found.map { $0.rounded() }).count > 20, "no two sources are one")
  }
}
