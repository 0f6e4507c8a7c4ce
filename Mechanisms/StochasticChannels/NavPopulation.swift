import MechanismKit

/// What a model sets for counted sodium channels; 60 of 20 pS per µm² are 0.12 S/cm².
struct NavPopulationParameters<N: Number>: Columns {
  var density: Real<N> = 60.0
  var gamma: Real<N> = 20.0
}

/// Sodium alone.
struct NavPopulationIons<N: Number>: IonColumns {
  var na = Ion<N>()

  @inline(__always)
  mutating func flow(
    _ v: Real<N>, open: Real<N>, _ p: NavPopulationParameters<N>, _ site: Site<N>
  ) {
    na.current = site.conductance(open: open, p.gamma) * (v - na.reversal)
  }
}

/// Channels by how many m gates and h gates are open; m3h1 conducts.
struct NavPopulation<N: Number>: Columns {
  var m0h0: Real<N> = 0.0
  var m1h0: Real<N> = 0.0
  var m2h0: Real<N> = 0.0
  var m3h0: Real<N> = 0.0
  var m0h1: Real<N> = 0.0
  var m1h1: Real<N> = 0.0
  var m2h1: Real<N> = 0.0
  var m3h1: Real<N> = 0.0
}

extension NavPopulation {
  /// All the channels.
  @inline(__always) var channels: Real<N> {
    (m0h0 + m1h0 + m2h0 + m3h0) + (m0h1 + m1h1 + m2h1 + m3h1)
  }

  /// Moves channels over a step: their h gates, then their m gates, which are independent.
  @inline(__always)
  mutating func advance(
    _ v: Real<N>, _ p: NavPopulationParameters<N>, _ step: Step<N>, _ sampling: TransitionSampling
  ) {
    hold(step.site.channels(p.density))
    let h = NavHHRates<N>.h(v).flips(step)
    for m in 0...3 {
      let columns = GateColumns(first: m, stride: 4, gates: 1)
      step.move(&self, columns, h, firstDraw: m * columns.draws, sampling)
    }
    let m = NavHHRates<N>.m(v).flips(step)
    for h in 0...1 {
      let columns = GateColumns(first: 4 * h, stride: 1, gates: 3)
      step.move(&self, columns, m, firstDraw: 8 + h * columns.draws, sampling)
    }
  }
}

extension Manifest {
  /// What the variants say alike.
  static func navPopulation(variant: String, summary: String) -> Manifest {
    let words = ["no m gate", "one m gate", "two m gates", "three m gates"]
    let states = (0...1).flatMap { h in
      (0...3).map { m -> Item in
        let ending = h == 0 ? "" : ", and the h gate,"
        return .column("m\(m)h\(h)", "1", "channels with \(words[m])\(ending) open")
      }
    }
    return .squidPopulation(
      "nav_hh_stochastic", variant: variant, summary: summary, states: states, ion: "na")
  }
}
