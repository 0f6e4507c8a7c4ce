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

/// Mechanisms in the order of their steps, and whose currents they have in common.
public struct MechanismSet: Sendable, Hashable {
  /// A mechanism of a set.
  public struct Member: Sendable, Hashable {
    /// As its functions tell it apart.
    public var identity: MechanismFunctions.Identity
    /// For each ion the number of the sum to which its current belongs; nil where it stays alone.
    public var sums: [Int?]
  }

  /// One a mechanism.
  public let members: [Member]

  /// A set of mechanisms.
  ///
  /// - Parameter mechanisms: for each its identity, and for each of its ions the species to whose
  ///   sum its current belongs.
  public init(_ mechanisms: [(identity: MechanismFunctions.Identity, species: [Int?])]) {
    let species = Self.summed(mechanisms.map(\.species))
    members = mechanisms.map { mechanism in
      Member(
        identity: mechanism.identity,
        sums: mechanism.species.map { $0.flatMap(species.firstIndex) })
    }
  }

  /// The species of the sums: in the order in which mechanisms name them first, so that sets are
  /// alike wherever they stand.
  static func summed(_ species: [[Int?]]) -> [Int] {
    var found: [Int] = []
    for number in species.joined().compactMap(\.self) where !found.contains(number) {
      found.append(number)
    }
    return found
  }
}
