import MechanismKit

extension Manifest {
  /// What the variants say alike: `saturation` tells what `imax` is the net current at, `parameters`
  /// are those of the rate law, `sodium` and `potassium` the sides that it reads, and `species` what
  /// it reads beside them and ATP.
  static func pump(
    variant: String, summary: String, citation: String, saturation: String,
    parameters: [Item], sodium: IonUse = .inside, potassium: IonUse = .outside,
    species: [(name: String, use: IonUse)] = []
  ) -> Manifest {
    Manifest(
      name: "na_k_atpase", variant: variant,
      summary: "sodium pump: three sodium out, two potassium in; " + summary,
      citation: citation, q10: 1, referenceCelsius: 37,
      parameters: [.column("imax", "mA/cm2", in: 0...1000, "net current \(saturation)")]
        + parameters + modulation,
      states: [
        .column("theta", "1", "the part of the pumps that has bound ouabain"),
        .column("density", "1", "the part of the pumps that is left"),
      ],
      observables: [
        .column("rate", "pmol/cm2/s", "cycles, each of one ATP, three sodium and two potassium")
      ],
      ions: [
        ("na", sodium.union(.moves)), ("k", potassium.union([.outside, .moves])),
        ("atp", [.inside, .gainsInside, .optional]),
      ] + species)
  }

  /// What holds pumps back.
  private static var modulation: [Item] {
    [
      .column("block", "1", in: 0...1, "the part of the pumps that is stopped by hand"),
      .column("ouabain", "mM", in: 0...1000, "ouabain outside"),
      .column("ouabain_on", "1/mM/ms", in: 0...1e6, "binding of ouabain, without potassium"),
      .column("ouabain_off", "1/ms", in: 0...1e3, "unbinding of ouabain"),
      .column("ouabain_k_half", "mM", in: 1e-6...1e30, "potassium outside that halves binding"),
      .column("half_life", "ms", in: 1e-3...1e30, "of pumps that are not replaced"),
      .column("km_atp", "mM", in: 0...1000, "ATP inside at half the rate"),
    ]
  }
}
