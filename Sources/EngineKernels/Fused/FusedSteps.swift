public import CMechanismABI

/// Which mechanisms' steps can be taken in one pass, by functions that were compiled for them.
public struct FusedSteps: @unchecked Sendable {
  // Function pointers into a library that stays loaded for the life of the process: safe to share.
  private var hooks: [MechanismSet: skou_fused_hook] = [:]

  /// None: every mechanism takes its own step.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { hooks.isEmpty }

  /// Says by which function the steps of some mechanisms are taken.
  public mutating func add(_ set: MechanismSet, _ hook: @escaping skou_fused_hook) {
    hooks[set] = hook
  }

  /// The function for some mechanisms in their order.
  func hook(_ set: MechanismSet) -> skou_fused_hook? { hooks[set] }
}

/// Mechanisms in the order of their steps, as their functions tell them apart.
public struct MechanismSet: Sendable, Hashable {
  /// One a mechanism.
  public private(set) var mechanisms: [MechanismFunctions.Identity]

  /// A set of mechanisms.
  public init(_ mechanisms: [MechanismFunctions.Identity]) { self.mechanisms = mechanisms }
}
