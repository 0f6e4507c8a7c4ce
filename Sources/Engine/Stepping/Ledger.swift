public import EngineKernels

/// What became of every dissolved species, of charge and of volume: at the start and now, over the
/// whole model.
public struct Ledger: Sendable {
  /// One species.
  public struct Line: Sendable {
    /// At the start, in amol.
    public let start: SpeciesAmounts
    /// At the end of the run, in amol.
    public let end: SpeciesAmounts

    /// What is missing of what was there at the start, relative to it: rounding, and nothing else.
    ///
    /// Everything that enters or leaves is counted: the bath, buffers, reactions, sinks, electrodes.
    public var imbalance: Double {
      let size = max(
        start.accounted, end.bath.magnitude, end.gained.magnitude, end.injected.magnitude, 1e-300)
      return (end.accounted - start.accounted).magnitude / size
    }
  }

  /// In the order of the model.
  public let lines: [Line]

  /// The largest imbalance.
  public var imbalance: Double { lines.reduce(0) { max($0, $1.imbalance) } }

  /// Where the charge of the membranes came from; nil where nothing is dissolved.
  public let charge: ChargeBalance?

  /// The volumes at the start and now; nil where nothing is dissolved.
  public let volume: VolumeBalance?

  init(_ start: LedgerStart, _ groups: [GroupRuntime], _ tissue: Tissue?) {
    lines = zip(start.amounts, groups.speciesAmounts(with: tissue)).map { Line(start: $0, end: $1) }
    if let before = start.charge, let after = groups.chargeAmounts {
      charge = ChargeBalance(start: before, end: after)
    } else {
      charge = nil
    }
    if let before = start.volume, let after = groups.volumeAmounts(with: tissue) {
      volume = VolumeBalance(start: before, end: after)
    } else {
      volume = nil
    }
  }
}

/// Volumes at the start and now, in µm³.
public struct VolumeBalance: Sendable, Hashable {
  /// At the start.
  public let start: VolumeAmounts
  /// Now.
  public let end: VolumeAmounts

  /// What is missing of the whole, relative to it; nil in a bath, which gives and takes water.
  ///
  /// The box around a cell and its shell is rigid.
  public var imbalance: Double? {
    guard start.outside > 0 else { return nil }
    let (before, after) = (start.inside + start.outside, end.inside + end.outside)
    return (after - before).magnitude / before
  }
}

/// What a ledger compares with: how everything was before the first step.
struct LedgerStart {
  let amounts: [SpeciesAmounts]
  let charge: ChargeAmounts?
  let volume: VolumeAmounts?

  init(_ groups: [GroupRuntime], _ tissue: Tissue?) {
    amounts = groups.speciesAmounts(with: tissue)
    charge = groups.chargeAmounts
    volume = groups.volumeAmounts(with: tissue)
  }
}

extension [GroupRuntime] {
  /// The groups' volumes and the shared one, added; nil where nothing is dissolved.
  func volumeAmounts(with tissue: Tissue?) -> VolumeAmounts? {
    (map(\.volumeAmounts) + [tissue?.volumeAmounts]).compactMap { $0 }.reduce(nil) { sum, amounts in
      var sum = sum ?? VolumeAmounts()
      sum.add(amounts)
      return sum
    }
  }

  /// The groups' amounts and those of the space that they share, added by name.
  func speciesAmounts(with tissue: Tissue?) -> [SpeciesAmounts] {
    var sums: [SpeciesAmounts] = []
    for amounts in flatMap(\.speciesAmounts) + (tissue?.speciesAmounts ?? []) {
      if let index = sums.firstIndex(where: { $0.name == amounts.name }) {
        sums[index].add(amounts)
      } else {
        sums.append(amounts)
      }
    }
    return sums
  }
}
