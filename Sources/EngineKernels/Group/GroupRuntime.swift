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
  let calls: [MechanismCall]
  /// Those whose states draw random numbers.
  let randomMechanisms: [MechanismRuntime]
  /// What is dissolved; nil where all concentrations are constant.
  let solutions: Solutions?
  let arena: DoubleArena
  private let columns: [DoubleArena]
  /// How many doubles, from the arena's base on, change from step to step: V, then states.
  let changingCount: Int
  let saved: DoubleArena
  let currentClamps: [CurrentClampPlan]
  let voltageClamps: [VoltageClampPlan]
  var interventions: [Intervention] = []
  var cursors: [WaveformCursor]
  var heldCurrents: [HeldCurrent]
  let startsUneven: Bool
  var nextJump = -Double.infinity
  var dampedUntil = 0
  var detectors: [Detector]
  var samplers: [Sampler] = []
  /// Crossings found in the last `run`, in order of step, then of detector.
  public internal(set) var spikes: SpikeBuffer
  /// How many steps have been taken.
  public internal(set) var stepCount = 0

  /// Builds a group from a plan that `Engine` has checked, with room for epochs of `epochSteps`.
  public init(_ plan: GroupPlan, _ settings: StepSettings, epochSteps: Int) {
    self.settings = settings
    packs = plan.packs
    indices = plan.indices
    slotCount = plan.slotCount
    nodeCount = plan.nodeCount
    var columnArena = ColumnArena()
    mechanisms = plan.mechanisms.enumerated().map { number, mechanism in
      let changing = plan.interventions.compactMap { intervention -> Int? in
        guard case .parameter(number, let parameter) = intervention.target else { return nil }
        return parameter
      }
      return MechanismRuntime(mechanism, settings, changing: Set(changing), &columnArena)
    }
    calls = MechanismCall.all(mechanisms)
    randomMechanisms = mechanisms.filter(\.isRandom)
    columnArena.finish()
    columns = columnArena.arenas
    let layout = GroupMemory(plan)
    changingCount = layout.changingCount
    arena = DoubleArena(count: layout.count)
    saved = DoubleArena(count: layout.changingCount)
    nodes = layout.fill(arena, plan, settings)
    let solutionsArena = arena
    solutions = layout.solutions.flatMap { memory in
      plan.solutions.map {
        Solutions($0, memory, solutionsArena, slotCount: plan.slotCount, settings)
      }
    }
    currentClamps = plan.currentClamps
    voltageClamps = plan.voltageClamps
    cursors = plan.currentClamps.map { _ in WaveformCursor() }
    heldCurrents = plan.currentClamps.map { HeldCurrent(slot: $0.slot) }
    startsUneven = plan.startsUneven
    detectors = plan.detectors.map { Detector(plan: $0, previous: plan.voltage[$0.slot]) }
    spikes = SpikeBuffer(detectors: plan.detectors.count)
    for (i, mechanism) in mechanisms.enumerated() {
      let base = arena.base
      mechanism.connect(nodes, solutions, stateBase: layout.states[i].map { base + $0 })
      mechanism.setTimeStep(settings.timeStep)
    }
    interventions = Self.interventions(plan.interventions, mechanisms, solutions)
    intervene(0, 0)
    for mechanism in mechanisms { mechanism.call(mechanism.hooks.initialize) }
    samplers = plan.samplers.map { Sampler($0, self, epochSteps: epochSteps) }
  }

  /// Time after `steps` steps, in ms: a product, so that it does not drift.
  @inline(__always) func time(_ steps: Int) -> Double { Double(steps) * settings.timeStep }

  /// Takes steps, at most as many as an epoch has.
  ///
  /// - Returns: nil, or what failed; the group then stands before the step that failed, with the
  ///   samples and spikes up to there.
  public func run(steps: Int) -> GroupFailure? {
    let last = stepCount + steps
    spikes.removeAll()
    for i in samplers.indices { samplers[i].removeAll() }
    let start = save()
    while stepCount < last {
      sample()
      if takeStep() { continue }
      let failed = stepCount
      restore(start)
      return replay(toFailureAt: failed)
    }
    return nil
  }

  /// Samples what is due at the present time, without taking a step: at the end of a run.
  public func finish() {
    for i in samplers.indices { samplers[i].removeAll() }
    sample()
  }

  /// The samplers with what they took in the last `run` or `finish`.
  public var currentSamplers: [Sampler] { samplers }

  /// The potential of a slot, in mV.
  public func voltage(slot: Int) -> Double { nodes.voltage[slot] }

  /// Bytes held for this group.
  public var byteCount: Int {
    8 * (arena.count + saved.count + columns.reduce(0) { $0 + $1.count })
      + 8 * (solutions?.doubleCount ?? 0) + indices.count * 4
  }
}
