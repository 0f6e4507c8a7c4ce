/// A reference value to more digits than a double has: the sum of two doubles.
struct Reference: Sendable {
  var argument: Double
  var high: Double
  var low: Double

  /// The lines of a generated table: argument, value and rest in hexadecimal.
  static func table(_ text: String) -> [Reference] {
    text.split(separator: "\n").compactMap { line in
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      guard numbers.count == 3 else { return nil }
      return Reference(argument: numbers[0], high: numbers[1], low: numbers[2])
    }
  }

  /// How far `value` is from the reference, in units of the reference's last place.
  func error(of value: Double) -> Double {
    guard value.isFinite else { return .infinity }
    return abs((value - high) - low) / high.ulp
  }
}
