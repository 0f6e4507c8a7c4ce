import ModelDescription
import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// Draws one number for each connection.
struct NetworkValueDraw {
  /// How often a number is drawn that has to be at least something.
  static let mostAttempts = 1000

  /// What the numbers are called in messages, such as `weight`.
  let name: String
  let unit: Unit
  let source: SourceLocation

  /// Draws the numbers.
  ///
  /// - Parameters:
  ///   - rule: how they are made.
  ///   - keys: what each is drawn from.
  ///   - distance: between the cells of each connection, in µm.
  /// - Returns: one for each key, in the unit.
  /// - Throws: a `LoweringError` where a number is not finite, or where none that is due is drawn.
  func numbers(
    _ rule: NetworkValue, keys: [RandomKey], distance: (Int) -> Double
  ) throws(LoweringError) -> [Double] {
    switch rule {
    case .constant(let quantity):
      return Array(repeating: try plain(quantity), count: keys.count)
    case .uniform(let from, let to):
      let (low, high) = (try plain(from), try plain(to))
      return keys.map { low + $0.uniform(0) * (high - low) }
    case .normal(let mean, let deviation, let least):
      let least = if let least { try plain(least) } else { -Double.infinity }
      return try normal(try plain(mean), try spread(deviation), least: least, keys)
    case .lognormal(let mean, let deviation):
      return try lognormal(try plain(mean), try spread(deviation), keys)
    case .byDistance(let expression):
      return try evaluate(expression, count: keys.count, distance)
    }
  }

  private func plain(_ quantity: Quantity) throws(LoweringError) -> Double {
    try value(quantity, unit, source)
  }

  private func spread(_ quantity: Quantity) throws(LoweringError) -> Double {
    let number = try plain(quantity)
    guard number >= 0 else {
      throw error("the standard deviation of the \(name) is \(quantity)", "give 0 or more")
    }
    return number
  }

  private func normal(
    _ mean: Double, _ deviation: Double, least: Double, _ keys: [RandomKey]
  ) throws(LoweringError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(keys.count)
    for key in keys {
      var attempt: UInt64 = 0
      var number = mean + deviation * key.normal(attempt)
      while number < least {
        attempt += 1
        guard attempt < Self.mostAttempts else {
          throw error(
            "in \(Self.mostAttempts) draws of the \(name), none was at least \(least) \(unit)",
            "lower 'least', or raise the mean")
        }
        number = mean + deviation * key.normal(attempt)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// exp(μ + σ z) with σ² = ln(1 + s²/m²) and μ = ln m − σ²/2 has the mean m and the standard
  /// deviation s.
  private func lognormal(
    _ mean: Double, _ deviation: Double, _ keys: [RandomKey]
  ) throws(LoweringError) -> [Double] {
    guard mean > 0 else {
      throw error(
        "the mean of the lognormal \(name) is \(mean) \(unit)", "give a positive mean")
    }
    let ratio = deviation / mean
    let variance = log1p(ratio * ratio)
    let (center, width) = (log(mean) - variance / 2, variance.squareRoot())
    return keys.map { exp(center + width * $0.normal(0)) }
  }

  private func evaluate(
    _ expression: Expression, count: Int, _ distance: (Int) -> Double
  ) throws(LoweringError) -> [Double] {
    do throws(QuantitiesError) {
      try expression.require(.quantity(unit.dimension))
    } catch {
      throw LoweringError(.range, error.message, suggestion: error.suggestion, at: source)
    }
    let numbers = expression.evaluate(count: count) { _, place in 1e-6 * distance(place) }
      .map { unit.value(fromSI: $0) }
    if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
      throw error(
        "the \(name) '\(expression)' is not finite at a distance of \(distance(bad)) um",
        "mend the formula")
    }
    return numbers
  }

  private func error(_ message: String, _ advice: String) -> LoweringError {
    LoweringError(.range, message, suggestion: advice, at: source)
  }
}
