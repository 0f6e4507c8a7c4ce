import ModelDescription
import Quantities

/// Finds what the names in a condition mean in the cells that are looked at.
struct ConditionVariables {
  private static let startSuffix = "_at_start"

  let cells: [CellSelection]
  let context: ModelContext

  /// The beginnings of names that hold a '-', which would else be a minus: `slow-leak.`.
  var prefixes: [String] {
    context.cells(of: cells).flatMap(\.uses).map(\.name).filter { $0.contains("-") }
      .map { "\($0)." }
  }

  func variable(
    _ name: String, _ entry: Entry, at location: SourceLocation
  ) throws(ModelIOError) -> ConditionVariable {
    do throws(ModelIOError) {
      return try variable(name, entry)
    } catch {
      var error = error
      error.location = location
      throw error
    }
  }

  private func variable(_ name: String, _ entry: Entry) throws(ModelIOError) -> ConditionVariable {
    let isAtStart = name.hasSuffix(Self.startSuffix)
    let plain = isAtStart ? String(name.dropLast(Self.startSuffix.count)) : name
    let variable = try RecordedVariable(plain, entry, recordedIn: cells, context: context)
    return ConditionVariable(
      variable: variable, isAtStart: isAtStart, unit: try variable.parsedUnit(entry))
  }
}

extension ConditionParser {
  /// Refuses sums and comparisons of different things, and sums of temperatures in °C.
  func requireSameDimension(
    _ left: Operand, _ right: Operand, by user: String, column: Int
  ) throws(ModelIOError) {
    guard left.dimension == right.dimension else {
      throw error(
        .malformedValue,
        "'\(user)' cannot combine \(left.dimension) and \(right.dimension)",
        suggestion: advice(left, right), column: column)
    }
    guard user == "+" || user == "-" else { return }
    for operand in [left, right] {
      guard case .constant(let quantity) = operand.term, quantity.unit.isAffine else { continue }
      throw error(
        .malformedValue, "a temperature in degrees Celsius is added",
        suggestion: "write a temperature difference in K", column: operand.column)
    }
  }

  private func advice(_ left: Operand, _ right: Operand) -> String {
    for (number, other) in [(left, right), (right, left)] {
      guard case .constant(let quantity) = number.term, quantity.isBareNumber else { continue }
      let unit = other.term.variables.first { $0.unit.dimension == other.dimension }?.unit
      return "write for example '\(quantity) \(unit ?? other.dimension.usualUnit)'"
    }
    return "both sides must measure the same"
  }
}
