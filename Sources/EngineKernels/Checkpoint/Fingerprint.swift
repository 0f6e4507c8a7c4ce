/// A number that two plans hardly share unless they are equal: FNV-1a over words of 64 bits.
///
/// It guards against a morphology or a table that was changed beside the model, not against malice.
public struct Fingerprint: Sendable, Hashable {
  /// The number.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// That of nothing.
  public init() {}

  /// Adds a word.
  public mutating func add(_ word: UInt64) {
    // The multiplication moves bits up alone: the fold brings the highest ones back.
    value = (value ^ word) &* 0x0000_0100_0000_01b3
    value ^= value >> 32
  }

  /// Adds the bits of a number.
  public mutating func add(_ number: Double) { add(number.bitPattern) }

  mutating func add(_ start: UnsafeMutablePointer<Double>, count: Int) {
    for i in 0..<count { add(start[i]) }
  }
}

extension GroupRuntime {
  /// Adds what the plan says of this group, before its first step.
  ///
  /// Not what mechanisms start with: they compute it, and another processor may round it otherwise.
  public func add(to fingerprint: inout Fingerprint) {
    fingerprint.add(settings.timeStep)
    fingerprint.add(UInt64(settings.scheme == .secondOrder ? 2 : 1))
    fingerprint.add(UInt64(settings.path == .lanes ? 8 : 1))
    fingerprint.add(represents)
    fingerprint.add(UInt64(changingCount))
    fingerprint.add(nodes.voltage, count: nodeCount)
    fingerprint.add(arena.base + changingCount, count: arena.count - changingCount)
    for column in columns { fingerprint.add(column.base, count: column.count) }
    for point in points {
      for slot in point.slots { fingerprint.add(UInt64(bitPattern: Int64(slot))) }
    }
    for target in connections.targets {
      fingerprint.add(UInt64(bitPattern: Int64(target.lane) << 8 ^ Int64(target.point)))
      fingerprint.add(target.weight)
      fingerprint.add(target.delay)
    }
    for source in connections.sources { fingerprint.add(UInt64(bitPattern: Int64(source))) }
    solutions?.add(to: &fingerprint)
  }
}

extension Solutions {
  fileprivate func add(to fingerprint: inout Fingerprint) {
    fingerprint.add(insideVolume.value, count: slotCount)
    for pool in pools {
      fingerprint.add(pool.inside.amount.value, count: slotCount)
      fingerprint.add(pool.outside.amount.value, count: slotCount)
    }
  }
}

extension Tissue {
  /// Adds what the plan says of the shared space, before the first step.
  public func add(to fingerprint: inout Fingerprint) {
    // Of the plan, which all ranks have: of the state each has its voxels' alone.
    fingerprint.add(UInt64(grid.stateCount))
    for number in grid.plan.volumeFraction { fingerprint.add(number) }
    for number in grid.plan.tortuosity { fingerprint.add(number) }
    for species in grid.plan.species {
      for number in species.concentration { fingerprint.add(number) }
      fingerprint.add(species.bath)
      fingerprint.add(species.decay)
    }
  }
}
