import Foundation
import Testing

/// Diffusion from a pipette, through a model file.
@Suite("Point source")
struct PointSourceTests {
  /// 50 nA, of which potassium carries 0.3, in a box of 1.02 mm with voxels of 20 µm.
  private let text = """
    skou: 1
    simulation: {duration: 10 s, dt: 20 ms, temperature: 37 degC}
    ions:
      k: {inside: 130 mM, outside: 3 mM, dynamics: pool, diffusion: 1.96 um2/ms}
    extracellular:
      space: grid
      spacing: 20 um
      box: {from: [-510 um, -510 um, -510 um], to: [510 um, 510 um, 510 um]}
      volume_fraction: 0.2
      tortuosity: 1.6
      step: 20 ms
      sources: [{ion: k, at: [0 um, 0 um, 0 um], current: 15 nA}]
    cells:
      probe:
        morphology: {sphere: {diameter: 1 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
    populations:
      probes: {cell: probe, positions: {points: [[100 um, 0 um, 0 um], [0 um, 0 um, -100 um]]}}
    record:
      k: {variable: "[k]o", cells: probes, at: soma, every: 5 s, precision: double}
    """

  @Test("potassium 100 µm from a pipette follows the error function, within 4 % at 20 µm")
  func pipette() throws {
    let run = try ModelRun(text)
    let traces = try #require(run.traces["k"])
    for trace in traces {
      try #require(trace.count == 3)
      // (Q λ²/4π D α r) erfc(r λ/2√(D t)), Q = 15 nA / F.
      let flow = 15 / 0.09648533212331001
      for (sample, time) in [(1, 5000.0), (2, 10_000)] {
        let exact =
          flow * 2.56 / (4 * .pi * 1.96 * 0.2 * 100) * erfc(160 / (2 * (1.96 * time).squareRoot()))
        #expect(abs((trace[sample] - 3) / exact - 1) <= 0.04, "\(time) ms: \(trace[sample] - 3)")
      }
    }
    #expect(largestDifference(traces[0], traces[1]) <= 1e-9, "all directions are alike")
    #expect(run.ledger.imbalance <= 1e-12)
  }
}
