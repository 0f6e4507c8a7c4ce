extension MechanismSkeleton {
  /// A synapse whose conductance jumps at events and decays, and the thunks of its table.
  var synapseSource: String {
    synapseEquations + "\n" + table(export: "exportPointMechanism", events: true)
  }

  private var synapseEquations: String {
    """
    import MechanismKit

    /// Say in one line what \(name.type) is.
    ///
    /// Units: v and reversal potentials in mV, time in ms, conductances in uS, currents in nA
    /// (outward positive), concentrations in mM.
    struct \(name.type)<N: Number>: PointMechanism {
      struct Parameters: Columns {
        var tau: Real<N> = 2.0
      }
      struct State: Columns {
        var g: Real<N> = 0.0
      }
      struct Ions: IonColumns {
        var ion = Ion<N>()
      }

      static var manifest: Manifest {
        Manifest(
          name: "\(name.model)", summary: "say in one line what it is",
          citation: "say where the equations come from",
          q10: 1, referenceCelsius: 37, eventUnit: "uS",
          parameters: [.column("tau", "ms", in: 1e-3...1e6, "time constant of the decay")],
          states: [.column("g", "uS", "conductance")],
          ions: [("ion", [.reversal, .moves, .configurable])])
      }

      @inline(__always)
      static func current(
        _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
      ) {
        ions.ion.current = s.g * (v - ions.ion.reversal)
      }

      @inline(__always)
      static func advance(
        _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
      ) {
        step.relax(&s.g, to: 0.0, timeConstant: p.tau)
      }

      @inline(__always)
      static func receive(
        _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
        _ site: Site<N>
      ) {
        s.g += weight
      }
    }

    """
  }

  var synapseReadme: String {
    """
    # \(name.type): `\(name.model)`

    Say where the equations come from, with a DOI.

        i = g (V - E)                          nA
        g' = -q10^((T - 37 degC) / 10 K) g / tau
        g := g + weight at each event          uS

    | symbol | in models | default | range | meaning |
    |---|---|---|---|---|
    | tau | `tau` | 2 ms | 1e-3 to 1e6 | time constant of the decay |
    | E | `reversal` | | | reversal potential, where no `ion` is named |
    | q10 | `q10` | 1 | | factor per 10 K on the rate |

    State: `g` (uS). Ion: the one that the key `ion` names, or none. Events: weight in uS.

    Build it, and use it under `synapses:` as `{use: \(name.model), at: soma, reversal: 0 mV}`:

        skou mechanism build \(name.type)
        skou run MODEL --mechanisms \(name.type)

    """
  }
}
