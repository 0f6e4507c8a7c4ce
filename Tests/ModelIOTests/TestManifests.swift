import MechanismCatalogue

/// The manifests of a few mechanisms, as the catalogue would read them from libraries.
enum TestManifests {
  static let all =
    [leak, navHH, kvHH, barium, noisy, nkcc1, oxygen, leakGhk, uptake] + pumps + ionLeaks
    + synapses

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
          name: "imax", unit: "uA/cm2", defaultValue: 3, range: 0...1e6, summary: "net current"),
        MechanismManifest.Parameter(
          name: "block", unit: "1", defaultValue: 0, range: 0...1, summary: "blocked fraction"),
      ],
      states: [], ions: [reads("na", inside: true), reads("k", inside: false)],
      observables: [MechanismManifest.State(name: "rate", unit: "mA/cm2", summary: "pump rate")],
      q10: 1, referenceTemperatureCelsius: 37)
  }

  /// The leaks of one ion each.
  static let ionLeaks = ["k", "na", "cl"].map { name in
    MechanismManifest(
      name: "leak_\(name)", variant: "", summary: "ohmic leak", citation: "",
      parameters: [conductance("g", 0.0003)], states: [], ions: [ion(name)], q10: 1,
      referenceTemperatureCelsius: 37)
  }

  static let nkcc1 = MechanismManifest(
    name: "nkcc1", variant: "", summary: "cotransporter", citation: "",
    parameters: [
      MechanismManifest.Parameter(
        name: "u", unit: "uA/cm2", defaultValue: 0.02, range: 0...1e6, summary: "strength")
    ],
    states: [], ions: ["na", "k", "cl"].map(readsBoth), q10: 1,
    referenceTemperatureCelsius: 37)

  /// A mechanism that draws random numbers.
  static let noisy = MechanismManifest(
    name: "noisy_leak", variant: "", summary: "leak of few channels", citation: "",
    parameters: [conductance("g", 0.0003)], states: [], ions: [ion("k")], q10: 1,
    referenceTemperatureCelsius: 37, isRandom: true)

  /// A mechanism that uses up a neutral species inside, where the model has it.
  static let oxygen = MechanismManifest(
    name: "respiration", variant: "", summary: "use of oxygen", citation: "", parameters: [],
    states: [],
    ions: [
      MechanismManifest.Ion(
        name: "o2", isConfigurable: false, readsReversal: false, readsInside: true,
        readsOutside: false, moves: false, gainsInside: true, isOptional: true)
    ], q10: 1, referenceTemperatureCelsius: 37)

  /// A current that follows from concentrations, of an ion that the model names.
  static let leakGhk = MechanismManifest(
    name: "leak_ghk", variant: "", summary: "constant-field leak", citation: "",
    parameters: [
      MechanismManifest.Parameter(
        name: "valence", unit: "1", defaultValue: 1, range: -4...4, summary: "the ion's valence")
    ],
    states: [],
    ions: [
      MechanismManifest.Ion(
        name: "ion", isConfigurable: true, readsReversal: false, readsInside: true,
        readsOutside: true, moves: true)
    ], q10: 1, referenceTemperatureCelsius: 37)

  /// A sink of potassium outside, with chloride as its partner where the model has it.
  static let uptake = MechanismManifest(
    name: "uptake", variant: "", summary: "uptake of potassium", citation: "",
    parameters: [
      MechanismManifest.Parameter(
        name: "cl_share", unit: "1", defaultValue: 1, range: 0...1, summary: "chloride's part")
    ],
    states: [], ions: [takes("k", isOptional: false), takes("cl", isOptional: true)], q10: 1,
    referenceTemperatureCelsius: 37)

  /// Point mechanisms: two that take events, of which one lets calcium in, and one that takes none.
  static let synapses = [
    synapse("exp_syn", ions: [ion("ion", isConfigurable: true)], eventUnit: "uS"),
    synapse("nmda", ions: [ion("ca")], eventUnit: "1"),
    synapse("graded_syn", ions: [ion("ca")], eventUnit: ""),
  ]

  private static func synapse(
    _ name: String, ions: [MechanismManifest.Ion], eventUnit: String
  ) -> MechanismManifest {
    MechanismManifest(
      name: name, variant: "", summary: "synapse", citation: "",
      parameters: [
        MechanismManifest.Parameter(
          name: "tau", unit: "ms", defaultValue: 2, range: 0.001...10_000, summary: "decay")
      ],
      states: [MechanismManifest.State(name: "s", unit: "uS", summary: "conductance")], ions: ions,
      q10: 1, referenceTemperatureCelsius: 37, isPoint: true, eventUnit: eventUnit)
  }

  private static func takes(_ name: String, isOptional: Bool) -> MechanismManifest.Ion {
    MechanismManifest.Ion(
      name: name, isConfigurable: false, readsReversal: false, readsInside: false,
      readsOutside: false, moves: false, gainsOutside: true, isOptional: isOptional)
  }

  private static func readsBoth(_ name: String) -> MechanismManifest.Ion {
    MechanismManifest.Ion(
      name: name, isConfigurable: false, readsReversal: false, readsInside: true,
      readsOutside: true, moves: true)
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
