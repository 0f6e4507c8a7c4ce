public import EngineKernels

/// A plan in motion.
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
  public struct Failure: Sendable, Hashable {
    /// Time of the last sound step, in ms.
    public var time: Double
    /// The group's number.
    public var group: Int
    /// What its kernel found.
    public var cause: GroupFailure
    /// The voxel of the shared space that failed, where it was no group.
    public var voxel: Int?
  }

  /// What is run, without its groups' numbers, which the runtimes hold now.
  public let reports: [SimulationPlan.Report]
  let schedule: EpochSchedule
  let groups: [GroupRuntime]
  let pool: WorkerPool
  /// The groups that each worker runs.
  let dealt: [[Int]]
  let exchange: RoundExchange
  private var assembler: ReportAssembler
  private let ledgerStart: LedgerStart
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
  ///   - plan: what to run.
  ///   - threads: how many threads; results do not depend on it.
  /// - Throws: an `EngineError` where the plan contradicts itself.
  public init(_ plan: SimulationPlan, threads: Int) throws {
    try plan.validate()
    reports = plan.reports
    let schedule = plan.schedule
    self.schedule = schedule
    let groups = plan.groups.map { GroupRuntime($0, plan.settings, schedule) }
    self.groups = groups
    // A large grid gives every worker something to do.
    let most = max(plan.groups.count, plan.grid.map { $0.valueCount / Tissue.smallGrid } ?? 0)
    let pool = WorkerPool(count: max(1, min(threads, most)))
    self.pool = pool
    let tissue = plan.grid.map {
      Tissue($0, groups, samplers: plan.gridSamplers, workers: pool.count)
    }
    exchange = RoundExchange(groups, sources: plan.sources, tissue: tissue)
    ledgerStart = LedgerStart(groups, tissue)
    atpFreeEnergy = plan.groups.lazy.compactMap(\.energy?.atpFreeEnergy).first ?? 0
    dealt = Self.deal(plan.groups.map(\.slotCount), among: pool.count)
    assembler = ReportAssembler(plan.reports)
  }

  deinit { pool.shutDown() }

  /// Steps taken so far, added over groups that do not step together.
  public var stepCount: Int { groups.map(\.totalStepCount).max() ?? 0 }
  /// What became of every dissolved species so far; without lines where nothing is dissolved.
  public var ledger: Ledger { Ledger(ledgerStart, groups, exchange.tissue) }
  /// Books on energy up to now, at the time `time` (ms); nil where the plan asks for none.
  public func energyLedger(time: Double) -> EnergyLedger? {
    groups.energyAmounts.map {
      EnergyLedger($0, atpFreeEnergy: atpFreeEnergy, time: time)
    }
  }
  /// Bytes held for nodes, states and parameters, for connections and voxels.
  public var byteCount: Int {
    groups.reduce(exchange.tissue?.byteCount ?? 0) { $0 + $1.byteCount }
  }

  /// Runs to the end, or until `shouldStop` says so between two epochs.
  ///
  /// - Parameters:
  ///   - sink: takes what is recorded.
  ///   - shouldStop: whether to end early.
  ///   - betweenEpochs: called where a checkpoint can be taken, everything up to there handed in.
  /// - Returns: how it ended.
  /// - Throws: what the sink or `betweenEpochs` throws.
  public func run(
    into sink: any RecordingSink, shouldStop: () -> Bool = { false },
    betweenEpochs: () throws -> Void = {}
  ) throws -> Outcome {
    while epoch < schedule.count {
      if shouldStop() { return .stopped(time: time) }
      let end = schedule.end(of: epoch)
      let failure = runEpoch(to: end)
      if let ending = ending(before: failure) {
        rewind(to: ending)
        time = ending.time
        try handOver(to: sink, upTo: ending.time)
        try sink.epochEnded(time: time)
        return .ended(ending)
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
    try handOverSamples(to: sink)
    try sink.epochEnded(time: time)
    return .completed
  }

  /// The first event of the epoch that ends the run; none after a failure.
  private func ending(before failure: Failure?) -> EventOccurrence? {
    var first: EventOccurrence?
    for case let ending? in groups.map(\.ending) where ending.isBefore(first) { first = ending }
    guard let first, first.time <= failure?.time ?? .infinity else { return nil }
    return first
  }

  /// Takes all groups back to the time at which one found an event that ends the run.
  private func rewind(to ending: EventOccurrence) {
    let groups = groups
    let dealt = dealt
    let begin = lastRoundBegin.time
    let step = groups.first { $0.ending == ending }?.stepCount ?? 0
    pool.run { worker in
      for index in dealt[worker] where groups[index].ending != ending {
        groups[index].rerun(from: begin, to: EpochSchedule.End(step: step, time: ending.time))
      }
    }
  }

  private func handOver(to sink: any RecordingSink, upTo end: Double?) throws {
    try handOverSamples(to: sink, upTo: end)
    try handOverEvents(to: sink, upTo: end)
    var spikes = groups.flatMap { $0.spikes.spikes }
    if let end { spikes.removeAll { $0.time > end } }
    guard !spikes.isEmpty else { return }
    spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
    try sink.append(spikes: spikes)
  }

  private func handOverEvents(to sink: any RecordingSink, upTo end: Double?) throws {
    var events = groups.flatMap { $0.events.occurrences }
    if let end { events.removeAll { $0.time > end } }
    guard !events.isEmpty else { return }
    events.sort { $0.isBefore($1) }
    try sink.append(events: events)
  }

  private func handOverSamples(to sink: any RecordingSink, upTo end: Double? = nil) throws {
    assembler.begin()
    for group in groups {
      for sampler in group.currentSamplers { assembler.add(sampler) }
    }
    for sampler in exchange.tissue?.samplers ?? [] { assembler.add(sampler) }
    for report in reports.indices {
      let block = assembler.block(report, upTo: end)
      guard block.sampleCount > 0 else { continue }
      try sink.append(
        report: report, firstSample: block.firstSample, sampleCount: block.sampleCount,
        values: block.values)
    }
  }

  /// Deals groups to workers, the largest first, each to the worker with the least to do.
  static func deal(_ costs: [Int], among workers: Int) -> [[Int]] {
    var dealt = [[Int]](repeating: [], count: workers)
    var load = [Int](repeating: 0, count: workers)
    for index in costs.indices.sorted(by: { (-costs[$0], $0) < (-costs[$1], $1) }) {
      let worker = load.indices.min { (load[$0], $0) < (load[$1], $1) } ?? 0
      dealt[worker].append(index)
      load[worker] += costs[index]
    }
    return dealt.map { $0.sorted() }
  }
}
