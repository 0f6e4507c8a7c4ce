import MechanismKit

/// The ions of everything that takes potassium from the outside, with those it may move along.
struct PotassiumSinkIons<N: Number>: IonColumns {
  var k = Ion<N>()
  var na = Ion<N>()
  var cl = Ion<N>()

  /// Adds potassium to the outside, and the partners' shares with it.
  ///
  /// - Parameters:
  ///   - potassium: what is added, in mM/ms; negative where it is taken away.
  ///   - shares: the part that goes with chloride, and the part that is exchanged for sodium.
  @inline(__always)
  mutating func add(_ potassium: Real<N>, _ shares: PartnerShares<N>) {
    k.outsideGain = potassium
    na.outsideGain = -(shares.na * potassium)
    cl.outsideGain = shares.cl * potassium
  }
}

/// Which parts of the potassium move with chloride or against sodium.
struct PartnerShares<N: Number> {
  var na: Real<N>
  var cl: Real<N>
}

/// What every such mechanism lets record.
struct PotassiumSinkObservables<N: Number>: Columns {
  var gain: Real<N> = 0.0
  var unbalanced: Real<N> = 0.0
}

extension PotassiumSinkObservables {
  /// From what is added to the outside, in mM/ms.
  @inline(__always)
  init(adding potassium: Real<N>, _ shares: PartnerShares<N>) {
    gain = 1000.0 * potassium
    unbalanced = gain * (1.0 - shares.na - shares.cl)
  }
}

extension Manifest {
  /// What they all say alike; `parameters` stand before the partners' shares.
  static func potassiumSink(
    _ name: String, variant: String = "", summary: String, citation: String, parameters: [Item],
    states: [Item] = []
  ) -> Manifest {
    Manifest(
      name: name, variant: variant, summary: summary, citation: citation, q10: 1,
      referenceCelsius: 37,
      parameters: parameters + [
        .column("na_share", "1", in: 0...1, "the part that is exchanged for sodium"),
        .column("cl_share", "1", in: 0...1, "the part that moves together with chloride"),
      ],
      states: states,
      observables: [
        .column("gain", "mM/s", "potassium added to the outside"),
        .column("unbalanced", "mM/s", "charge added to the outside without a partner"),
      ],
      ions: [
        ("k", [.outside, .gainsOutside]), ("na", [.gainsOutside, .optional]),
        ("cl", [.gainsOutside, .optional]),
      ])
  }
}
