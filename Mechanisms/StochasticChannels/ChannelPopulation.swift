import MechanismKit

/// What every population lets record.
struct PopulationObservables<N: Number>: Columns {
  var channels: Real<N> = 0.0
}

extension Site {
  /// How many channels there are in the mean, from their density per µm².
  @inline(__always)
  func channels(_ density: Real<N>) -> Real<N> { density * area }

  /// Conductance per area, in S/cm²: `gamma` (pS) for each of the open channels on the area here.
  @inline(__always)
  func conductance(open: Real<N>, _ gamma: Real<N>) -> Real<N> {
    // 1 pS/µm² is 1e-4 S/cm². A place without membrane has no channels: any area will do.
    let area = select(area, lessThan: 1e-300, 1.0, else: area)
    return gamma * open * 1e-4 / area
  }
}

extension Manifest {
  /// What the channels of the squid axon say alike.
  static func squidPopulation(
    _ name: String, variant: String, summary: String, states: [Item], ion: String
  ) -> Manifest {
    Manifest(
      name: name, variant: variant, summary: summary,
      citation: "Hodgkin & Huxley 1952, J Physiol 117:500, doi:10.1113/jphysiol.1952.sp004764; "
        + "Schneidman, Freedman & Segev 1998, Neural Comput 10:1679, "
        + "doi:10.1162/089976698300017089",
      q10: 3, referenceCelsius: 6.3, isRandom: true,
      parameters: [
        .column("density", "1/um2", in: 0...1e9, "channels per membrane area"),
        .column("gamma", "pS", in: 0...1e6, "conductance of an open channel"),
      ],
      states: states, observables: [.column("channels", "1", "channels at this place")],
      ions: [(ion, [.reversal, .moves])])
  }
}
