import EngineKernels
import Foundation

/// Grids for which ranks must not make a difference.
extension GridScenario {
  static let all = [
    sealed, held, flat, watery, neutral, flatNeutral, sealedNeutral, takenBack, neutralTakenBack,
    impossible, neutralImpossible, dry, few, thin, line,
  ]

  private static func initial(_ i: Int, _ j: Int, _ k: Int) -> Double {
    Double(3 + (i + 2 * j + 3 * k) % 5)
  }

  /// Three species of which one stays where it is.
  private static func three(_ counts: [Int]) -> [GridPlan.Species] {
    [
      species(counts, initial),
      species(counts, diffusion: 0.7, decay: 0.01, valence: 0, bath: 0) { i, _, k in
        Double(i + k)
      },
      species(counts, diffusion: 0, valence: -1) { _, j, _ in Double(100 + j) },
    ]
  }

  /// Regions with a volume fraction and a tortuosity of their own.
  private static func varied(_ plan: GridPlan) -> GridPlan {
    var plan = plan
    for voxel in 0..<plan.voxelCount {
      plan.volumeFraction[voxel] = 0.2 + Double(voxel % 3) / 50
      plan.tortuosity[voxel] = 1.4 + Double(voxel % 5) / 10
    }
    return plan
  }

  static let sealed = GridScenario(
    testDescription: "3-D, uniform, sealed, a pipette",
    plan: gridPlan(
      [11, 10, 9], spacing: [9, 10, 11], species: [species([11, 10, 9], initial)],
      sources: [.init(species: 0, voxel: 777, rate: 3, start: 2.25, stop: 1e6)]),
    arrival: { _, voxel, step in 0.1 * sin(Double(step + voxel)) })

  static let held = GridScenario(
    testDescription: "3-D, held walls, regions",
    plan: varied(
      gridPlan([13, 10, 9], spacing: [9, 10, 11], isHeld: true, species: three([13, 10, 9]))),
    arrival: { _, voxel, step in 0.1 * cos(Double(step + voxel)) })

  static let flat = GridScenario(
    testDescription: "2-D, held walls, perfusion, decay",
    plan: gridPlan(
      [19, 45, 1], spacing: [9, 10, 11], perfusion: 0.01, isHeld: true,
      species: three([19, 45, 1]),
      sources: [.init(species: 1, voxel: 600, rate: 3, start: 2.25, stop: 6.5)]))

  static let watery = GridScenario(
    testDescription: "3-D, water that cells give and take",
    plan: varied(
      gridPlan(
        [9, 12, 8], spacing: [9, 10, 11], perfusion: 0.001, isHeld: true,
        species: three([9, 12, 8]))),
    followsWater: true,
    arrival: { species, voxel, step in 0.05 * Double(species + 1) * sin(Double(step + voxel)) },
    waterChange: { voxel, step in 0.5 * cos(Double(step) / 5 + Double(voxel)) })

  /// Four ions and a neutral solute.
  private static func electrolyte(_ counts: [Int]) -> GridPlan {
    var plan = gridPlan(
      counts, spacing: [7, 8, 9], isHeld: true,
      species: [
        species(counts, diffusion: 1.33, bath: 140) { i, _, _ in 140 + Double(i % 2) },
        species(counts, diffusion: 1.96, bath: 4) { i, j, k in 4 + Double((i + j * k) % 4) },
        species(counts, diffusion: 2.03, valence: -1, bath: 144) { i, j, k in
          144 + Double((i + j * k) % 4)
        },
        species(counts, diffusion: 0.6, valence: 2, bath: 0) { _, _, _ in 0 },
        species(counts, diffusion: 0.5, valence: 0, bath: 1) { i, _, _ in Double(i) },
      ])
    plan.isElectroneutral = true
    return varied(plan)
  }

  static let neutral = GridScenario(
    testDescription: "3-D, electroneutral, water", plan: electrolyte([9, 6, 7]),
    followsWater: true,
    arrival: { species, voxel, step in
      species < 2 ? (0.3 - 0.5 * Double(species)) * sin(Double(step) / 9 + Double(voxel)) : 0
    }, waterChange: { voxel, step in 0.01 * cos(Double(step) / 50 + Double(voxel)) })

  static let flatNeutral = GridScenario(
    testDescription: "2-D, electroneutral", plan: electrolyte([9, 29, 1]),
    arrival: { species, voxel, step in species == 1 ? 0.2 * sin(Double(step + voxel)) : 0 })

  static let sealedNeutral: GridScenario = {
    let counts = [9, 6, 7]
    var plan = gridPlan(
      counts, perfusion: 1e-5,
      species: [
        species(counts, diffusion: 1.33, bath: 145) { _, _, _ in 145 },
        species(counts, bath: 4) { _, _, _ in 4 },
        species(counts, diffusion: 2.03, valence: -1, bath: 125) { _, _, _ in 125 },
      ])
    plan.isElectroneutral = true
    return GridScenario(
      testDescription: "3-D, electroneutral, uniform, sealed", plan: plan,
      arrival: { species, voxel, _ in species == 1 && voxel % 7 == 0 ? 1 : 0 })
  }()

  /// An uptake of a salt from some voxels, in amol in a step.
  private static func uptake(
    _ description: String, _ amount: Double, isElectroneutral: Bool = false
  ) -> GridScenario {
    let counts = [7, 9, 8]
    var plan = gridPlan(
      counts, spacing: [5, 5, 5],
      species: [
        species(counts) { _, _, _ in 1 },
        species(counts, diffusion: 1, valence: -1) { _, _, _ in 1 },
      ])
    plan.isElectroneutral = isElectroneutral
    return GridScenario(
      testDescription: description, plan: plan, steps: 2, stepTime: 16,
      arrival: { _, voxel, step in step == 1 && voxel % 200 == 150 ? amount : 0 })
  }

  static let takenBack = uptake("a part that is taken back", -42)
  static let neutralTakenBack = uptake(
    "electroneutral, a part that is taken back", -48, isElectroneutral: true)
  static let impossible = uptake("fails: an uptake, taken back, that nothing can give", -5000)
  static let neutralImpossible = uptake(
    "fails: an uptake, electroneutral, taken back", -5000, isElectroneutral: true)

  static let dry = GridScenario(
    testDescription: "fails: a voxel without water",
    plan: gridPlan([7, 9, 8], species: [species([7, 9, 8], initial)]), followsWater: true, steps: 4,
    waterChange: { voxel, step in step == 2 && voxel % 300 == 200 ? -1700 : 0.3 })

  static let few = GridScenario(
    testDescription: "fewer layers than ranks",
    plan: gridPlan([9, 17, 3], spacing: [9, 10, 11], isHeld: true, species: three([9, 17, 3])))

  static let thin = GridScenario(
    testDescription: "layers of several planes, the last one not whole",
    plan: gridPlan(
      [6, 3, 17], spacing: [9, 10, 11], perfusion: 0.01, isHeld: true, species: three([6, 3, 17])))

  static let line = GridScenario(
    testDescription: "1-D",
    plan: gridPlan([90, 1, 1], spacing: [9, 10, 11], isHeld: true, species: three([90, 1, 1])))

  /// Large enough that pages tell who has written to which voxels.
  static let large = GridScenario(
    testDescription: "3-D, large",
    plan: gridPlan([64, 64, 48], species: [species([64, 64, 48], initial)]),
    arrival: { _, _, _ in 0 })
}
