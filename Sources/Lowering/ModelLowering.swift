import Engine
public import EngineKernels
public import MechanismCatalogue
public import ModelDescription
import Morphology
import Quantities

/// Turns a description into a plan: the only place where units become plain numbers.
public struct ModelLowering {
  /// What may differ from the model file.
  public struct Options: Sendable, Hashable {
    /// Each compartment is cut into this many parts more.
    public var refinement = 1
    /// Each time step is cut into this many.
    public var timeRefinement = 1
    /// Which functions evaluate.
    public var path = StepSettings.Path.lanes
    /// Bytes of memory that there are; a model that needs more is refused.
    public var memory = Int.max
    /// The rank whose share of the groups is built, from 0 on.
    public var rank = 0
    /// How many ranks share the groups.
    public var rankCount = 1

    /// The model as it is, in lanes.
    public init() {}
  }

  private let model: ModelDescription
  private let options: Options
  private let context: PaintingContext
  private let duration: Double
  private let timeStep: Double

  /// Lowers a model.
  ///
  /// - Parameters:
  ///   - model: what to lower, checked by ModelIO.
  ///   - catalogue: the loaded mechanisms.
  ///   - options: refinement and path, and whose groups are built.
  /// - Returns: the plan and what its numbers mean.
  /// - Throws: a `LoweringError` that names the line of the model.
  public static func lower(
    _ model: ModelDescription, _ catalogue: MechanismCatalogue, _ options: Options = Options()
  ) throws(LoweringError) -> LoweredModel {
    try ModelLowering(model, catalogue, options).lowered()
  }

  private init(
    _ model: ModelDescription, _ catalogue: MechanismCatalogue, _ options: Options
  ) throws(LoweringError) {
    self.model = model
    self.options = options
    let simulation = model.simulation
    duration = try value(simulation.duration, .millisecond, simulation.source)
    timeStep =
      try value(simulation.timeStep, .millisecond, simulation.source)
      / Double(options.timeRefinement)
    context = PaintingContext(
      celsius: try value(simulation.temperature, .degreeCelsius, simulation.source),
      thermalVoltage: try simulation.thermalVoltage.map { (q) throws(LoweringError) in
        try value(q, .millivolt, simulation.source)
      },
      mechanisms: MechanismTable(catalogue), extracellular: model.extracellular)
  }

  private func lowered() throws(LoweringError) -> LoweredModel {
    try model.checkAdaptiveSteps()
    try model.checkEnergy()
    let painted = try paintedCells()
    let memory = memoryCheck
    try memory.check(model, painted)
    var lowered = try emptyModel(painted)
    try checkAxial(lowered)
    let placement = try CellPlacement(model.populations, seed: model.simulation.seed)
    lowered.placement = placement
    var wiring = try Wiring(
      model.populations, model.sources, placement: placement, seed: model.simulation.seed)
    wiring.mostConnections = memory.mostConnections
    let gapJunctions = try GapJunctionLowering(model, placer(lowered), wiring)
    var builders = build(&lowered, clusters: gapJunctions.clusters)
    var space: GridLowering?
    if case .grid(let grid) = model.extracellular.space {
      space = try addGrid(grid, placement, &builders, &lowered)
    }
    if let energy = try EnergyLowering(model.energy, painted) {
      for number in builders.indices { builders[number].keepBooks(energy) }
    }
    let placer = placer(lowered)
    var network = try NetworkLowering(model, placer, wiring, timeStep: timeStep)
    try network.add(to: &builders, &lowered)
    gapJunctions.add(to: &builders, placer)
    lowered.network.gapJunctions = gapJunctions.summaries
    lowered.network.clusterSizes = gapJunctions.clusters.map(\.count).sorted(by: >)
    try addProtocol(placer, placement, space, to: &builders, &lowered)
    lowered.plan.groups = builders.map(\.plan)
    return lowered
  }

  /// Finds places; slots only once groups are dealt.
  private func placer(_ lowered: LoweredModel) -> Placer {
    Placer(
      model: model, seed: model.simulation.seed, painted: lowered.painted, lowered.cells,
      dealing: lowered.plan.share)
  }

  private var memoryCheck: MemoryCheck {
    MemoryCheck(available: options.memory, rankCount: options.rankCount)
  }

  private func paintedCells() throws(LoweringError) -> [PaintedCell] {
    var painted: [PaintedCell] = []
    for cell in model.cells {
      painted.append(try PaintedCell(cell, context, refinement: options.refinement))
    }
    return painted
  }

  private func checkAxial(_ lowered: LoweredModel) throws(LoweringError) {
    guard model.simulation.method != .adaptive else { return }
    for (cell, description) in zip(lowered.painted, model.cells) {
      try cell.checkAxial(timeStep: timeStep, lowered.plan.settings.scheme, description)
    }
  }

