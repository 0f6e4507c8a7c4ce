import MechanismKit

/// Release of glutamate to the outside, a sigmoid of the membrane potential.
struct GlutamateRelease<N: Number>: Mechanism {
  struct Parameters: Columns {
    var strength: Real<N> = 416.6666666666667
    var half: Real<N> = 2.0
    var slope: Real<N> = 5.0
  }
  typealias Ions = GlutamateOutside<N>
  typealias Observables = ReleaseObservables<N>

  static var manifest: Manifest {
    .release(
      variant: "sigmoid", summary: "release of glutamate, a sigmoid of the membrane potential",
      citation: "the form of Destexhe, Mainen & Sejnowski 1994, J Comput Neurosci 1:195, "
        + "doi:10.1007/BF00961734",
      parameters: [
        .column("strength", "pmol/cm2/s", in: 0...1e9, "the largest release"),
        .column("half", "mV", in: -200...200, "membrane potential at half of that"),
        .column("slope", "mV", in: 1e-3...1000, "its width"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.glu.outsideGain = gain(v, p, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables { Observables(gain: 1000.0 * gain(v, p, site)) }

  @inline(__always)
  private static func gain(_ v: Real<N>, _ p: Parameters, _ site: Site<N>) -> Real<N> {
    site.gain(p.strength * sigmoid((v - p.half) / p.slope))
  }
}

/// Release of glutamate that grows with the square of the potential above a threshold.
struct ThresholdRelease<N: Number>: Mechanism {
  struct Parameters: Columns {
    var strength: Real<N> = 416.6666666666667
    var threshold: Real<N> = -50.0
    var span: Real<N> = 100.0
  }
  typealias Ions = GlutamateOutside<N>
  typealias Observables = ReleaseObservables<N>

  static var manifest: Manifest {
    .release(
      variant: "threshold",
      summary: "release of glutamate, the square of the potential above a threshold",
      citation: hubel2017,
      parameters: [
        .column("strength", "pmol/cm2/s", in: 0...1e9, "release at `span` above the threshold"),
        .column("threshold", "mV", in: -200...200, "membrane potential where release begins"),
        .column("span", "mV", in: 1e-3...1000, "the potential's range"),
      ])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.glu.outsideGain = gain(v, p, site)
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables { Observables(gain: 1000.0 * gain(v, p, site)) }

  @inline(__always)
  private static func gain(_ v: Real<N>, _ p: Parameters, _ site: Site<N>) -> Real<N> {
    let above = (v - p.threshold) / p.span
    return site.gain(p.strength * select(above, lessThan: 0.0, 0.0, else: above * above))
  }
}

/// Glutamate, of which only what is outside matters.
struct GlutamateOutside<N: Number>: IonColumns {
  var glu = Ion<N>()
}

/// What can be recorded of release and uptake.
struct ReleaseObservables<N: Number>: Columns {
  var gain: Real<N> = 0.0

  static var columns: [Manifest.Item] {
    [.column("gain", "mM/s", "glutamate added to the outside")]
  }
}

extension Site {
  /// What a flux through the membrane (pmol/cm²/s) adds to the outside, in mM/ms.
  ///
  /// 1 pmol/cm²/s over 1 µm² is 1e-5 mM µm³/ms.
  @inline(__always)
  func gain(_ flux: Real<N>) -> Real<N> { temperatureFactor * flux * 1e-5 * area / outsideVolume }
}

extension Manifest {
  /// What the variants of release say alike.
  static func release(
    variant: String, summary: String, citation: String, parameters: [Item]
  ) -> Manifest {
    Manifest(
      name: "glutamate_release", variant: variant, summary: summary, citation: citation, q10: 1,
      referenceCelsius: 37, parameters: parameters,
      observables: ReleaseObservables<OneByOne>.columns, ions: [("glu", [.gainsOutside])])
  }
}
