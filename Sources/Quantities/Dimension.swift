/// The physical dimension of a quantity: exponents of the SI base units it is made of.
///
/// Exponents saturate at ±99, far beyond anything physical, so that no text can overflow them.
public struct Dimension: Sendable, Hashable {
  /// The exponent of the metre.
  public var meter: Int
  /// The exponent of the kilogram.
  public var kilogram: Int
  /// The exponent of the second.
  public var second: Int
  /// The exponent of the ampere.
  public var ampere: Int
  /// The exponent of the kelvin.
  public var kelvin: Int
  /// The exponent of the mole.
  public var mole: Int

  /// Makes a dimension from its exponents.
  public init(
    meter: Int = 0, kilogram: Int = 0, second: Int = 0, ampere: Int = 0, kelvin: Int = 0,
    mole: Int = 0
  ) {
    self.meter = meter
    self.kilogram = kilogram
    self.second = second
    self.ampere = ampere
    self.kelvin = kelvin
    self.mole = mole
  }

  /// Whether this is a pure number.
  public var isDimensionless: Bool { self == .dimensionless }

  /// The dimension of a product.
  public static func * (left: Self, right: Self) -> Self {
    left.combined(with: right) { $0 &+ $1 }
  }

  /// The dimension of a quotient.
  public static func / (left: Self, right: Self) -> Self {
    left.combined(with: right) { $0 &- $1 }
  }

  /// The dimension of an integer power.
  public func raised(to power: Int) -> Self {
    combined(with: self) { exponent, _ in exponent &* min(max(power, -99), 99) }
  }

  /// The dimension of the square root, or nil if an exponent is odd.
  public var squareRoot: Self? {
    let exponents = [meter, kilogram, second, ampere, kelvin, mole]
    guard exponents.allSatisfy({ $0.isMultiple(of: 2) }) else { return nil }
    return combined(with: self) { exponent, _ in exponent / 2 }
  }

  private func combined(with other: Self, _ operation: (Int, Int) -> Int) -> Self {
    func bounded(_ path: KeyPath<Self, Int>) -> Int {
      min(max(operation(self[keyPath: path], other[keyPath: path]), -99), 99)
    }
    return Dimension(
      meter: bounded(\.meter), kilogram: bounded(\.kilogram), second: bounded(\.second),
      ampere: bounded(\.ampere), kelvin: bounded(\.kelvin), mole: bounded(\.mole))
  }
}
