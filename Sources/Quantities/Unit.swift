/// A unit of measure: a symbol, a dimension and the factor that turns it into SI base units.
///
/// The factor is kept as `mantissa × 10^decimalExponent`, so that conversions between decimal
/// multiples are rounded once: 0.3 mS/cm2 is exactly the `Double` 0.0003 in S/cm2.
public struct Unit: Sendable, Hashable {
  /// How it is written, such as `mS/cm2`.
  public let symbol: String
  /// What it measures.
  public let dimension: Dimension
  /// The factor to SI without its power of ten: 60 for minutes, 1 for most units.
  let mantissa: Double
  /// The power of ten of the factor to SI.
  let decimalExponent: Int
  /// What is added after the factor; only degrees Celsius have one (273.15 K).
  let offset: Double

  init(
    _ symbol: String, _ dimension: Dimension, power decimalExponent: Int = 0,
    mantissa: Double = 1, offset: Double = 0
  ) {
    self.symbol = symbol
    self.dimension = dimension
    self.mantissa = mantissa
    self.decimalExponent = decimalExponent
    self.offset = offset
  }

  /// Reads a unit such as `mV`, `S/cm2`, `ohm cm`, `1/ms` or `J/(mol K)`.
  ///
  /// Products are written with a space, `*`, `·` or `.`; quotients with `/`; powers as digits after
  /// the symbol or with `^`. SI prefixes are f p n u µ m c d k M G.
  ///
  /// - Parameter text: the unit alone, without a number.
  /// - Throws: `QuantitiesError` with a column and the nearest known unit.
  public init(parsing text: String) throws(QuantitiesError) {
    var parser = UnitParser(cursor: try TextCursor(text))
    self = try parser.parseWhole()
  }

  /// The factor that turns a number in this unit into SI base units, before any offset.
  public var siFactor: Double { mantissa.scaled(byPowerOfTen: decimalExponent) }

  /// Whether zero in this unit is not zero in SI, as for degrees Celsius.
  public var isAffine: Bool { offset != 0 }

  /// Turns a number in this unit into SI base units.
  public func siValue(of value: Double) -> Double {
    (value * mantissa).scaled(byPowerOfTen: decimalExponent) + offset
  }

  /// Turns a number in SI base units into this unit.
  public func value(fromSI siValue: Double) -> Double {
    ((siValue - offset) / mantissa).scaled(byPowerOfTen: -decimalExponent)
  }

  /// Turns a number in this unit into another unit of the same dimension, rounding once or twice.
  func convert(_ value: Double, to other: Unit) -> Double {
    if offset == other.offset {
      let scaled = mantissa == other.mantissa ? value : value * mantissa / other.mantissa
      return scaled.scaled(byPowerOfTen: decimalExponent - other.decimalExponent)
    }
    return other.value(fromSI: siValue(of: value))
  }

  /// The unit of this dimension that is made of SI base units alone.
  public static func coherent(_ dimension: Dimension) -> Unit {
    Unit(dimension.baseUnits, dimension)
  }

  /// Two units are equal if they measure the same with the same factor, however they are written.
  public static func == (left: Unit, right: Unit) -> Bool {
    left.dimension == right.dimension && left.siFactor == right.siFactor
      && left.offset == right.offset
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(dimension)
    hasher.combine(siFactor)
    hasher.combine(offset)
  }
}

extension Unit: CustomStringConvertible {
  /// The symbol.
  public var description: String { symbol }
}

extension Double {
  /// The powers of ten that a `Double` holds exactly.
  private static let powersOfTen = Array(sequence(first: 1.0) { $0 * 10 }.prefix(23))

  /// This number times a power of ten, rounded once for exponents up to ±22.
  func scaled(byPowerOfTen exponent: Int) -> Double {
    // Beyond ±700 every finite number has overflowed or vanished.
    var (result, remaining) = (self, min(max(exponent, -700), 700))
    while remaining > 0 {
      let step = min(remaining, 22)
      result *= Self.powersOfTen[step]
      remaining -= step
    }
    while remaining < 0 {
      let step = min(-remaining, 22)
      result /= Self.powersOfTen[step]
      remaining += step
    }
    return result
  }
}
