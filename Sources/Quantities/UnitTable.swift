/// The unit symbols that can be written, and how to look one up.
enum UnitTable {
  /// Symbols that are complete as they are; they win over a prefix and a symbol ("min", "Pa").
  private static let whole: [String: Unit] = table([
    .one, .percent, .minute, .hour, .degreeCelsius,
    Unit("°C", .temperature, offset: 273.15), Unit("day", .time, power: 2, mantissa: 864),
  ])

  /// Symbols that take an SI prefix.
  private static let prefixable: [String: Unit] = table([
    .meter, .second, .kelvin, .mole, .volt, .joule, .pascal, .hertz, .molar,
    Unit("g", Dimension(kilogram: 1), power: -3), Unit("A", .current), Unit("C", .charge),
    Unit("S", .conductance), Unit("F", .capacitance), Unit("W", .energy / .time),
    Unit("N", .energy / .length), Unit("l", .volume, power: -3), Unit("L", .volume, power: -3),
    Unit("ohm", .resistance), Unit("Ohm", .resistance), Unit("Ω", .resistance),
  ])

  private static let prefixes: [Unicode.Scalar: Int] = [
    "a": -18, "f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "d": -1,
    "k": 3, "M": 6, "G": 9,
  ]

  /// Spellings that people try, with the symbol they mean.
  private static let hints: [String: String] = [
    "sec": "s", "secs": "s", "seconds": "s", "second": "s", "msec": "ms", "usec": "us", "hr": "h",
    "hour": "h", "hours": "h", "minute": "min", "minutes": "min", "days": "day",
    "micron": "um", "microns": "um", "mho": "S", "siemens": "S", "ohms": "ohm", "volt": "V",
    "volts": "V", "molar": "M", "celsius": "degC", "Celsius": "degC", "deg": "degC",
    "kelvin": "K", "cc": "cm3", "amp": "A", "mmolar": "mM",
  ]

  /// The symbols offered when an unknown one is written.
  private static let common = [
    "mV", "ms", "um", "nA", "uS", "nF", "mM", "S", "mS", "nS", "pS", "mA", "uA", "pA", "uF", "pF",
    "V", "s", "us", "min", "h", "cm", "mm", "m", "nm", "ohm", "kohm", "Mohm", "Gohm", "Hz", "kHz",
    "degC", "K", "M", "uM", "nM", "mol", "l", "J", "kJ", "A", "F", "%",
    "um2", "um3", "cm2",
  ]

  private static func table(_ units: [Unit]) -> [String: Unit] {
    Dictionary(units.map { ($0.symbol, $0) }) { first, _ in first }
  }

  /// The unit with this symbol, or nil.
  static func unit(named name: String) -> Unit? {
    let symbol = unified(name)
    if let unit = whole[symbol] ?? prefixable[symbol] { return unit }
    guard let first = symbol.unicodeScalars.first, let power = prefixes[first],
      let base = prefixable[String(symbol.dropFirst())]
    else { return nil }
    return Unit(symbol, base.dimension, power: base.decimalExponent + power)
  }

  /// What to say about an unknown symbol.
  static func suggestion(for name: String) -> String {
    if let hint = hints[name] { return "did you mean '\(hint)'?" }
    return EditDistance.suggestion(for: name, among: common, kind: "usual units")
  }

  /// Both codes of µ become u, and the ohm sign becomes the Greek letter.
  private static func unified(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\u{B5}", "\u{3BC}": result.append("u")
      case "\u{2126}": result.append("\u{3A9}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
