import Foundation
import Testing

/// Amounts, volumes and pumps as state.
@Suite("Ion pools")
struct PoolTests {
  @Test("reference e: spikes within 5 µs and concentrations within 1e-3 mM of converged traces")
  func ionTree() throws {
    let reference = try ReferenceTable("e_ions")
    let run = try ModelRun(PoolModels.ionTree, overrides: ["simulation.dt=0.005 ms"])
    let spikes = try #require(run.spikes["spikes"])
    #expect(spikes.count == 3)
    #expect(largestDifference(spikes, [3.118076, 18.55914, 34.745613]) <= 0.005)
    for (trace, column) in [("nai", "nai"), ("nao", "nao"), ("ki", "ki"), ("ko", "ko")] {
      let difference = largestDifference(run.trace(trace), reference["converged_\(column)"])
      #expect(difference <= 1e-3, "\(trace)")
    }
    let tip = try #require(run.traces["ko"])[1]
    #expect(largestDifference(tip, reference["converged_ko_tip"]) <= 1e-3)
  }
}

@Suite("Ion pools: invariants")
struct PoolInvariantTests {
  /// The tree's sums at the end: over compartments, in amol and pC.
  private func run(_ overrides: [String]) throws -> ModelRun {
    try ModelRun(PoolModels.closedCell, overrides: overrides)
  }

  @Test(
    "moles of each ion stay within 1e-12 over 10⁵ steps of a spiking closed cell",
    arguments: ["second_order", "backward_euler"])
  func closed(_ method: String) throws {
    let run = try run(["simulation.method=\(method)"])
    #expect(run.spikes["spikes"]?.count ?? 0 >= 5)
    for ion in ["na", "k", "cl"] {
      let inside = run.trace("\(ion)_in")
      let outside = run.trace("\(ion)_out")
      let totals = zip(inside, outside).map { $0 + $1 }
      for total in totals { #expect(abs(total - totals[0]) <= 1e-12 * totals[0]) }
      let moved = inside.map { abs($0 - inside[0]) }.max() ?? 0
      #expect(moved > 1e-6 * inside[0], "\(ion) moves")
    }
  }

  @Test("the ledger closes over a tree that exchanges with the bath, spiking, in 2 · 10⁴ steps")
  func ledger() throws {
    let run = try ModelRun(PoolModels.ionTree)
    #expect(run.ledger.lines.map(\.end.name) == ["na", "k"])
    for line in run.ledger.lines {
      #expect(line.end.bath.magnitude > 1e-3 * line.start.outside, "the bath takes part")
      #expect(line.imbalance <= 1e-12)
    }
  }

  @Test(
    "V follows charge: C V − F Σ z n stays within 1e-9 mV over 10⁵ steps",
    arguments: ["second_order", "backward_euler"])
  func charge(_ method: String) throws {
    let run = try run(["simulation.method=\(method)"])
    // π d² at 1 µF/cm², in nF; 1 amol of charge is F × 1e-18 C.
    let capacitance = Double.pi * 17.841241 * 17.841241 * 1e-5
    let perAmol = 0.09648533212331001 / capacitance
    let ions = [("na", 1.0), ("k", 1.0), ("cl", -1.0)]
    // Differences from the start, ion by ion: sums of amounts would lose the digits.
    let start = ions.map { run.trace("\($0.0)_in")[0] }
    for (sample, v) in run.trace("v").enumerated() {
      var fromCharge = run.trace("v")[0]
      for ((ion, valence), before) in zip(ions, start) {
        fromCharge += valence * (run.trace("\(ion)_in")[sample] - before) * perAmol
      }
      // An amount of 1e5 amol is rounded to 1e-11 amol when it is recorded: 1e-10 mV.
      #expect(abs(v - fromCharge) <= 1e-9)
    }
  }

  /// The order shows where errors are small: backward Euler needs finer steps for that.
  @Test(
    "V, concentrations and volume converge with the order of the method over five step sizes",
    arguments: [("second_order", 2.0, 0.02), ("backward_euler", 1.0, 0.005)])
  func order(_ method: String, _ expected: Double, _ coarsest: Double) throws {
    let runs = try (0..<5).map { halvings in
      let size = coarsest / Double(1 << halvings)
      return try ModelRun(
        PoolModels.quietCell,
        overrides: ["simulation.method=\(method)", "simulation.dt=\(size) ms"])
    }
    for trace in ["v", "ki", "ko", "nai", "volume"] {
      let ends = runs.map { $0.trace(trace).last ?? .nan }
      let changes = zip(ends, ends.dropFirst()).map { abs($0 - $1) }
      for (coarse, fine) in zip(changes, changes.dropFirst()) {
        #expect(abs(log2(coarse / fine) - expected) <= 0.2, "\(trace): \(changes)")
      }
    }
  }

  @Test("a shell of 2 % with a hundredfold pump stays positive, or stops and names the ion")
  func exhaustion() throws {
    let overrides = [
      "extracellular.volume_fraction=0.02", "cells.cell.mechanisms.5.imax=6 mA/cm2",
    ]
    let run = try run(overrides + ["simulation.duration=100 ms"])
    for trace in ["ki", "ko", "nai"] { #expect(run.trace(trace).allSatisfy { $0 > 0 }) }
    switch run.outcome {
    case .failed(let failure): #expect(failure.cause.species != nil)
    case .completed: #expect(run.trace("v").count == 11)
    case .stopped: Issue.record("nobody stopped it")
    }
  }

  @Test("one compartment at a time and eight lanes agree, with pools and pumps")
  func paths() throws {
    let lanes = try ModelRun(PoolModels.ionTree, overrides: ["simulation.duration=25 ms"])
    let scalar = try ModelRun(
      PoolModels.ionTree, overrides: ["simulation.duration=25 ms"], path: .scalar)
    for trace in ["v", "nai", "nao", "ki", "ko"] {
      for (a, b) in zip(lanes.trace(trace), scalar.trace(trace)) {
        // 1000 steps through two spikes: differences of an ulp grow with the flanks' slope.
        #expect(abs(a - b) <= 1e-10 * max(abs(b), 1))
      }
    }
  }
}
