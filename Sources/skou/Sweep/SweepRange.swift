import Foundation
import Quantities

/// A range of values, equally far from each other: `10 um..50 um:5`.
enum SweepRange {
  /// The most values of one range.
  static let most = 10_000

  /// The values of a range; of any other text, that text.
  ///
  /// - Parameters:
  ///   - text: one value of an `--over` option.
  ///   - option: the option, for messages.
  /// - Returns: one value at least.
  /// - Throws: a `UserError` where a range has no sound ends or count.
  static func values(_ text: String, option: String) throws -> [String] {
    guard let dots = text.range(of: ".."), let colon = text.lastIndex(of: ":"),
      dots.upperBound <= colon, dots.lowerBound > text.startIndex,
      !text.starts(with: /[\[{('"]/)
    else { return [text] }
    let count = Int(text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    guard let count, (2...most).contains(count) else {
      throw complaint(option, "the count of '\(text)' is no whole number from 2 to \(most)")
    }
    let from = try end(text[..<dots.lowerBound], option)
    let to = try end(text[dots.upperBound..<colon], option)
    // In '10..50 um:5' both are in um.
    let unit = from.isBareNumber ? to.unit : from.unit
    return try points(
      from: from.isBareNumber ? from.value : number(from, in: unit, option),
      to: to.isBareNumber ? to.value : number(to, in: unit, option), count: count
    ).map { unit.symbol == "1" ? $0 : "\($0) \(unit.symbol)" }
  }

  /// Twelve digits hide the rounding of a third of something, and are more than a model has.
  private static func points(from: Double, to: Double, count: Int) -> [String] {
    (0..<count).map { index in
      let share = Double(index) / Double(count - 1)
      return String(format: "%.12g", from * (1 - share) + to * share)
    }
  }

  private static func end(_ text: Substring, _ option: String) throws -> Quantity {
    do throws(QuantitiesError) {
      return try Quantity(parsing: String(text))
    } catch {
      throw complaint(option, error.message)
    }
  }

  private static func number(
    _ quantity: Quantity, in unit: Quantities.Unit, _ option: String
  ) throws -> Double {
    do throws(QuantitiesError) {
      return try quantity.value(in: unit)
    } catch {
      throw complaint(option, error.message)
    }
  }

  private static func complaint(_ option: String, _ message: String) -> UserError {
    .wrongInput(
      "--over \(option.prefix(80)): \(message)",
      advice: "write a range as in '10 um..50 um:5': five values")
  }
}