  /// What an experimenter does to the cells, and looks at.
  private func addProtocol(
    _ placer: Placer, _ placement: CellPlacement, _ space: GridLowering?,
    to builders: inout [GroupBuilder], _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    try StimulusLowering(placer: placer, duration: duration, noiseInterval: noiseInterval)
      .add(model.stimuli, to: &builders)
    try InterventionLowering(placer: placer, placement: placement, duration: duration)
      .add(model.interventions, to: &builders, &lowered)
    try RecordingLowering(placer: placer, duration: duration)
      .add(model, to: &builders, &lowered)
    if let space {
      try GridRecordingLowering(space: space, duration: duration)
        .add(model.gridRecordings, to: &lowered)
    }
    let isFixed = lowered.plan.settings.stepping == .fixed
    try EventLowering(placer: placer, costlyInterval: isFixed ? 10 * timeStep : 0)
      .add(
        model.detections + model.measures.flatMap(\.detections), to: &builders, &lowered)
    lowered.measures = try MeasureLowering(placement, lowered).measures(model.measures)
  }

  /// Lays out the space that all cells share, and tells the groups where they are in it.
  private func addGrid(
    _ grid: ExtracellularGrid, _ placement: CellPlacement, _ builders: inout [GroupBuilder],
    _ lowered: inout LoweredModel
  ) throws(LoweringError) -> GridLowering {
    let thermalVoltage =
      context.thermalVoltage ?? gasConstantOverFaraday * (context.celsius + kelvinAtZeroCelsius)
    let space = try GridLowering(
      grid, model, lowered, placement, thermalVoltage: thermalVoltage,
      memory: memoryCheck)
    for number in builders.indices { space.share(with: &builders[number]) }
    lowered.plan.grid = space.plan
    lowered.plan.gridStep = try value(grid.step, .millisecond, model.extracellular.source)
    return space
  }

  /// Noise is drawn once a step of the model file, so that refining the step keeps the current.
  private var noiseInterval: Double { timeStep * Double(options.timeRefinement) }

  private func emptyModel(_ painted: [PaintedCell]) throws(LoweringError) -> LoweredModel {
    let steps = (duration / timeStep - 1e-9).rounded(.up)
    guard steps < 1e15 else {
      throw LoweringError(
        .size,
        "\(model.simulation.duration) at steps of \(model.simulation.timeStep) is \(steps) steps",
        suggestion: "shorten the duration or take longer steps", at: model.simulation.source)
    }
    let settings = StepSettings(
      scheme: model.simulation.method == .backwardEuler ? .backwardEuler : .secondOrder,
      timeStep: timeStep, stepping: stepping, path: options.path)
    return LoweredModel(
      plan: SimulationPlan(
        groups: [], settings: settings, stepCount: Int(max(steps, 0)),
        duration: stepping == .fixed ? nil : duration, reports: []),
      painted: painted, cells: try numberCells(), reports: [], detectors: [],
      populations: model.populations.map(\.name),
      represented: model.populations.map(\.represents))
  }

  private var stepping: StepSettings.Stepping {
    switch model.simulation.method {
    case .secondOrder, .backwardEuler: .fixed
    case .adaptive: .adaptive(tolerance: model.simulation.tolerance)
    case .automatic: .automatic(tolerance: model.simulation.tolerance)
    }
  }

  /// Cells by global number: population after population.
  private func numberCells() throws(LoweringError) -> [LoweredModel.Cell] {
    var cells: [LoweredModel.Cell] = []
    for (number, population) in model.populations.enumerated() {
      guard let kind = model.cells.firstIndex(where: { $0.name == population.cell }) else {
        throw LoweringError(
          .name,
          "population '\(population.name)' is of a cell '\(population.cell)' that is not there",
          suggestion: "define it under 'cells:'", at: population.source)
      }
      for index in 0..<population.count {
        cells.append(
          LoweredModel.Cell(population: number, index: index, kind: kind, group: 0, place: 0))
      }
    }
    return cells
  }

  /// Groups the cells of the whole model, deals the groups, and starts to build the own ones.
  private func build(_ lowered: inout LoweredModel, clusters: [[Int]]) -> [GroupBuilder] {
    let groups = ModelGroups(model, lowered, clusters: clusters)
    lowered.members = groups.members
    for (number, members) in groups.members.enumerated() {
      for (place, cell) in members.enumerated() {
        lowered.cells[cell].group = number
        lowered.cells[cell].place = place
      }
    }
    let dealing = GroupDealing(
      costs: groups.costs, slotCounts: groups.slotCounts, rank: options.rank,
      rankCount: options.rankCount)
    lowered.plan.share = dealing
    var builders: [GroupBuilder] = []
    for number in dealing.own {
      var next = builder(groups.members[number], lowered)
      if let last = builders.last { next.shareArrays(with: last) }
      builders.append(next)
    }
    return builders
  }

  private func builder(_ members: [Int], _ lowered: LoweredModel) -> GroupBuilder {
    let cells = members.map { lowered.cells[$0] }
    return GroupBuilder(
      cells.map { lowered.painted[$0.kind] }, numbers: members, seed: model.simulation.seed,
      options.path, represents: lowered.represented[cells[0].population])
  }
}
