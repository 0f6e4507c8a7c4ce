import MechanismKit

/// What a model sets for counted potassium channels; 18 of 20 pS per µm² are 0.036 S/cm².
struct KvPopulationParameters<N: Number>: Columns {
  var density: Real<N> = 18.0
  var gamma: Real<N> = 20.0
}

/// Potassium alone.
struct KvPopulationIons<N: Number>: IonColumns {
  var k = Ion<N>()

  @inline(__always)
  mutating func flow(
    _ v: Real<N>, open: Real<N>, _ p: KvPopulationParameters<N>, _ site: Site<N>
  ) {
    k.current = site.conductance(open: open, p.gamma) * (v - k.reversal)
  }
}

/// Channels by how many n gates are open; n4 conducts.
struct KvPopulation<N: Number>: Columns {
  var n0: Real<N> = 0.0
  var n1: Real<N> = 0.0
  var n2: Real<N> = 0.0
  var n3: Real<N> = 0.0
  var n4: Real<N> = 0.0
}

extension KvPopulation {
  /// All the channels.
  @inline(__always) var channels: Real<N> { n0 + n1 + n2 + n3 + n4 }

  /// Moves channels over a step.
  @inline(__always)
  mutating func advance(
    _ v: Real<N>, _ p: KvPopulationParameters<N>, _ step: Step<N>, _ sampling: TransitionSampling
  ) {
    hold(step.site.channels(p.density))
    let columns = GateColumns(first: 0, stride: 1, gates: 4)
    step.move(&self, columns, KvHHRates<N>.n(v).flips(step), firstDraw: 0, sampling)
  }
}

extension Manifest {
  /// What the variants say alike.
  static func kvPopulation(variant: String, summary: String) -> Manifest {
    let words = ["no gate", "one gate", "two gates", "three gates", "all four gates"]
    let states = (0...4).map { n -> Item in .column("n\(n)", "1", "channels with \(words[n]) open")
    }
    return .squidPopulation(
      "kv_hh_stochastic", variant: variant, summary: summary, states: states, ion: "k")
  }
}
