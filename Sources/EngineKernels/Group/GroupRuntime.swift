import CMechanismABI
import Numerics

/// A group in motion: its memory, its mechanisms, and the loop over steps.
///
/// One worker at a time may call `run`; groups share nothing that changes.
public final class GroupRuntime: @unchecked Sendable {
  // Handed from worker to worker between epochs, behind the pool's barrier: WorkerPool.
  let settings: StepSettings
  let packs: [TreePack]
  let indices: [Int32]
  let slotCount: Int
  let nodeCount: Int
  let nodes: NodeArrays
  let mechanisms: [MechanismRuntime]
  let calls: MechanismCalls
  /// Mechanisms at points of the cells, one entry a kind.
  let points: [PointRuntime]
  let connections: ConnectionsPlan
  /// The events that are on their way to points.
  var queue = EventQueue()
  var emitters: [Detector]
  let responders: [[EmitterPlan.Responder]]
  /// Spikes that left the group in the last `run`, in order of step, then of emitter.
  public internal(set) var emitted: SpikeBuffer
  /// Those whose states draw random numbers.
  let randomMechanisms: [MechanismRuntime]
  /// What is dissolved; nil where all concentrations are constant.
  let solutions: Solutions?
  /// The step after which currents are compared with those of their ions again.
  var nextBalanceCheck = 0
  /// Keeps books on energy, where somebody asked for them.
  private(set) var meter: EnergyMeter?
  /// Ions on their way along the trees; nil where they stay in their compartments.
  let axial: AxialRuntime?
  /// Conductances between cells; nil where there are none.
  let gapJunctions: GapJunctions?
  /// What enters otherwise than by fluxes of species; nil where nothing is dissolved.
  let books: GroupBooks?
  let arena: DoubleArena
  let columns: [DoubleArena]
  /// How many doubles, from the arena's base on, change from step to step: V, then states.
  let changingCount: Int
  let saved: DoubleArena
  let currentClamps: [CurrentClampPlan]
  let voltageClamps: [VoltageClampPlan]
  var interventions: [Intervention] = []
  var cursors: [WaveformCursor]
  var heldCurrents: [HeldCurrent]
  /// What voltage clamps do in the present step.
  var heldClamps: [ClampMean]
  let startsUneven: Bool
  /// How many cells of the tissue each cell stands for.
  public let represents: Double
  var nextJump = -Double.infinity
  var dampedUntil = 0
  var detectors: [Detector]
  var samplers: [Sampler] = []
  /// Crossings found in the present epoch, in order of step, then of detector.
  public internal(set) var spikes: SpikeBuffer
  var watchers: [EventWatcher] = []
  /// Events found in the present epoch.
  public internal(set) var events: EventBuffer
  var isWatching = false
  var epochStart = EpochStart()
  /// How many fixed steps have been taken since `origin`.
  public internal(set) var stepCount = 0
  /// When the first of them began, in ms: not 0 after adaptive steps.
  var origin = 0.0
  /// When the group last saw the space that all cells share, in ms.
  var lastExchange = 0.0
  /// How many fixed steps were taken before `origin`.
  var earlierFixedSteps = 0
  /// How many adaptive steps have been taken.
  public internal(set) var adaptiveStepCount = 0
  /// To which node each node of the trees leads, or −1; and by how much, in µS.
  let parents: [Int32]
  let axialConductance: [Double]
  /// Takes adaptive steps, where there are any.
  private(set) var driver: AdaptiveDriver?
  var switching = Switching()
  /// V before a fixed step, where these are watched.
  let previousVoltage: DoubleArena

