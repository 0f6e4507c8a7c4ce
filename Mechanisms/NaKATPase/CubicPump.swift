import MechanismKit

/// The sodium pump as the cube of the sodium gradient: the pump–leak models of cell volume.
struct CubicPump<N: Number>: Pump {
  struct Parameters: PumpParameters {
    var imax: Real<N> = 1.0
    var block: Real<N> = 0.0
    var ouabain: Real<N> = 0.0
    var ouabainOn: Real<N> = 0.01
    var ouabainOff: Real<N> = 1e-6
    var ouabainKHalf: Real<N> = 1e30
    var halfLife: Real<N> = 1e30
    var kmAtp: Real<N> = 0.5
  }
  typealias Ions = PumpSpecies<N>

  static var currentDependsOnVoltage: Bool { false }

  static var manifest: Manifest {
    .pump(
      variant: "cubic", summary: "cube of the sodium gradient",
      citation: "Keener & Sneyd 2009, Mathematical Physiology, doi:10.1007/978-0-387-75847-3; "
        + "Kay 2017, Front Cell Dev Biol 5:41, doi:10.3389/fcell.2017.00041; "
        + "Düsterwald et al. 2018, eLife 7:e39575, doi:10.7554/eLife.39575",
      saturation: "with as much sodium inside as outside", parameters: [],
      sodium: [.inside, .outside])
  }

  /// (Na_i / Na_o)³.
  @inline(__always)
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let (inside, outside) = (ions.na.inside.still, ions.na.outside.still)
    return ions.fuelled(inside * inside * inside, of: outside * outside * outside, p)
  }
}
