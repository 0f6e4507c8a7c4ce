public import Communication
public import EngineKernels

/// A plan in motion: on one process, or the share of one of several that run a model together.
///
/// Several ranks call the same methods in the same order; each is a meeting of all. What is recorded
/// goes to the first rank's sink.
public final class Simulation {
  /// How a run ended.
  public enum Outcome: Sendable, Hashable {
    /// Every step was taken.
    case completed
    /// An event ended the run, as the model wants it; everything up to its time was handed in.
    case ended(EventOccurrence)
    /// Somebody asked for an end; everything up to `time` (ms) was handed in.
    case stopped(time: Double)
    /// A group could not go on; everything up to there was handed in.
    case failed(Failure)
  }

  /// Where and when a run failed.
  public struct Failure: Sendable, Hashable, Codable {
    /// Time of the last sound step, in ms.
    public var time: Double
    /// The group's number in the model.
    public var group: Int
    /// What its kernel found.
    public var cause: GroupFailure
    /// The voxel of the shared space that failed, where it was no group.
    public var voxel: Int?
  }

  /// What is run, without its groups' numbers, which the runtimes hold now.
  public let reports: [SimulationPlan.Report]
  let schedule: EpochSchedule
  /// The groups that run here.
  let groups: [GroupRuntime]
  /// Their numbers in the model.
  let numbers: [Int]
  /// How many groups the model has.
  let groupCount: Int
  let ranks: any Ranks
  let pool: WorkerPool
  /// The groups that each worker runs, if it keeps up with the others.
  let shares: WorkShares
  /// How many rounds there have been.
  var roundCount = 0
  let exchange: RoundExchange
  private let ledgerStart: Books
  private let atpFreeEnergy: Double
  var epoch = 0
  /// Where the last epoch ended, and where its last round began.
  var reached = EpochSchedule.End(step: 0, time: 0)
  var lastRoundBegin = EpochSchedule.End(step: 0, time: 0)
  /// The present time, in ms.
  public internal(set) var time = 0.0

  /// Checks a plan and builds its groups.
  ///
  /// - Parameters:
  ///   - plan: what to run; of several ranks each has a plan with its own groups.
  ///   - threads: how many threads; results do not depend on it.
  ///   - ranks: who runs the model's other groups; results do not depend on it either.
  /// - Throws: an `EngineError` where the plan contradicts itself.
  public init(_ plan: SimulationPlan, threads: Int, ranks: any Ranks = OneRank()) throws {
    try Self.validate(plan, ranks)
    reports = plan.reports
    self.ranks = ranks
    let schedule = plan.schedule
    self.schedule = schedule
    let groups = plan.groups.map {
      GroupRuntime($0, plan.settings, schedule, fused: plan.fused)
    }
    self.groups = groups
    numbers = plan.dealing.own
    groupCount = plan.dealing.groupCount
    // A large grid gives every worker something to do.
    let most = max(plan.groups.count, plan.grid.map { $0.valueCount / GridRuntime.smallGrid } ?? 0)
    let pool = WorkerPool(count: max(1, min(threads, most)))
    self.pool = pool
    let tissue = plan.grid.map { [numbers] in
      Tissue(
        $0, groups, numbers: numbers, samplers: plan.gridSamplers, workers: pool.count,
        ranks: ranks)
    }
    exchange = RoundExchange(
      groups, sources: plan.sources, tissue: tissue, ranks: ranks, mayLag: plan.spikesMayLag,
      workers: pool.count)
    ledgerStart = try Books(groups, numbers, tissue, ranks)
    atpFreeEnergy = plan.groups.lazy.compactMap(\.energy?.atpFreeEnergy).first ?? 0
    shares = WorkShares(
      GroupDealing.dealRuns(plan.groups.map { Double($0.slotCount) }, among: pool.count))
  }

  deinit { pool.shutDown() }

  /// All ranks go on, or none.
  private static func validate(_ plan: SimulationPlan, _ ranks: any Ranks) throws {
    let result = Result { try plan.validate() }
    var isWrong = false
    if case .failure = result { isWrong = true }
    guard ranks.any(isWrong) else { return }
    try result.get()
    throw EngineError(
      code: .invalidPlan, message: "the plan of another rank contradicts itself",
      suggestion: "run the model without --mpi to see how")
  }

  /// What this rank's groups have cost so far, and all ranks together.
  public func effort() throws -> SimulationEffort {
    let own = SimulationEffort(
      stepCount: groups.map(\.totalStepCount).max() ?? 0,
      byteCount: groups.reduce(exchange.tissue?.byteCount ?? 0) { $0 + $1.byteCount })
    return SimulationEffort(ranks: try ranks.gather(own))
  }

  /// What became of every dissolved species so far; without lines where nothing is dissolved.
  public func ledger() throws -> Ledger { Ledger(from: ledgerStart, to: try books()) }

  /// Books on energy up to now, at the time `time` (ms); nil where the plan asks for none.
  public func energyLedger(time: Double) throws -> EnergyLedger? {
    try books().energy.map { EnergyLedger($0, atpFreeEnergy: atpFreeEnergy, time: time) }
  }

  private func books() throws -> Books { try Books(groups, numbers, exchange.tissue, ranks) }

  /// Runs to the end, or until `shouldStop` says so between two epochs.
  ///
  /// - Parameters:
  ///   - sink: takes what is recorded, on the first rank; of others it hears of times alone.
  ///   - shouldStop: whether to end early; one rank that wants it is enough.
  ///   - betweenEpochs: called where a checkpoint can be taken, everything up to there handed in.
  /// - Returns: how it ended, the same on all ranks.
  /// - Throws: what the sink or `betweenEpochs` throws.
  public func run(
    into sink: any RecordingSink, shouldStop: () -> Bool = { false },
    betweenEpochs: () throws -> Void = {}
  ) throws -> Outcome {
    while epoch < schedule.count {
      if ranks.any(shouldStop()) { return .stopped(time: time) }
      let end = schedule.end(of: epoch)
      let failure = try earliest(runEpoch(to: end))
      if let ending = try ending(before: failure) {
        rewind(to: ending)
        time = ending.event.time
        try handOver(to: sink, upTo: time)
        try sink.epochEnded(time: time)
        return .ended(ending.event)
      }
      try handOver(to: sink, upTo: failure?.time)
      if let failure { return .failed(failure) }
      epoch += 1
      time = end.time
      try sink.epochEnded(time: time)
      if epoch < schedule.count { try betweenEpochs() }
    }
    groups.forEach { $0.finish() }
    exchange.tissue?.beginEpoch()
    try handOver(to: sink, isOver: true)
    try sink.epochEnded(time: time)
    return .completed
  }

  private func handOver(
    to sink: any RecordingSink, upTo end: Double? = nil, isOver: Bool = false
  ) throws {
    var handover = Handover(groups, exchange.tissue, isOver: isOver).gathered(ranks)
    handover.order(upTo: end)
    try append(handover.samples, to: sink, upTo: end)
    if !handover.events.isEmpty { try sink.append(events: handover.events) }
    if !handover.spikes.isEmpty { try sink.append(spikes: handover.spikes) }
  }

  private func append(
    _ samples: [SampledColumns], to sink: any RecordingSink, upTo end: Double?
  ) throws {
    let assembler = ReportAssembler(reports, samples)
    for report in reports.indices {
      let block = assembler.block(report, upTo: end)
      guard block.sampleCount > 0 else { continue }
      try sink.append(
        report: report, firstSample: block.firstSample, sampleCount: block.sampleCount,
        values: block.values)
    }
  }
}
