public import EngineKernels

/// Where the charge that membranes gained came from, over the whole model: C ΔV = F Σ z Δn + the rest.
///
/// The rest is what no pool carried. V then follows (F Σ z n + q₀)/C with an offset q₀ that moves by
/// it.
public struct ChargeBalance: Sendable {
  /// What membranes gained, C ΔV, in pC.
  public let membrane: Double
  /// What pools carried in: F Σ z Δn, in pC.
  public let pools: Double
  /// The part of `pools` that buffers and reactions added without a current, in pC.
  public let reactions: Double
  /// Who brought in what no pool carried, in pC.
  public let lines: [ChargeAmounts.Line]
  /// What nobody's books say, relative to F Σ |z| n: rounding; nil where constant ions carry it.
  public let imbalance: Double?
  /// What constant ions carried in, in pC; nil where there are none.
  public let constantIons: Double?

  init(start: ChargeAmounts, end: ChargeAmounts) {
    membrane = end.membrane - start.membrane
    pools = end.pools - start.pools
    reactions = end.reactions
    lines = end.lines
    let known = pools - reactions + end.lines.reduce(0) { $0 + $1.charge }
    let rest = membrane - known
    imbalance = end.hasOthers ? nil : abs(rest) / max(end.size, .leastNormalMagnitude)
    constantIons = end.hasOthers ? rest : nil
  }
}
