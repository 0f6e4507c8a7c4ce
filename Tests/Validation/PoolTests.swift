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

  @Test("the ledger of volumes: what a cell gains its shell loses, with fixed and adaptive steps")
  func volumes() throws {
    let adaptive = AdaptiveModels.adaptive(PoolModels.quietCell, tolerance: 1e-6)
    for model in [PoolModels.quietCell, adaptive] {
      let volume = try #require(try ModelRun(model).ledger.volume)
      let imbalance = try #require(volume.imbalance)
      #expect(imbalance <= 1e-12)
      #expect(abs(volume.end.inside - volume.start.inside) > 1e-6 * volume.start.inside)
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
    case .stopped, .ended: Issue.record("nobody stopped it")
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

@Suite("Interventions")
struct InterventionTests {
  /// A passive compartment, τ = 10 ms, whose pump of 1 µA/cm² holds it 10 mV below its leak's −60 mV.
  private let model = """
    skou: 1
    simulation: {duration: 40 ms, dt: 0.02 ms, temperature: 37 degC}
    ions:
      na: {inside: 10000 mM, outside: 145 mM}
      k: {inside: 140 mM, outside: 10000 mM}
    cells:
      cell:
        morphology: {cylinder: {length: 10 um, diameter: 10 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -70 mV}
        mechanisms:
          - {use: leak, g: 0.1 mS/cm2, reversal: -60 mV}
          - {use: na_k_atpase, model: hill, imax: 1 uA/cm2, km_na: 0 mM, km_k: 0 mM}
    populations: {cell: {cell: cell, count: 1}}
    record:
      v: {variable: v, cells: cell, at: soma, every: 1 ms}
      block: {variable: na_k_atpase.block, cells: cell, at: soma, every: 1 ms}
    interventions:
    """

  @Test("a block off the grid, and its end, follow the analytic course with second order")
  func block() throws {
    let text = model + "\n  - {at: 5.0137 ms, for: 10.4 ms, set: {na_k_atpase.block: 1}}"
    let exact = { (t: Double) -> Double in
      let tau = 10.0
      if t < 5.0137 { return -70 }
      let atEnd = -60 - 10 * exp(-10.4 / tau)
      if t < 15.4137 { return -60 - 10 * exp(-(t - 5.0137) / tau) }
      return -70 + (atEnd + 70) * exp(-(t - 15.4137) / tau)
    }
    var errors: [Double] = []
    for step in [0.2, 0.1, 0.05] {
      let run = try ModelRun(text, overrides: ["simulation.dt=\(step) ms"])
      let differences = run.trace("v").enumerated().map {
        abs($0.element - exact(Double($0.offset)))
      }
      errors.append(differences.dropFirst(17).max() ?? .infinity)
    }
    // An error of (dt/τ)²/12 of 10 mV, and as much for each of the two damped steps.
    #expect(errors[2] <= 1e-4)
    #expect(errors[0] > 3 * errors[1] && errors[1] > 3 * errors[2], "\(errors)")
  }

  @Test("a ramp goes in a straight line, and stays")
  func ramp() throws {
    let run = try ModelRun(
      model + "\n  - {at: 10 ms, over: 20 ms, set: {na_k_atpase.block: 0.5}}")
    let block = run.trace("block")
    // Recorded numbers are means over the last step of 0.02 ms.
    for t in 0...40 {
      let exact = 0.5 * min(max((Double(t) - 10) / 20, 0), 1)
      #expect(abs(block[t] - exact) <= 0.5 * 0.02 / 20)
    }
    #expect(abs((run.trace("v").last ?? 0) - -65) < 3, "half of the pump is left")
  }

  @Test("a schedule repeats, and each end restores what was before")
  func schedule() throws {
    let run = try ModelRun(
      model + "\n  - {at: 4.5 ms, for: 2 ms, every: 10 ms, times: 3, set: {na_k_atpase.block: 1}}")
    let blocked = run.trace("block").enumerated().filter { $0.element > 0.5 }.map(\.offset)
    #expect(blocked == [5, 6, 15, 16, 25, 26])
  }

  @Test("the bath may change: E follows, at once and by Nernst")
  func bath() throws {
    let text = PoolModels.ionTree
      .replacingOccurrences(
        of: "extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}",
        with: "interventions: [{at: 0.5 ms, set: {bath.k: 10 mM}}]"
      )
      .replacingOccurrences(
        of: "nai: {variable: \"[na]i\"", with: "ek: {variable: e_k")
    let run = try ModelRun(text, overrides: ["simulation.duration=1 ms"])
    let potential = { (outside: Double, inside: Double) in
      8.314462618 / 96485.33212 * 1000 * 279.45 * log(outside / inside)
    }
    #expect(abs(run.trace("ek")[0] - potential(3.5, 130)) < 1e-6)
    let end = try #require(run.trace("ek").last)
    #expect(abs(end - potential(10, run.trace("ki").last ?? 0)) < 1e-9)
  }
}
