/// What an unknown of a group's compartments is.
enum GroupUnknown: Hashable {
  /// The membrane potential, in mV.
  case voltage
  /// The amount of a species inside, by its number, over the volume at the start: mM.
  case inside(Int)
  /// The amount of a species in the shell over the shell's volume at the start: mM.
  case outside(Int)
  /// The volume inside over that at the start.
  case volume
  /// What has left for the bath, over the volume inside at the start: mM.
  case bath(Int)
  /// What gains have added, over the volume inside at the start: mM.
  case gained(Int)
  /// What electrodes have injected, over the volume inside at the start: mM.
  case injected(Int)
  /// A state of a mechanism, both by number.
  case state(mechanism: Int, index: Int)
}

/// The unknowns of a group in the order of the implicit system: V and what else moves along the
/// tree, then what stands alone.
///
/// Amounts are divided by volumes at the start, so that one scale fits compartments of all sizes.
struct GroupUnknowns {
  private(set) var all: [GroupUnknown]
  /// V and what else moves along the tree.
  let coupledCount: Int

  /// - Parameters:
  ///   - mechanisms: whose states are unknowns.
  ///   - solutions: whose amounts and volumes are.
  ///   - mobile: the species that move along the tree.
  ///   - injected: the species that electrodes inject.
  ///   - hasLedger: whether what goes to the bath, is gained or injected is followed.
  init(
    _ mechanisms: [MechanismRuntime], _ solutions: Solutions?, mobile: [Int], injected: Set<Int>,
    hasLedger: Bool
  ) {
    all = [.voltage] + mobile.map { .inside($0) }
    coupledCount = all.count
    if let solutions {
      for (number, pool) in solutions.pools.enumerated() where !pool.isImpermeant {
        if !mobile.contains(number) { all.append(.inside(number)) }
        if solutions.hasShell { all.append(.outside(number)) }
        guard hasLedger else { continue }
        if solutions.reachesBath { all.append(.bath(number)) }
        if pool.hasGains { all.append(.gained(number)) }
        if injected.contains(number) { all.append(.injected(number)) }
      }
      if solutions.waterPermeability != nil { all.append(.volume) }
    }
    for (number, mechanism) in mechanisms.enumerated() {
      for index in mechanism.states.indices {
        all.append(.state(mechanism: number, index: index))
      }
    }
  }

  /// The number of an unknown; nil where the group has none.
  func index(of unknown: GroupUnknown) -> Int? { all.firstIndex(of: unknown) }
}

extension Pool {
  /// Whether some mechanism adds to it.
  var hasGains: Bool { !(insideGains.isEmpty && outsideGains.isEmpty) }
}

extension Solutions {
  /// Whether anything can leave for the bath.
  var reachesBath: Bool { !hasShell || exchangeRate > 0 }
}

/// Where the unknowns of one species begin in a state; nil for those that the group does not have.
struct PoolPlaces {
  let inside, outside, bath, gained, injected: Int?
}

extension GroupUnknowns {
  /// The places of all species.
  func poolPlaces(_ count: Int, stride: Int) -> [PoolPlaces] {
    func place(_ unknown: GroupUnknown) -> Int? { index(of: unknown).map { $0 * stride } }
    return (0..<count).map {
      PoolPlaces(
        inside: place(.inside($0)), outside: place(.outside($0)), bath: place(.bath($0)),
        gained: place(.gained($0)), injected: place(.injected($0)))
    }
  }
}
