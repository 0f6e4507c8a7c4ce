import EngineKernels
import Testing

@testable import Engine

/// A shared space reaches unchecked kernels, too: every array and index of it is looked at before.
@Suite("Validation of plans with a shared space")
struct GridPlanValidationTests {
  /// One compartment in the second of three voxels.
  private func soundPlan() -> SimulationPlan {
    var grid = gridPlan([3, 1, 1], species: [species([3, 1, 1]) { _, _, _ in 3 }])
    grid.sources = [GridPlan.Source(species: 0, voxel: 2, rate: 1, start: 0, stop: .infinity)]
    grid.bathChanges = [GridPlan.BathChange(species: 0, schedule: ChangeSchedule())]
    var plan = SimulationPlan(
      groups: [group()], settings: StepSettings(scheme: .secondOrder, timeStep: 0.1), stepCount: 4,
      reports: [.init(name: "k", elementCount: 1, sampleCount: 3)])
    plan.grid = grid
    plan.gridStep = 0.2
    plan.gridSamplers = [
      GridSamplerPlan(
        report: 0, species: 0, voxels: [1], start: 0, interval: 0.1, sampleCount: 3)
    ]
    return plan
  }

  private func group() -> GroupPlan {
    var group = GroupPlan()
    group.slotCount = 8
    group.nodeCount = 16
    group.voltage = Array(repeating: -65, count: 16)
    group.capacitance = Array(repeating: 1, count: 16)
    group.axialConductance = Array(repeating: 0, count: 16)
    group.axialSum = Array(repeating: 1, count: 16)
    group.parents = Array(repeating: -1, count: 16)
    group.packs = [
      TreePack(
        firstSlot: 0, rowCount: 1, firstJunction: -1, tables: 0, width: 1, hasEqualLengths: true,
        hasConsecutiveParents: true, echoCount: 0)
    ]
    group.indices = [1, 8, 8]
    let column = [Double](repeating: 1, count: 8)
    var solutions = SolutionsPlan(
      species: [SolutionsPlan.Species(name: "k", valence: 1, inside: column, outside: column)],
      isCompartment: [true] + Array(repeating: false, count: 7), insideVolume: column,
      outsideVolume: column, thermalVoltage: column.map { _ in 26.7 })
    solutions.shared = SharedSpacePlan(
      species: [0], firstShare: [0, 1, 1, 1, 1, 1, 1, 1, 1], voxels: [1], shares: [1])
    group.solutions = solutions
    return group
  }

  @Test("a sound plan passes and runs")
  func soundPlanPasses() throws {
    try soundPlan().validate()
    _ = try Simulation(soundPlan(), threads: 1)
  }

  @Test("each contradiction in the space is found")
  func space() {
    let changes: [(String, (inout GridPlan) -> Void)] = [
      ("axes", { $0.counts = [3, 1] }), ("voxels", { $0.counts = [0, 1, 1] }),
      ("voxels", { $0.counts = [Int.max, 2, 1] }), ("spacing", { $0.spacing[1] = 0 }),
      ("spacing", { $0.origin[1] = .nan }), ("volume fractions", { $0.volumeFraction = [] }),
      ("fraction", { $0.volumeFraction[2] = 0 }), ("fraction", { $0.volumeFraction[2] = 1.1 }),
      ("tortuosities", { $0.tortuosity.append(1) }), ("tortuosity", { $0.tortuosity[0] = 0.9 }),
      ("perfusion", { $0.perfusion[0] = -1 }), ("RT/F", { $0.thermalVoltage = 0 }),
      ("concentrations", { $0.species[0].concentration.removeLast() }),
      ("concentrations", { $0.species[0].concentration[1] = -1 }),
      ("diffusion", { $0.species[0].diffusion = .nan }), ("bath", { $0.species[0].bath = -1 }),
      ("species 1", { $0.sources[0].species = 1 }), ("voxel 3", { $0.sources[0].voxel = 3 }),
      ("rate", { $0.sources[0].rate = .infinity }),
      ("species 1", { $0.bathChanges[0].species = 1 }),
      ("two changes", { $0.bathChanges.append($0.bathChanges[0]) }),
    ]
    expectAll(changes) { plan, change in
      guard var grid = plan.grid else { return }
      change(&grid)
      plan.grid = grid
    }
  }

  @Test("each contradiction in where cells lie in it is found")
  func places() {
    let changes: [(String, (inout SharedSpacePlan) -> Void)] = [
      ("species", { $0.species = [] }), ("species 1", { $0.species = [1] }),
      ("shares", { $0.shares = [] }), ("order of slots", { $0.firstShare.removeLast() }),
      ("order of slots", { $0.firstShare[3] = 0 }), ("order of slots", { $0.firstShare[8] = 2 }),
      ("voxel 3", { $0.voxels = [3] }), ("voxel -1", { $0.voxels = [-1] }),
      ("share", { $0.shares = [.nan] }), ("share", { $0.shares = [-0.1] }),
    ]
    expectAll(changes) { plan, change in
      guard var shared = plan.groups[0].solutions?.shared else { return }
      change(&shared)
      plan.groups[0].solutions?.shared = shared
    }
  }

  @Test("each contradiction in what is sampled of it is found")
  func samples() {
    let changes: [(String, (inout GridSamplerPlan) -> Void)] = [
      ("report 1", { $0.report = 1 }), ("species 1", { $0.species = 1 }),
      ("interval", { $0.interval = 0 }), ("samples", { $0.sampleCount = 4 }),
      ("columns", { $0.voxels = [0, 1] }), ("voxel 7", { $0.voxels = [7] }),
    ]
    expectAll(changes) { plan, change in change(&plan.gridSamplers[0]) }
    expect("species 0") { $0.grid = nil }
    expect("exchanges") { $0.gridStep = 0 }
  }

  private func expectAll<Part>(
    _ changes: [(String, (inout Part) -> Void)],
    _ apply: (inout SimulationPlan, (inout Part) -> Void) -> Void
  ) {
    for (phrase, change) in changes { expect(phrase) { apply(&$0, change) } }
  }

  private func expect(_ phrase: String, _ change: (inout SimulationPlan) -> Void) {
    var plan = soundPlan()
    change(&plan)
    do {
      try plan.validate()
      Issue.record("nothing was found for '\(phrase)'")
    } catch {
      #expect("\(error)".contains(phrase), "'\(error)' does not name '\(phrase)'")
    }
  }
}