  /// Builds a group from a plan that `Engine` has checked, with room for an epoch's samples.
  ///
  /// - Parameters:
  ///   - plan: the cells.
  ///   - settings: how they are stepped.
  ///   - schedule: when the run ends and how long an epoch is.
  ///   - fused: which mechanisms' steps are taken in one pass; no result depends on it.
  public init(
    _ plan: GroupPlan, _ settings: StepSettings, _ schedule: EpochSchedule,
    fused: FusedSteps = FusedSteps()
  ) {
    self.settings = settings
    packs = plan.packs
    indices = plan.indices
    slotCount = plan.slotCount
    nodeCount = plan.nodeCount
    var columnArena = ColumnArena()
    let borders = fused.isEmpty ? [] : plan.membraneRegions.map(\.firstRow)
    let rows = fused.isEmpty ? tileRows : fusedTileRows
    mechanisms = plan.mechanisms.enumerated().map { number, mechanism in
      let changing = ChangingColumns(mechanism, number: number, plan.interventions)
      return MechanismRuntime(
        mechanism, settings, changing: changing, &columnArena, tileRows: rows, borders: borders)
    }
    points = plan.points.map { point in
      // Interventions change the temperature of points, and no parameter.
      let changing = ChangingColumns(point.mechanism, number: nil, plan.interventions)
      return PointRuntime(point, settings, &columnArena, changing: changing)
    }
    randomMechanisms = mechanisms.filter(\.isRandom)
    columnArena.finish()
    columns = columnArena.arenas
    let layout = GroupMemory(plan)
    changingCount = layout.changingCount
    arena = DoubleArena(count: layout.count)
    saved = DoubleArena(count: layout.changingCount)
    nodes = layout.fill(arena, plan, settings)
    parents = plan.parents
    axialConductance = plan.axialConductance
    previousVoltage = DoubleArena(count: settings.stepping == .fixed ? 0 : plan.slotCount)
    let solutionsArena = arena
    solutions = layout.solutions.flatMap { memory in
      plan.solutions.map {
        Solutions($0, memory, solutionsArena, slotCount: plan.slotCount, settings)
      }
    }
    calls = MechanismCalls(
      mechanisms, settings.path == .lanes ? fused : FusedSteps(), plan.summedSpecies, solutions)
    axial = plan.axial.map { AxialRuntime($0, plan) }
    let gapCurrents = arena.base + layout.gapCurrents
    gapJunctions =
      plan.gapJunctions.isEmpty
      ? nil
      : GapJunctions(plan.gapJunctions, current: gapCurrents, nodes, plan.nodeCount)
    solutions?.remember(nodes.voltage)
    let places = arena.base + layout.books
    books = solutions.map { _ in GroupBooks(plan, base: places) }
    currentClamps = plan.currentClamps
    voltageClamps = plan.voltageClamps
    cursors = plan.currentClamps.map { _ in WaveformCursor() }
    heldCurrents = plan.currentClamps.map { HeldCurrent(slot: $0.slot) }
    heldClamps = plan.voltageClamps.map { _ in ClampMean() }
    startsUneven = plan.startsUneven
    represents = plan.represents
    detectors = plan.detectors.map { Detector(plan: $0, previous: plan.voltage[$0.slot]) }
    spikes = SpikeBuffer(detectors: plan.detectors.count)
    connections = plan.connections
    emitters = plan.emitters.map {
      Detector(plan: $0.detector, previous: plan.voltage[$0.detector.slot])
    }
    responders = plan.emitters.map(\.responders)
    emitted = SpikeBuffer(detectors: plan.emitters.count)
    events = EventBuffer(conditions: plan.events.count)
    for (i, mechanism) in mechanisms.enumerated() {
      let base = arena.base
      mechanism.connect(
        nodes, solutions, books, stateBase: layout.states[i].map { base + $0 },
        isMetered: plan.energy != nil, fuels: plan.energy?.fuels[i] ?? [], slotCount: slotCount)
      mechanism.setTimeStep(settings.timeStep)
    }
    for (i, point) in points.enumerated() {
      let base = arena.base
      point.connect(
        solutions, books, stateBase: layout.pointStates[i].map { base + $0 },
        isMetered: plan.energy != nil, slotCount: slotCount)
    }
    interventions = Self.interventions(plan.interventions, mechanisms, points, solutions)
    intervene(0, 0)
    for mechanism in mechanisms { mechanism.call(mechanism.hooks.initialize) }
    for point in points {
      point.collectVoltage(nodes)
      point.collectSolutions(solutions)
      point.mechanism.call(point.mechanism.hooks.initialize)
    }
    meter = plan.energy.map { EnergyMeter($0, self, capacitance: plan.capacitance) }
    samplers = plan.samplers.map { Sampler($0, self, epochTime: schedule.longestEpoch) }
    watchers = Self.watchers(plan.events, self)
    solutions?.takesWholeSteps = changesAmountsByFluxesAlone
    solutions?.keepsConcentrations = !watchers.isEmpty
    if let tolerance = settings.stepping.tolerance {
      let driver = AdaptiveDriver(self, relativeTolerance: tolerance, end: schedule.duration)
      self.driver = driver
      if case .adaptive = settings.stepping {
        switching.isFixed = false
        driver.begin(at: 0)
      }
    }
  }

