extension MechanismSkeleton {
  /// A potassium channel with one gate, and the thunks that the C table needs.
  var source: String { equations + "\n" + table }

  private var equations: String {
    """
    import MechanismKit

    /// Say in one line what \(name.type) is.
    ///
    /// Units: v and reversal potentials in mV, rates in 1/ms, conductances in S/cm2, currents in
    /// mA/cm2 (outward positive), concentrations in mM.
    struct \(name.type)<N: Number>: Mechanism {
      struct Parameters: Columns {
        var gbar: Real<N> = 0.001
      }
      struct State: Columns {
        var n: Real<N> = 0.0
      }
      struct Ions: IonColumns {
        var k = Ion<N>()
      }

      static var manifest: Manifest {
        Manifest(
          name: "\(name.model)", summary: "say in one line what it is",
          citation: "say where the equations come from",
          q10: 3, referenceCelsius: 6.3,
          parameters: [.column("gbar", "S/cm2", in: 0...100, "conductance with the gate open")],
          states: [.column("n", "1", "activation")],
          ions: [("k", [.reversal, .moves])])
      }

      @inline(__always)
      static func current(
        _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
      ) {
        ions.k.current = p.gbar * s.n * (v - ions.k.reversal)
      }

      @inline(__always)
      static func advance(
        _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
      ) {
        // exprelr(x) is x / (exp(x) - 1), regular at 0.
        let alpha = 0.1 * exprelr((v + 55.0) * -0.1)
        let beta = 0.125 * exp((v + 65.0) * (-1.0 / 80.0))
        step.relax(&s.n, alpha: alpha, beta: beta)
      }
    }

    """
  }

  private var table: String { table(export: "exportMechanism", events: false) }

  var readme: String {
    """
    # \(name.type): `\(name.model)`

    Say where the equations come from, with a DOI.

        i_K = gbar n (V - E_K)                                    mA/cm2
        n' = q10^((T - 6.3 degC) / 10 K) (alpha (1 - n) - beta n)
        alpha = 0.01 (V + 55) / (1 - exp(-(V + 55)/10))           1/ms
        beta = 0.125 exp(-(V + 65)/80)

    | symbol | in models | default | range | meaning |
    |---|---|---|---|---|
    | gbar | `gbar` | 0.001 S/cm2 | 0 to 100 | conductance with the gate open |
    | q10 | `q10` | 3 | | factor per 10 K on both rates |

    State: `n` (a pure number). Ion: moves `k`, reads its reversal potential.

    Build it, and use it in a model as `{use: \(name.model), gbar: 1 mS/cm2}`:

        skou mechanism build \(name.type)
        skou run MODEL --mechanisms \(name.type)

    """
  }
}
