import ModelDescription
import Quantities

/// What a quantity may be: far beyond anything alive, and near enough for the arithmetic.
///
/// Outside, amounts overflow or vanish beside rounding errors; most often a unit is wrong.
struct SensibleRange {
  /// The limits in `unit`.
  var values: ClosedRange<Double>
  /// The unit of the limits.
  var unit: String
  /// The limits as people write them.
  var words: String

  static let concentration = SensibleRange(1e-12...1e5, "mM", "1e-12 to 1e5 mM")
  static let waterPermeability = SensibleRange(1e-12...1e3, "cm/s", "1e-12 to 1e3 cm/s")
  static let volume = SensibleRange(1e-9...1e15, "um3", "1e-9 to 1e15 um3")
  static let surfaceToVolume = SensibleRange(1e-6...1e6, "/um", "1e-6 to 1e6 /um")
  static let volumeFraction = SensibleRange(1e-6...1e6, "1", "1e-6 to 1e6")
  static let exchangeRate = SensibleRange(1e-12...1e6, "/s", "1e-12 to 1e6 /s")
  static let position = SensibleRange(-1e9...1e9, "um", "-1e9 to 1e9 um")
  static let spacing = SensibleRange(1e-3...1e6, "um", "1e-3 to 1e6 um")
  static let current = SensibleRange(-1e9...1e9, "nA", "-1e9 to 1e9 nA")
  static let molarRate = SensibleRange(1e-12...1e12, "fmol/s", "1e-12 to 1e12 fmol/s")
  static let spikeRate = SensibleRange(1e-12...1e6, "Hz", "1e-12 to 1e6 Hz")
  static let spikeInterval = SensibleRange(1e-3...1e15, "ms", "1e-3 to 1e15 ms")
  static let thermalVoltage = SensibleRange(0.1...1000, "mV", "0.1 to 1000 mV")

  private init(_ values: ClosedRange<Double>, _ unit: String, _ words: String) {
    (self.values, self.unit, self.words) = (values, unit, words)
  }
}

extension Quantity {
  /// The same, unless it lies outside of what makes sense; none is none, and 0 is left to others.
  func sensible(_ range: SensibleRange, _ entry: Entry) throws(ModelIOError) -> Quantity {
    guard siValue != 0, let unit = Unit.parsed(range.unit), let number = try? value(in: unit),
      !range.values.contains(number)
    else { return self }
    throw entry.error(
      .outOfRange, "\(entry.path) is \(self) but must lie from \(range.words)",
      suggestion: "check the number and its unit")
  }
}
