public import EngineKernels

/// Everything that a run needs, as plain numbers.
public struct SimulationPlan: Sendable {
  /// A report: what all groups' samplers of that number contribute to.
  public struct Report: Sendable, Hashable {
    /// Its name, for messages.
    public var name: String
    /// How many elements a sample has.
    public var elementCount: Int
    /// How many samples a whole run takes.
    public var sampleCount: Int

    /// Makes a report.
    public init(name: String, elementCount: Int, sampleCount: Int) {
      self.name = name
      self.elementCount = elementCount
      self.sampleCount = sampleCount
    }
  }

  /// The cells, in groups that are stepped together: the model's, or those of one rank of several.
  public var groups: [GroupPlan]
  /// Scheme, time step and path.
  public var settings: StepSettings
  /// How many fixed steps a whole run takes, if it takes no others.
  public var stepCount: Int
  /// The whole run, in ms; with fixed steps a multiple of these.
  public var duration: Double
  /// The reports.
  public var reports: [Report]
  /// Sources of spikes that are no cells.
  public var sources: [SpikeSourcePlan] = []
  /// The shortest time that a cell's spike takes to another cell, in ms; infinite where none goes.
  public var shortestDelay = Double.infinity
  /// The space that all cells share; nil where they share none.
  public var grid: GridPlan?
  /// What is sampled of it; their reports follow those of cells.
  public var gridSamplers: [GridSamplerPlan] = []
  /// The longest time between two exchanges with it, in ms.
  public var gridStep = Double.infinity

  /// Which mechanisms' steps are taken in one pass; no result depends on it.
  public var fused = FusedSteps()

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - groups: the cells.
  ///   - settings: how they are stepped.
  ///   - stepCount: how many fixed steps the whole run takes.
  ///   - duration: in ms; nil where all steps are fixed.
  ///   - reports: what is recorded.
  public init(
    groups: [GroupPlan], settings: StepSettings, stepCount: Int, duration: Double? = nil,
    reports: [Report]
  ) {
    self.groups = groups
    self.settings = settings
    self.stepCount = stepCount
    self.duration = duration ?? Double(stepCount) * settings.timeStep
    self.reports = reports
  }

  /// Which groups of the model `groups` are, where they are those of one rank of several.
  public var share: GroupDealing?

  /// How the groups of the model are dealt: number `own[i]` is `groups[i]`.
  public var dealing: GroupDealing {
    if let share { return share }
    let slotCounts = groups.map(\.slotCount)
    return GroupDealing(costs: slotCounts.map(Double.init), slotCounts: slotCounts)
  }

  /// Slots in all groups of the model, whoever steps them, empty ones included.
  ///
  /// Epochs depend on it, and must not depend on ranks.
  public var slotCount: Int { dealing.slotCounts.reduce(0, +) }

  /// When results are handed over.
  public var schedule: EpochSchedule {
    guard settings.stepping == .fixed else {
      let values = reports.reduce(0) { $0 + $1.elementCount * $1.sampleCount }
      return EpochSchedule(duration: duration, count: max(256, values / 4_000_000))
    }
    return EpochSchedule(
      steps: stepCount, stepsPerEpoch: epochSteps, timeStep: settings.timeStep,
      stepsPerRound: roundSteps)
  }

  /// How many steps groups may take before they have to hear of each other; nil for any number.
  ///
  /// Half of the shortest delay where spikes are all they hear of: these have another round to travel
  /// in between ranks.
  public var roundSteps: Int? {
    let longest = grid == nil ? shortestDelay / 2 : min(shortestDelay, gridStep)
    let steps = longest / settings.timeStep
    guard steps < 1e9 else { return nil }
    return max(Int(steps + 1e-9), 1)
  }

  /// Whether a spike may be delivered a round late.
  var spikesMayLag: Bool {
    guard let roundSteps else { return true }
    return 2 * Double(roundSteps) * settings.timeStep <= shortestDelay * (1 + 1e-9)
  }

  /// Some tenths of a second of work: a group's arrays have to come into the second-level cache for
  /// each epoch, which for cells with pools costs as much as eight steps.
  private var epochSteps: Int {
    let work = 32_000_000 / max(slotCount, 1)
    let values = reports.reduce(1) { sum, report in
      sum + report.elementCount * report.sampleCount / max(stepCount, 1)
    }
    let fitting = 4_000_000 / max(values, 1)
    return min(max(min(work, fitting), 16), 4096, max(stepCount, 1))
  }
}
