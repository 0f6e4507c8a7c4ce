import MechanismKit

/// c / (c + Km); 0 without the substrate, even where Km is 0.
@inline(__always)
func saturation<N: Number>(_ concentration: Real<N>, _ km: Real<N>) -> Real<N> {
  concentration / (concentration + km + 1e-300)
}

/// What is left of a fixed sum; nothing where rounding or a model's start exceeds the sum.
@inline(__always)
func atLeastZero<N: Number>(_ x: Real<N>) -> Real<N> {
  select(x, lessThan: 0.0, 0.0, else: x)
}

extension Site {
  /// Turns mM/ms of the volume inside into mM/ms of the volume outside.
  @inline(__always) var insidePerOutside: Real<N> { insideVolume / outsideVolume }
}

/// How fast a reaction runs.
struct ReactionRate<N: Number>: Columns {
  var rate: Real<N> = 0.0
}

extension Manifest.Item {
  /// The words for `ReactionRate`.
  static var rate: Self { .column("rate", "mM/ms", "ATP made, in the volume inside") }
}
