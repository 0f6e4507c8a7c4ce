import ModelDescription
import Quantities

extension PrivateShell {
  /// What can be said of private shells.
  static let keys = ["volume_fraction", "exchange_rate"]

  /// Reads the map of a private space.
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
