#if os(Linux)
  import CAllocationCounter
  import EngineKernels
  import Lowering
  import ModelIO
  import Synchronization
  import Testing

  @testable import Engine

  /// A run of which rounds of any length are taken, and what each thread allocates in them counted.
  final class CountedRun {
    /// How often each thread allocated in a round.
    struct Round {
      /// While spikes were brought to where they go: as often as arrays had to grow.
      var delivering: [UInt] = []
      /// While groups took steps.
      var stepping: [UInt] = []
      /// While what had left the cells spread outside.
      var spreading: [UInt] = []
      /// How many steps all groups took, however long.
      var stepCount = 0
    }

    /// Spikes in all rounds.
    private(set) var spikeCount = 0
    private let simulation: Simulation
    private let timeStep: Double
    private var reached = EpochSchedule.End(step: 0, time: 0)

    init(_ model: SteppingModel, threads: Int) throws {
      let loader = ModelLoader(manifests: linkedMechanisms.manifests)
      let loaded = try loader.load(text: model.text, file: "\(model).yaml")
      let plan = try ModelLowering.lower(loaded.description, linkedMechanisms).plan
      simulation = try Simulation(plan, threads: threads)
      // Where steps choose their own length, as much time passes.
      timeStep = plan.settings.timeStep > 0 ? plan.settings.timeStep : 0.025
    }

    /// Takes an epoch of one round.
    func round(steps: Int) -> Round {
      let last = reached.step + steps
      let (begin, end) = (reached, EpochSchedule.End(step: last, time: Double(last) * timeStep))
      reached = end
      simulation.exchange.beginEpoch()
      simulation.groups.forEach { $0.beginEpoch() }
      let stepsBefore = stepCount
      var round = self.round(from: begin, to: end)
      round.stepCount = stepCount - stepsBefore
      spikeCount += simulation.groups.reduce(0) { $0 + $1.spikes.spikes.count }
      return round
    }

    private var stepCount: Int { simulation.groups.reduce(0) { $0 + $1.totalStepCount } }

    /// What `Simulation.runEpoch` does in a round, but that nobody helps others out: both rounds are
    /// compared thread by thread.
    private func round(from begin: EpochSchedule.End, to end: EpochSchedule.End) -> Round {
      let (groups, shares, exchange, pool) =
        (simulation.groups, simulation.shares, simulation.exchange, simulation.pool)
      let failures = FailureSlots(count: groups.count)
      var round = Round()
      round.delivering = count { worker in
        _ = exchange.deliver(worker, own: shares.own(worker), before: end.time, pool)
      }
      let own = (0..<pool.count).map { shares.own($0) }
      round.stepping = count { worker in
        // In tests, which are not optimised, `for` allocates.
        var place = 0
        while place < own[worker].count {
          failures.set(own[worker][place], groups[own[worker][place]].run(to: end))
          place += 1
        }
      }
      round.spreading = count { worker in
        exchange.spread(worker, own: shares.own(worker), from: begin.time, to: end.time, pool)
      }
      #expect(!failures.hasAny)
      return round
    }

    /// Lets all threads do something; how often each allocated in it.
    private func count(_ body: @escaping @Sendable (Int) -> Void) -> [UInt] {
      let counts = Counts(threads: simulation.pool.count)
      simulation.pool.run { worker in
        // Each asks for its own count: other threads of this process allocate, too.
        let before = skou_allocation_count()
        body(worker)
        counts.set(worker, UInt(skou_allocation_count() - before))
      }
      return counts.all
    }
  }

  /// A number of each thread.
  private final class Counts: Sendable {
    private let values: Mutex<[UInt]>

    init(threads: Int) { values = Mutex([UInt](repeating: 0, count: threads)) }

    func set(_ worker: Int, _ count: UInt) { values.withLock { $0[worker] = count } }
    var all: [UInt] { values.withLock { $0 } }
  }
#endif
