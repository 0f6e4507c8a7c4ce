import Engine
import Lowering
import Testing

/// Networks that cannot be, or cannot go on.
@Suite("Networks that fail")
struct NetworkFailureTests {
  /// A cell in a voxel of 1000 µm³ whose potassium a current may use up.
  private func text(position: String = "[5 um, 5 um, 5 um]", current: Double = 0) -> String {
    """
    skou: 1
    simulation: {duration: 50 ms, dt: 0.025 ms, temperature: 37 degC}
    ions:
      k: {inside: 130 mM, outside: 3.5 mM, dynamics: pool}
    extracellular:
      space: grid
      spacing: 10 um
      box: {from: [0 um, 0 um, 0 um], to: [30 um, 10 um, 10 um]}
      volume_fraction: 0.2
    cells:
      cell:
        morphology: {sphere: {diameter: 8 um}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        mechanisms:
          - {use: imposed_current, ion: k, density: \(current) mA/cm2}
          - {use: leak, g: 100 mS/cm2, reversal: -65 mV}
    populations: {cell: {cell: cell, positions: {points: [\(position)]}}}
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.025 ms}
      ko: {variable: "[k]o", cells: cell, at: soma, every: 1 ms}
      map: {variable: "[k]o", on: extracellular, every: 1 ms}
    """
  }

  @Test("a cell outside of the grid is refused, and named")
  func outside() throws {
    do {
      _ = try ModelRun(text(position: "[5 um, 5 um, 12 um]"))
      Issue.record("it was taken")
    } catch let error as LoweringError {
      let message = String(describing: error)
      #expect(message.contains("cell 0 of 'cell'") && message.contains("(5.0, 5.0, 12.0) um"))
      #expect(message.contains("enlarge the box"))
    }
  }

  @Test("a voxel whose potassium is used up ends the run: time, species and voxel are told")
  func exhaustion() throws {
    // −10 mA/cm² over 201 µm²: 208 amol/ms, and 0.2 · 1000 µm³ · 3.5 mM = 700 amol a voxel.
    let run = try ModelRun(text(position: "[15 um, 5 um, 5 um]", current: -10))
    guard case .failed(let failure) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(failure.cause.species == "k")
    #expect(failure.voxel == 1)
    // Everything before is kept, and nothing behind it.
    let samples = try #require(run.times["v"])
    #expect(samples.count > 40 && (samples.last ?? .infinity) <= failure.time + 1)
    for trace in (run.traces["map"] ?? []) + (run.traces["ko"] ?? []) {
      #expect(trace.allSatisfy { $0 >= 0 })
    }
  }

  @Test("with a current that the space can bear the run goes on")
  func bearable() throws {
    let run = try ModelRun(text(position: "[15 um, 5 um, 5 um]", current: -0.1))
    #expect(run.outcome == .completed)
    #expect(run.ledger.imbalance <= 1e-12)
  }

  @Test("a synapse that is not there and a delay below the time step are refused")
  func wiring() throws {
    let text = BusyringModels.ring(.squid)
    for (part, other) in [
      ("synapse: input", "synapse: nowhere"), ("delay: 5 ms", "delay: 0.02 ms"),
    ] {
      #expect(text.contains(part))
      #expect(throws: (any Error).self) { _ = try ModelRun(text.replacing(part, with: other)) }
    }
  }

  /// A patch of squid membrane with a synapse, for 40 ms.
  private static func patch(_ synapse: String) -> String {
    """
    skou: 1
    simulation: {duration: 40 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      patch:
        morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
        ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
        mechanisms:
          - {use: nav_hh}
          - {use: kv_hh}
          - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
        synapses: [\(synapse)]
    """
  }

  /// Two patches that make each other spike, with synapses that learn; a current of 10 A tears one
  /// apart, from `time` (ms) on.
  private func torn(at time: Double) throws -> ModelRun {
    try ModelRun(
      """
      \(Self.patch(
        "{use: stdp_syn, name: input, at: soma, reversal: 0 mV, a_plus: 0.1, a_minus: 0.1}"))
      populations: {patch: {cell: patch, count: 2}}
      sources: {kick: {regular: {start: 1.003 ms, interval: 1.7 ms}}}
      connections:
        - {from: kick, to: patch 0, rule: all_to_all, synapse: input, weight: 9 nS, delay: 0 ms}
        - {from: patch, to: patch, rule: {ring: 1}, synapse: input, weight: 60 nS, delay: 15 ms}
      stimuli:
        - {current_clamp: {amplitude: 10 A, start: \(time) ms}, cells: patch 1, at: soma}
      record:
        v: {variable: v, cells: patch, at: soma, every: 0.025 ms}
        efficacy: {variable: input.efficacy, cells: patch, at: soma, every: 0.1 ms}
        spikes: {threshold: 0 mV, cells: patch, at: soma}
      """)
  }

  @Test(
    "what is run again to find a fault comes out as the first time, spikes and learning included")
  func again() throws {
    let whole = try torn(at: 100)
    #expect(whole.outcome == .completed)
    let run = try torn(at: 37.3)
    guard case .failed(let failure) = run.outcome else {
      Issue.record("\(run.outcome)")
      return
    }
    #expect(abs(failure.time - 37.3) <= 0.05)
    #expect(run.spikes["spikes"]?.count ?? 0 >= 3)
    #expect(run.spikes["spikes"] == whole.spikes["spikes"]?.filter { $0 < failure.time })
    for name in ["v", "efficacy"] {
      for (a, b) in zip(run.traces[name] ?? [], whole.traces[name] ?? []) {
        let count = min(a.count, Int(37 / (name == "v" ? 0.025 : 0.1)))
        #expect(count > 300 && a.prefix(count) == b.prefix(count), "\(name)")
      }
    }
  }

  /// Patches in a chain, of which one is torn apart by a current of 10 A at 21 ms; each cell hears of
  /// those before it.
  private static let chain = """
    \(patch("{use: exp_syn, name: input, at: soma, tau: 2 ms, reversal: 0 mV}"))
    populations: {patch: {cell: patch, count: 2400}}
    sources: {kick: {regular: {start: 1.003 ms, interval: 7 ms}}}
    connections:
      - {from: kick, to: patch 0 to 299, rule: all_to_all, synapse: input, weight: 20 nS, delay: 0 ms}
      - {from: patch, to: patch, rule: {ring: 300}, synapse: input, weight: 20 nS, delay: 4 ms}
    stimuli: [{current_clamp: {amplitude: 10 A, start: 21 ms}, cells: patch 1300, at: soma}]
    record:
      v: {variable: v, cells: patch 100, at: soma, every: 0.1 ms}
      spikes: {threshold: 0 mV, cells: patch, at: soma}
    """

  @Test("others go on for as long after a failure, whoever runs them", arguments: [2, 3])
  func others(threads: Int) throws {
    let one = try ModelRun(Self.chain)
    guard case .failed(let failure) = one.outcome else {
      Issue.record("\(one.outcome)")
      return
    }
    #expect(abs(failure.time - 21) <= 0.05)
    #expect(one.model.plan.groups.count >= 4)
    #expect(one.spikes["spikes"]?.count ?? 0 > 1000)
    // Rounds are 2 ms long: the failure falls into the one to 22 ms, and the next one is the last.
    #expect(one.stepCount == 24 * 40)
    let other = try ModelRun(Self.chain, threads: threads)
    #expect(other.outcome == one.outcome)
    #expect(other.stepCount == one.stepCount)
    #expect(other.cellSpikes == one.cellSpikes)
    #expect(other.traces == one.traces)
  }
}
