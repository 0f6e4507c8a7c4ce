import ModelDescription
import Quantities

extension ExtracellularDescription {
  /// The words for kinds of surroundings.
  private enum Word: String, CaseIterable {
    case bath
    case shell = "private"
  }

  private static let keys = ["space", "volume_fraction", "exchange_rate"]
  private static let example =
    "extracellular: {space: private, volume_fraction: 0.15, exchange_rate: 2 /s}"

  /// Reads the key `extracellular` of a model; without it, the cells lie in a bath.
  init(_ model: MapEntry) throws(ModelIOError) {
    let map =
      try model.optional("extracellular")?
      .map("an extracellular space", keys: Self.keys, example: Self.example)
      ?? model.absent("extracellular", "an extracellular space")
    let word = try map.optional("space", default: Word.bath.rawValue)
      .choice(Word.self, example: "space: bath")
    switch word {
    case .bath:
      try Self.refuseShellKeys(map)
      self.init(source: map.location)
    case .shell: self.init(space: .shell(try PrivateShell(map)), source: map.location)
    }
  }

  private static func refuseShellKeys(_ map: MapEntry) throws(ModelIOError) {
    for key in ["volume_fraction", "exchange_rate"] {
      guard let entry = map.optional(key) else { continue }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing in a bath, which is infinite and constant",
        suggestion: "remove it, or write space: private")
    }
  }

  /// Whether cells have shells of their own, with volumes and amounts.
  var hasShells: Bool {
    if case .shell = space { return true }
    return false
  }
}

extension PrivateShell {
  init(_ map: MapEntry) throws(ModelIOError) {
    let fraction = try map.required("volume_fraction", example: "volume_fraction: 0.15")
    let rate = map.optional("exchange_rate")
    self.init(
      volumeFraction: try fraction.quantity(
        .dimensionless, .positive, example: "volume_fraction: 0.15"
      ).sensible(.volumeFraction, fraction).siValue,
      exchangeRate: try rate?.quantity(
        .frequency, .notNegative, in: Unit.parsed("/s"), example: "exchange_rate: 2 /s"
      ).sensible(.exchangeRate, rate ?? fraction))
  }
}
