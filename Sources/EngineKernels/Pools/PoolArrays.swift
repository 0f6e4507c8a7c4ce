import CMechanismABI

/// Where the arrays of a group's solutions stand in its arena; each `[slotCount]`.
struct SolutionsMemory {
  /// A number that grows by small steps, with what rounding has taken from it so far.
  struct Sum {
    let value: Int
    let lost: Int
    init(_ cutter: inout ArenaCutter, _ count: Int) {
      value = cutter.reserve(count)
      lost = cutter.reserve(count)
    }
  }

  /// One species on one side of the membrane.
  struct Side {
    let amount: Sum
    let now: Int
    let midpoint: Int
    init(_ cutter: inout ArenaCutter, _ count: Int) {
      amount = Sum(&cutter, count)
      now = cutter.reserve(count)
      midpoint = cutter.reserve(count)
    }
  }

  struct Species {
    let inside: Side
    let outside: Side
    let bath, bathLanes: Sum
    let gained: Sum
    let reversal: Int
  }

  let species: [Species]
  let insideVolume: Sum
  let outsideVolume: Sum
  let voltageBefore: Int

  init(_ plan: SolutionsPlan, _ slotCount: Int, _ cutter: inout ArenaCutter) {
    species = plan.species.map { _ in
      Species(
        inside: Side(&cutter, slotCount), outside: Side(&cutter, slotCount),
        bath: Sum(&cutter, slotCount), bathLanes: Sum(&cutter, 8), gained: Sum(&cutter, slotCount),
        reversal: cutter.reserve(slotCount))
    }
    insideVolume = Sum(&cutter, slotCount)
    outsideVolume = Sum(&cutter, slotCount)
    voltageBefore = cutter.reserve(slotCount)
  }
}

/// One species on one side of the membrane.
struct PoolSide {
  /// In amol, which is mM × µm³.
  let amount: CompensatedSums
  /// Concentration after the last step, in mM.
  let now: UnsafeMutablePointer<Double>
  /// Concentration in the middle of the next step, in mM, as mechanisms see it.
  let midpoint: UnsafeMutablePointer<Double>

  init(_ base: UnsafeMutablePointer<Double>, _ memory: SolutionsMemory.Side) {
    amount = CompensatedSums(base, memory.amount)
    now = base + memory.now
    midpoint = base + memory.midpoint
  }
}

/// Where a mechanism writes a flux and its slope in V, over all slots.
struct FluxArrays {
  let value: UnsafeMutablePointer<Double>
  let slope: UnsafeMutablePointer<Double>
}

/// The concentration in a shared space as a group sees it: a straight line from the last exchange on.
struct SharedColumns {
  /// At the last exchange, in mM.
  let base: UnsafeMutablePointer<Double>
  /// In mM/ms.
  let rate: UnsafeMutablePointer<Double>
}

/// One species of a group.
struct Pool {
  let name: String
  let valence: Double
  let isImpermeant: Bool
  let inside: PoolSide
  let outside: PoolSide
  /// What has left for the bath so far, in amol.
  let bath: CompensatedSums
  /// What whole steps have let leave besides, summed lane by lane over rows.
  let bathLanes: CompensatedSums
  /// What gains have added so far, on both sides, in amol.
  let gained: CompensatedSums
  /// The bath's concentration, in mM.
  let bathConcentration: UnsafeMutablePointer<Double>
  /// Nernst potential of the midpoint concentrations, in mV.
  let reversal: UnsafeMutablePointer<Double>
  /// Where the outside is shared: its concentration, and how fast it changes.
  var shared: SharedColumns?
  /// z F × what leaves through the membrane, one entry a mechanism that moves it.
  var currents: [FluxArrays] = []
  /// How many of them belong to mechanisms in the membrane: the first; the others to points.
  var membraneCurrentCount = 0
  /// The sum of the mechanisms' currents in the membrane, then the points' currents; empty where
  /// nobody makes sums.
  var summedCurrents: [FluxArrays] = []
  var insideGains: [FluxArrays] = []
  var outsideGains: [FluxArrays] = []
}

/// The fluxes of one species, for a loop over slots: no array is retained in it.
struct PoolFluxes {
  let currents: UnsafeBufferPointer<FluxArrays>
  let insideGains: UnsafeBufferPointer<FluxArrays>
  let outsideGains: UnsafeBufferPointer<FluxArrays>
  var haveGains: Bool { !(insideGains.isEmpty && outsideGains.isEmpty) }
}

extension Pool {
  /// Hands out the fluxes for the length of a call, with sums in place of what they are made of if
  /// there are any.
  @inline(__always)
  func withFluxes<Result>(areSummed: Bool, _ body: (PoolFluxes) -> Result) -> Result {
    (areSummed ? summedCurrents : currents).withUnsafeBufferPointer { currents in
      insideGains.withUnsafeBufferPointer { insideGains in
        outsideGains.withUnsafeBufferPointer { outsideGains in
          body(
            PoolFluxes(
              currents: currents, insideGains: insideGains, outsideGains: outsideGains))
        }
      }
    }
  }
}
