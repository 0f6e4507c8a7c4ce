import MechanismKit

/// One ion of the model's choice, or of none.
struct AnyIon<N: Number>: IonColumns {
  var ion = Ion<N>()

  static var uses: [(name: String, use: Manifest.IonUse)] {
    [("ion", [.reversal, .moves, .configurable])]
  }
}

extension Ion {
  /// An ohmic current through the conductance `g` (µS), in nA.
  @inline(__always)
  mutating func carry(_ g: Real<N>, _ v: Real<N>) {
    current = (v - reversal).scaled(by: g.still)
  }

  /// `part`, or 0 in a model that lacks this optional ion: its reversal potential is 1e30 mV there.
  @inline(__always)
  func share(_ part: Real<N>) -> Real<N> { select(reversal, lessThan: 1e29, part, else: 0.0) }
}

/// The time constants that synapses may have, in ms.
let timeConstants = 1e-3...1e6

extension Manifest {
  /// What the synapses say alike: their events weigh µS, and rates hold at 37 °C.
  static func synapse(
    _ name: String, summary: String,
    citation: String = "the forms of ExpSyn and Exp2Syn in NEURON (Carnevale & Hines 2006, "
      + "The NEURON Book, Cambridge University Press)",
    isPerConnection: Bool = false, parameters: [Item], states: [Item], observables: [Item] = [],
    ions: [(name: String, use: IonUse)]
  ) -> Manifest {
    Manifest(
      name: name, summary: summary, citation: citation, q10: 1, referenceCelsius: 37,
      eventUnit: "uS", isPerConnection: isPerConnection, parameters: parameters, states: states,
      observables: observables, ions: ions)
  }
}
