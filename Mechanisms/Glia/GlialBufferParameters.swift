import MechanismKit

/// What a model sets for the buffer, with the defaults of Kager et al.
struct GlialBufferParameters<N: Number>: Columns {
  var total: Real<N> = 500.0
  var unbinding: Real<N> = 0.0008
  var half: Real<N> = 15.0
  var slope: Real<N> = 1.15
  var naShare: Real<N> = 0.0
  var clShare: Real<N> = 0.0
}

extension GlialBufferParameters {
  @inline(__always) var shares: PartnerShares<N> { PartnerShares(na: naShare, cl: clShare) }

  /// How fast a free buffer binds, in 1/ms, at so much potassium outside.
  @inline(__always)
  func binding(_ potassium: Real<N>) -> Real<N> {
    unbinding * sigmoid((potassium - half) / slope) * potassium
  }

  /// What is bound more in a ms than is set free, in mM/ms.
  @inline(__always)
  func binding(_ potassium: Real<N>, bound: Real<N>, _ site: Site<N>) -> Real<N> {
    site.temperatureFactor * (binding(potassium) * (total - bound) - unbinding * bound)
  }
}

extension GlialReservoir.Parameters {
  /// The same numbers for the equations of the buffer.
  @inline(__always) var buffer: GlialBufferParameters<N> {
    GlialBufferParameters(
      total: total, unbinding: unbinding, half: half, slope: slope, naShare: naShare,
      clShare: clShare)
  }
}

extension Manifest {
  /// What the variants of the buffer say alike.
  static func glialBuffer(
    variant: String, summary: String, citation: String, state: Item
  ) -> Manifest {
    .potassiumSink(
      "glial_buffer", variant: variant, summary: summary, citation: citation,
      parameters: [
        .column("total", "mM", in: 0...1e6, "free and bound buffer, per volume outside"),
        .column(
          "unbinding", "1/ms", in: 0...1e6, "rate of unbinding, and of binding per mM at most"),
        .column("half", "mM", in: 0...1000, "potassium outside at half of the binding rate"),
        .column("slope", "mM", in: 1e-3...1000, "its width"),
      ], states: [state])
  }
}
