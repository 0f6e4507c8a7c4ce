import MechanismCatalogue

/// The manifests of a few mechanisms, as the catalogue would read them from libraries.
enum TestManifests {
  static let all = [leak, navHH, kvHH, barium] + pumps

  static let leak = MechanismManifest(
    name: "leak", variant: "", summary: "ohmic leak", citation: "",
    parameters: [conductance("g", 0.0003)], states: [],
    ions: [ion("ion", isConfigurable: true)], q10: 1, referenceTemperatureCelsius: 37)

  static let navHH = MechanismManifest(
    name: "nav_hh", variant: "", summary: "sodium channel", citation: "",
    parameters: [conductance("gbar", 0.12)], states: [gate("m"), gate("h")], ions: [ion("na")],
    q10: 3, referenceTemperatureCelsius: 6.3)

  static let kvHH = MechanismManifest(
    name: "kv_hh", variant: "", summary: "potassium channel", citation: "",
    parameters: [conductance("gbar", 0.036)], states: [gate("n")], ions: [ion("k")],
    q10: 3, referenceTemperatureCelsius: 6.3)

  /// A channel of an ion that no model predefines, with a time among its
  /// parameters.
  static let barium = MechanismManifest(
    name: "barium_channel", variant: "", summary: "barium channel", citation: "",
    parameters: [
      conductance("gbar", 0.001),
      MechanismManifest.Parameter(
        name: "tau_max", unit: "ms", defaultValue: 100, range: 0.1...10_000, summary: "slowness"),
    ],
    states: [gate("u")], ions: [ion("ba")], q10: 1, referenceTemperatureCelsius: 22)

  static let pumps = ["hill", "sigmoid"].map { variant in
    MechanismManifest(
      name: "na_k_atpase", variant: variant, summary: "sodium-potassium pump", citation: "",
      parameters: [
        MechanismManifest.Parameter(
          name: "imax", unit: "uA/cm2", defaultValue: 3, range: 0...1e6, summary: "net current")
      ],
      states: [], ions: [reads("na", inside: true), reads("k", inside: false)],
      observables: [MechanismManifest.State(name: "rate", unit: "mA/cm2", summary: "pump rate")],
      q10: 1, referenceTemperatureCelsius: 37)
  }

  private static func conductance(
    _ name: String, _ value: Double
  ) -> MechanismManifest.Parameter {
    MechanismManifest.Parameter(
      name: name, unit: "S/cm2", defaultValue: value, range: 0...100, summary: "conductance")
  }

  private static func gate(_ name: String) -> MechanismManifest.State {
    MechanismManifest.State(name: name, unit: "1", summary: "gate")
  }

  private static func ion(_ name: String, isConfigurable: Bool = false) -> MechanismManifest.Ion {
    MechanismManifest.Ion(
      name: name, isConfigurable: isConfigurable, readsReversal: true, readsInside: false,
      readsOutside: false, moves: true)
  }

  private static func reads(_ name: String, inside: Bool) -> MechanismManifest.Ion {
    MechanismManifest.Ion(
      name: name, isConfigurable: false, readsReversal: false, readsInside: inside,
      readsOutside: !inside, moves: true)
  }
}
