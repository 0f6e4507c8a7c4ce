public import EngineKernels

/// A plan in motion.
public final class Simulation {
  /// How a run ended.
  public enum Outcome: Sendable, Hashable {
    /// Every step was taken.
    case completed
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
  }

  /// What is run, without its groups' numbers, which the runtimes hold now.
  public let reports: [SimulationPlan.Report]
  private let settings: StepSettings
  private let totalSteps: Int
  private let epochSteps: Int
  private let groups: [GroupRuntime]
  private let pool: WorkerPool
  private let dealt: [[Int]]
  private var assembler: ReportAssembler
  private let startAmounts: [SpeciesAmounts]
  /// Steps taken so far.
  public private(set) var stepCount = 0

  /// Checks a plan and builds its groups.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - threads: how many threads; results do not depend on it.
  /// - Throws: an `EngineError` where the plan contradicts itself.
  public init(_ plan: SimulationPlan, threads: Int) throws {
    try plan.validate()
    settings = plan.settings
    totalSteps = plan.stepCount
    reports = plan.reports
    let epoch = plan.epochSteps
    epochSteps = epoch
    groups = plan.groups.map { GroupRuntime($0, plan.settings, epochSteps: epoch) }
    startAmounts = groups.speciesAmounts
    pool = WorkerPool(count: max(1, min(threads, plan.groups.count)))
    dealt = Self.deal(plan.groups.map(\.slotCount), among: pool.count)
    assembler = ReportAssembler(plan.reports)
  }

  deinit { pool.shutDown() }

  /// The present time, in ms.
  public var time: Double { Double(stepCount) * settings.timeStep }
  /// What became of every dissolved species so far; without lines where nothing is dissolved.
  public var ledger: Ledger { Ledger(start: startAmounts, end: groups.speciesAmounts) }
  /// Bytes held for nodes, states and parameters.
  public var byteCount: Int { groups.reduce(0) { $0 + $1.byteCount } }

  /// Runs to the end, or until `shouldStop` says so between two epochs.
  ///
  /// - Throws: what the sink throws.
  public func run(
    into sink: any RecordingSink, shouldStop: () -> Bool = { false }
  ) throws -> Outcome {
    while stepCount < totalSteps {
      if shouldStop() { return .stopped(time: time) }
      let steps = min(epochSteps, totalSteps - stepCount)
      let failure = runEpoch(steps)
      try handOver(to: sink, upTo: failure?.time)
      if let failure { return .failed(failure) }
      stepCount += steps
      try sink.epochEnded(time: time)
    }
    groups.forEach { $0.finish() }
    try handOverSamples(to: sink)
    try sink.epochEnded(time: time)
    return .completed
  }

  /// Runs every group through the same steps; the earliest failure, if any.
  private func runEpoch(_ steps: Int) -> Failure? {
    let groups = groups
    let dealt = dealt
    let results = FailureSlots(count: groups.count)
    pool.run { worker in
      for index in dealt[worker] { results.set(index, groups[index].run(steps: steps)) }
    }
    return results.earliest().map { index, cause in
      Failure(time: Double(cause.step) * settings.timeStep, group: index, cause: cause)
    }
  }

  private func handOver(to sink: any RecordingSink, upTo end: Double?) throws {
    try handOverSamples(to: sink)
    var spikes = groups.flatMap { $0.spikes.spikes }
    if let end { spikes.removeAll { $0.time > end } }
    guard !spikes.isEmpty else { return }
    spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
    try sink.append(spikes: spikes)
  }

  private func handOverSamples(to sink: any RecordingSink) throws {
    assembler.begin()
    for group in groups {
      for sampler in group.currentSamplers { assembler.add(sampler) }
    }
    for report in reports.indices {
      let block = assembler.block(report)
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
