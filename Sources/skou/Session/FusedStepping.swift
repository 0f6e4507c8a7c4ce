import Engine
import EngineKernels
import Foundation
import Lowering
import MechanismAuthoring
import MechanismCatalogue

/// Steps of all mechanisms of a membrane in one pass, compiled for the model.
///
/// No result depends on them: where they are missing every mechanism takes its own step.
struct FusedStepping {
  /// A set of mechanisms that stand together in a membrane.
  private struct MembraneSet {
    let set: MechanismSet
    let names: [String]
    let members: [FusedStepBuilder.Member]
  }

  private let sets: [MembraneSet]
  /// Compartments times steps, empty lanes included.
  private let work: Double
  /// Too small a part of all rows would only take the compiler's time.
  private static let leastShare = 0.02

  /// Finds the sets of a model.
  init(_ plan: SimulationPlan, _ catalogue: MechanismCatalogue) {
    var rows: [MechanismSet: Int] = [:]
    for group in plan.groups {
      for region in group.membraneRegions where region.mechanisms.count > 1 {
        rows[group.set(of: region), default: 0] += region.rowCount
      }
    }
    let slotCount = plan.groups.reduce(0) { $0 + $1.slotCount }
    work = Double(slotCount) * Double(plan.stepCount)
    let least = Self.leastShare * Double(slotCount / 8)
    let mechanisms = catalogue.byIdentity
    sets = rows.filter { Double($0.value) >= least }.keys
      .compactMap { Self.membraneSet($0, mechanisms) }
      .sorted { $0.names.lexicographicallyPrecedes($1.names) }
    if plan.settings.path != .lanes { isPossible = false }
  }

  /// Whether there is anything to fuse.
  private(set) var isPossible = true

  private static func membraneSet(
    _ set: MechanismSet, _ mechanisms: [MechanismFunctions.Identity: LoadedMechanism]
  ) -> MembraneSet? {
    let found = set.mechanisms.compactMap { mechanisms[$0] }
    let members = found.compactMap { mechanism in
      mechanism.typeName.map {
        FusedStepBuilder.Member(typeName: $0, library: mechanism.path)
      }
    }
    guard members.count == set.mechanisms.count else { return nil }
    return MembraneSet(set: set, names: found.map(\.manifest.name), members: members)
  }

  /// About how long a run takes without them, in seconds.
  func expectedSeconds(threads: Int) -> Double { work * 5e-9 / Double(max(threads, 1)) }

  /// The fused steps, compiled first where they are not there yet and `mayCompile` allows it.
  ///
  /// - Returns: none where there is nothing to fuse.
  /// - Throws: where they cannot be compiled or loaded.
  func steps(mayCompile: Bool, begin: (String) -> Void) throws -> FusedSteps {
    var steps = FusedSteps()
    guard isPossible, !sets.isEmpty else { return steps }
    let builder = try FusedStepBuilder(
      kit: try MechanismKitFolder(besideExecutable: Installation.executable),
      environment: ProcessInfo.processInfo.environment, level: Processor.level)
    let job = try builder.job(sets.map(\.members))
    guard job.isDone || mayCompile else { return steps }
    if !job.isDone { begin(description) }
    try builder.build(job)
    let hooks = try FusedLibrary.load(job.library, count: sets.count)
    for (set, hook) in zip(sets, hooks) { unsafe steps.add(set.set, hook.function) }
    return steps
  }

  /// The fused steps of a model that an earlier run has kept; none where they cannot be used.
  static func kept(_ plan: SimulationPlan, _ catalogue: MechanismCatalogue) -> FusedSteps {
    (try? FusedStepping(plan, catalogue).steps(mayCompile: false) { _ in }) ?? FusedSteps()
  }

  /// The sets in words.
  private var description: String {
    sets.map { $0.names.joined(separator: " + ") }.joined(separator: ", ")
  }
}

extension MechanismCatalogue {
  fileprivate var byIdentity: [MechanismFunctions.Identity: LoadedMechanism] {
    Dictionary(
      mechanisms.map { (unsafe MechanismFunctions($0.table.pointee).identity, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
