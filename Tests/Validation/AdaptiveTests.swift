import Foundation
import Testing

/// Steps that choose their own length.
@Suite("Adaptive steps")
struct AdaptiveTests {
  @Test("reference e: spikes within 5 µs and concentrations within 1e-3 mM of converged traces")
  func ionTree() throws {
    let reference = try ReferenceTable("e_ions")
    let run = try ModelRun(AdaptiveModels.adaptive(PoolModels.ionTree, tolerance: 1e-6))
    let spikes = try #require(run.spikes["spikes"])
    #expect(spikes.count == 3)
    #expect(largestDifference(spikes, [3.118076, 18.55914, 34.745613]) <= 0.005)
    for (trace, column) in [("nai", "nai"), ("nao", "nao"), ("ki", "ki"), ("ko", "ko")] {
      let difference = largestDifference(run.trace(trace), reference["converged_\(column)"])
      #expect(difference <= 1e-3, "\(trace)")
    }
    for line in run.ledger.lines { #expect(line.imbalance <= 1e-12) }
  }

  /// A passive compartment with τ = 10 ms: 0.1 nA over 0.01 µS and a leak of −60 mV.
  private let passive = """
    skou: 1
    simulation: {duration: 60 ms, temperature: 37 degC, method: adaptive, tolerance: 1e-9}
    cells:
      cell:
        morphology: {cylinder: {length: 100 um, diameter: 31.830988618379067 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -60 mV}
        mechanisms: [{use: leak, g: 0.1 mS/cm2, reversal: -60 mV}]
    populations: {cell: {cell: cell, count: 1}}
    stimuli:
      - {current_clamp: {amplitude: 0.1 nA, start: 5.0137 ms, stop: 30.00091 ms}, cells: cell, at: soma}
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.7 ms}
      spikes: {threshold: -55 mV, cells: cell, at: soma}
    """

  @Test("an edge of a stimulus anywhere, samples between steps and crossings are exact")
  func edges() throws {
    let run = try ModelRun(passive)
    func exact(_ time: Double) -> Double {
      let (on, off) = (5.0137, 30.00091)
      guard time > on else { return -60 }
      let top = 10 * (1 - exp(-(min(time, off) - on) / 10))
      return -60 + top * exp(-max(time - off, 0) / 10)
    }
    let times = try #require(run.times["v"])
    #expect(times.count == 86)
    for (time, v) in zip(times, run.trace("v")) { #expect(abs(v - exact(time)) <= 1e-6) }
    // −55 mV is half way up.
    let crossing = 5.0137 + 10 * log(2)
    let spikes = try #require(run.spikes["spikes"])
    #expect(spikes.count == 1)
    #expect(abs((spikes.first ?? .nan) - crossing) <= 1e-6)
  }

  @Test("the error of V and of concentrations follows the tolerance over six decades")
  func tolerance() throws {
    func ends(_ tolerance: Double) throws -> [Double] {
      let model = AdaptiveModels.adaptive(PoolModels.quietCell, tolerance: tolerance)
      let run = try ModelRun(model, overrides: ["simulation.duration=200 ms"])
      return ["v", "ki", "ko", "nai", "volume"].map { run.trace($0).last ?? .nan }
    }
    let exact = try ends(1e-12)
    var last = Double.infinity
    for tolerance in [1e-3, 1e-5, 1e-7, 1e-9] {
      let error = zip(try ends(tolerance), exact).map { abs($0 - $1) / abs($1) }.max() ?? .nan
      // It spikes on the way, which multiplies errors of the flanks by some ten times.
      #expect(error <= 30 * tolerance)
      #expect(error <= last / 5)
      last = error
    }
  }

  @Test("ions on their way along a branching tree: as with fixed steps")
  func electrodiffusion() throws {
    let adaptive = try ModelRun(AdaptiveModels.adaptive(AdaptiveModels.saltTree, tolerance: 1e-8))
    let fixed = try ModelRun(AdaptiveModels.saltTree)
    for place in 0..<2 {
      let v = largestDifference(
        adaptive.traces["v"]?[place] ?? [], fixed.traces["v"]?[place] ?? [])
      let na = largestDifference(
        adaptive.traces["na"]?[place] ?? [], fixed.traces["na"]?[place] ?? [])
      // Fixed steps of 0.01 ms are of second order, for a time constant of 1 ms.
      #expect(v <= 1e-3)
      #expect(na <= 1e-6)
    }
    #expect(adaptive.ledger.imbalance <= 1e-12)
  }

  @Test("what is used up stops the run, and is named")
  func exhaustion() throws {
    let model = AdaptiveModels.adaptive(PoolModels.closedCell, tolerance: 1e-6)
    let run = try ModelRun(
      model,
      overrides: [
        "extracellular.volume_fraction=0.02", "cells.cell.mechanisms.5.imax=6 mA/cm2",
        "simulation.duration=100 ms",
      ])
    for trace in ["ki", "ko", "nai"] { #expect(run.trace(trace).allSatisfy { $0 > 0 }) }
    switch run.outcome {
    case .failed(let failure): #expect(failure.cause.species != nil)
    case .completed: #expect(run.trace("v").count == 11)
    case .stopped, .ended: Issue.record("nobody stopped it")
    }
  }
}

@Suite("Steps by turns fixed and adaptive")
struct AutomaticTests {
  @Test("spikes, and the quiet between them, are those of fine fixed and of adaptive steps")
  func switches() throws {
    let automatic = try ModelRun(AdaptiveModels.twoBursts)
    let adaptive = try ModelRun(AdaptiveModels.adaptive(AdaptiveModels.twoBursts, tolerance: 1e-8))
    let spikes = try #require(automatic.spikes["spikes"])
    #expect(spikes.count == 6)
    #expect(largestDifference(spikes, try #require(adaptive.spikes["spikes"])) <= 0.005)
    for trace in ["ki", "ko", "nai"] {
      #expect(
        largestDifference(automatic.trace(trace), adaptive.trace(trace)) <= 1e-3, "\(trace)")
    }
    // 8 s are 1.6 million fixed steps of 0.005 ms.
    #expect(automatic.stepCount < 100_000)
    #expect(automatic.ledger.imbalance <= 1e-12)
  }
}
