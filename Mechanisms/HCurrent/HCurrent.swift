import MechanismKit

/// The hyperpolarisation-activated cation current of layer 5 pyramidal neurons (Kole 2006).
struct HCurrent<N: Number>: Mechanism {
  struct Parameters: Columns {
    var gbar: Real<N> = 2e-4
    var reversal: Real<N> = -45.0
  }
  struct State: Columns {
    var m: Real<N> = 0.0
  }
  struct Ions: IonColumns {
    var na = Ion<N>()
    var k = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "h_current",
      summary: "hyperpolarisation-activated cation current, carried by sodium and potassium",
      citation: "Kole, Hallermann & Stuart 2006, J Neurosci 26:1677, "
        + "doi:10.1523/JNEUROSCI.3664-05.2006",
      q10: 1, referenceCelsius: 34,
      parameters: [
        .column("gbar", "S/cm2", in: 0...100, "conductance with the gate open"),
        .column("reversal", "mV", in: -200...200, "where the currents of na and k cancel"),
      ],
      states: [.column("m", "1", "activation")],
      ions: [("na", [.reversal, .moves]), ("k", [.reversal, .moves])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let share = sodiumShare(
      of: p.reversal.still, between: ions.k.reversal.still, and: ions.na.reversal.still)
    let conductance = p.gbar.still * s.m.still
    ions.na.current = (v - ions.na.reversal).scaled(by: conductance * share)
    ions.k.current = (v - ions.k.reversal).scaled(by: conductance * (1.0 - share))
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    // 0.00643 (v + 154.9) / (e^((v+154.9)/11.9) − 1), regular at −154.9 mV.
    let alpha = 0.076517 * exprelr((v + 154.9) * (1.0 / 11.9))
    step.relax(&s.m, alpha: alpha, beta: 0.193 * exp(v * (1.0 / 33.1)))
  }

  /// The part x of the conductance that sodium has, so that x E_Na + (1 − x) E_K is the reversal.
  ///
  /// Between 0 and 1 for any potentials: a reversal that the two ions cannot give, because it lies
  /// outside their own, leaves the current to the ion that is nearer.
  private static func sodiumShare(
    of reversal: Still<N>, between potassium: Still<N>, and sodium: Still<N>
  ) -> Still<N> {
    let span = sodium - potassium
    // Two equal potentials have no ratio: a difference below 10⁻⁶ mV counts as that.
    let divisor = select(span * span, lessThan: 1e-12, 1e-6, else: span)
    let share = (reversal - potassium) / divisor
    let atMostOne = select(share, lessThan: 1.0, share, else: 1.0)
    return select(atMostOne, lessThan: 0.0, 0.0, else: atMostOne)
  }
}

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_HCurrent")
public func libraryHCurrent() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    exportMechanism(
      HCurrent<OneByOne>.self,
      lanes: skou_hooks(
        initialize: { initialize(HCurrent<InLanes>.self, $0) },
        advance: { advance(HCurrent<InLanes>.self, $0) },
        current: { current(HCurrent<InLanesWithSlope>.self, $0) },
        step: { step(HCurrent<InLanes>.self, slope: HCurrent<InLanesWithSlope>.self, $0) },
        observe: { observe(HCurrent<InLanes>.self, $0) },
        rates: { rates(HCurrent<InLanesWithSlope>.self, $0) }),
      scalar: skou_hooks(
        initialize: { initialize(HCurrent<OneByOne>.self, $0) },
        advance: { advance(HCurrent<OneByOne>.self, $0) },
        current: { current(HCurrent<OneByOneWithSlope>.self, $0) },
        step: { step(HCurrent<OneByOne>.self, slope: HCurrent<OneByOneWithSlope>.self, $0) },
        observe: { observe(HCurrent<OneByOne>.self, $0) },
        rates: { rates(HCurrent<OneByOneWithSlope>.self, $0) }))
  ])
}