  /// The trees' edges, as an implicit system wants them: made anew, as fixed steps need none.
  var edges: TreeEdges {
    TreeEdges(parents: parents, conductance: axialConductance, slotCount: slotCount)
  }

  /// Time after `steps` fixed steps, in ms: a product, so that it does not drift.
  @inline(__always) func time(_ steps: Int) -> Double { origin + Double(steps) * settings.timeStep }

  /// By how much gates lag behind V now, in ms.
  var lag: Double { switching.isFixed && stepCount > 0 ? settings.lag : 0 }

  /// Forgets what has been handed over.
  public func beginEpoch() {
    spikes.removeAll()
    events.removeAll()
    for i in samplers.indices { samplers[i].removeAll() }
  }

  /// Takes the group to the end of a round.
  ///
  /// - Returns: nil, or what failed; the group then stands before the step that failed, with the
  ///   samples and spikes up to there.
  public func run(to end: EpochSchedule.End) -> GroupFailure? {
    emitted.removeAll()
    if !isWatching { beginWatching() }
    isWatching = true
    // What is true at the start may end the run before the first step.
    let end = events.ending == nil ? end : EpochSchedule.End(step: 0, time: 0)
    if totalStepCount == 0, let failure = checkBalance() { return failure }
    return step(to: end) ?? checkBalance()
  }

  /// Goes back to where the last `run` began, at `begin` ms, and takes the group to an earlier end.
  ///
  /// Where fixed and adaptive steps take turns, nothing remembers the beginning: the group stays.
  public func rerun(from begin: Double, to end: EpochSchedule.End) {
    if case .automatic = settings.stepping { return }
    guard epochStart.isNoted else { return }
    restore()
    if let driver {
      driver.begin(at: begin)
      _ = runAdaptive(driver, to: end.time)
    } else {
      _ = runFixed(toStep: end.step)
      sample()
    }
  }

  private func step(to end: EpochSchedule.End) -> GroupFailure? {
    guard let driver else { return runFixed(toStep: end.step) }
    if case .automatic = settings.stepping { return runAutomatic(driver, to: end.time) }
    save()
    return runAdaptive(driver, to: end.time)
  }

  private func runFixed(toStep last: Int) -> GroupFailure? {
    save()
    while stepCount < last {
      sample()
      guard takeStep() else {
        let failed = stepCount
        restore()
        return replay(toFailureAt: failed)
      }
      if events.ending != nil { break }
    }
    // An event may lie before samples that the next step would have taken.
    if events.ending != nil { sample() }
    return nil
  }

  /// Samples what is due at the present time, without taking a step: at the end of a run.
  public func finish() {
    for i in samplers.indices { samplers[i].removeAll() }
    if switching.isFixed { sample() }
  }

  /// How many steps have been taken, fixed and adaptive.
  public var totalStepCount: Int { earlierFixedSteps + stepCount + adaptiveStepCount }

  /// The samplers with what they took in the present epoch, or in `finish`.
  public var currentSamplers: [Sampler] { samplers }

  /// The potential of a slot, in mV.
  public func voltage(slot: Int) -> Double { nodes.voltage[slot] }

  /// Bytes held for this group.
  public var byteCount: Int {
    8 * (arena.count + saved.count + columns.reduce(0) { $0 + $1.count })
      + 8 * ((solutions?.doubleCount ?? 0) + (axial?.doubleCount ?? 0))
      + 8 * (meter?.doubleCount ?? 0) + indices.count * 4
      + 8 * (gapJunctions?.doubleCount ?? 0) + networkByteCount
  }

  /// Bytes held for points, connections and places in a shared space.
  private var networkByteCount: Int {
    points.reduce(0) { $0 + 8 * $1.doubleCount + 4 * $1.laneCount }
      + connections.byteCount + (solutions?.shared?.byteCount ?? 0)
  }
}
