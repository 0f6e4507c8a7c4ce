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

  init(from start: Books, to end: Books) {
    lines = zip(start.species, end.species).map { Line(start: $0, end: $1) }
    charge = start.charge.flatMap { before in
      end.charge.map { ChargeBalance(start: before, end: $0) }
    }
    volume = start.volume.flatMap { before in
      end.volume.map { VolumeBalance(start: before, end: $0) }
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
