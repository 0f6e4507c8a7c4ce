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

    /// All that is compiled.
    var key: [String] { members.map { "\($0.typeName) \($0.sums)" } }
  }

  private let sets: [MembraneSet]
  private let isMidpoint: Bool
  /// About how long all fixed steps take one thread without them, in seconds; 0 where nobody knows
  /// how many there will be.
  let expectedSeconds: Double
  /// Too small a part of all rows would only take the compiler's time.
  private static let leastShare = 0.02
  /// Of squid membrane, on a fast processor: an estimate that need be no better than twofold.
  private static let secondsPerCompartment = 5e-9

  /// Finds the sets of a model; none where no mechanism takes a step in lanes.
  init(_ plan: SimulationPlan, _ catalogue: MechanismCatalogue) {
    isMidpoint = plan.settings.scheme == .secondOrder
    let stepping = plan.settings.stepping
    var takesSteps = plan.settings.path == .lanes
    if case .adaptive = stepping { takesSteps = false }
    var rows: [MechanismSet: Int] = [:]
    for group in takesSteps ? plan.groups : [] {
      for region in group.membraneRegions where region.mechanisms.count > 1 {
        rows[group.set(of: region), default: 0] += region.rowCount
      }
    }
    let slotCount = plan.groups.reduce(0) { $0 + $1.slotCount }
    let stepCount = stepping == .fixed ? Double(plan.stepCount) : 0
    expectedSeconds = Double(slotCount) * stepCount * Self.secondsPerCompartment
    let least = Self.leastShare * Double(slotCount / 8)
    let mechanisms = catalogue.byIdentity
    sets = rows.filter { Double($0.value) >= least }.keys
      .compactMap { Self.membraneSet($0, mechanisms) }
      // By what is compiled, so that the next run finds it: names leave variants out.
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  private static func membraneSet(
    _ set: MechanismSet, _ mechanisms: [MechanismFunctions.Identity: LoadedMechanism]
  ) -> MembraneSet? {
    let found = set.members.compactMap { mechanisms[$0.identity] }
    guard found.count == set.members.count else { return nil }
    let members = zip(found, set.members).compactMap { mechanism, member in
      mechanism.typeName.map {
        FusedStepBuilder.Member(
          typeName: $0, library: mechanism.path, sums: member.sums,
          isRandom: mechanism.manifest.isRandom,
          mayGain: mechanism.manifest.ions.contains { $0.gainsInside || $0.gainsOutside })
      }
    }
    guard members.count == found.count else { return nil }
    return MembraneSet(set: set, names: found.map(\.manifest.name), members: members)
  }

  /// The fused steps, compiled first where they are not there yet and `mayCompile` allows it.
  ///
  /// - Returns: none where there is nothing to fuse.
  /// - Throws: where they cannot be compiled or loaded.
  func steps(mayCompile: Bool, begin: (String) -> Void) throws -> FusedSteps {
    var steps = FusedSteps()
    guard !sets.isEmpty else { return steps }
    let builder = try FusedStepBuilder(
      kit: try MechanismKitFolder(besideExecutable: Installation.executable),
      environment: ProcessInfo.processInfo.environment, level: Processor.level)
    let job = try builder.job(sets.map(\.members), isMidpoint: isMidpoint)
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
