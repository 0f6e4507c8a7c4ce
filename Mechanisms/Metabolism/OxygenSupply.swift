import MechanismKit

/// Blood brings oxygen to the space outside, in proportion to the tissue that it feeds.
struct OxygenSupply<N: Number>: Mechanism {
  struct Parameters: Columns {
    var k: Real<N> = 1.7e-4
    var blood: Real<N> = 1.0
  }
  struct Ions: IonColumns {
    var o2 = Ion<N>()
  }

  static var manifest: Manifest {
    Manifest(
      name: "oxygen_supply", summary: "oxygen from the blood",
      citation: "Wei, Ullah & Schiff 2014, J Neurosci 34:11733, "
        + "doi:10.1523/JNEUROSCI.0516-14.2014",
      q10: 1, referenceCelsius: 37,
      parameters: [
        .column("k", "1/ms", in: 0...1000, "supply per volume of the cell and mM of difference"),
        .column("blood", "mM", in: 0...1000, "oxygen in the blood"),
      ],
      ions: [("o2", [.outside, .gainsOutside])])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    let supply = site.temperatureFactor * p.k * (p.blood - ions.o2.outside)
    ions.o2.outsideGain = supply * site.insidePerOutside
  }
}
