import ModelDescription
import Quantities

/// What the numbers of connections have to be: weights, delays or conductances.
struct NetworkNumber {
  /// The unit in which messages write them.
  let unit: Unit
  let bound: Bound
  /// What none of them may be below, where that is more than `bound` says.
  var least: LeastDelay?
  /// Whether the cells have positions, between which there are distances; else why they have none.
  let positions: PositionCheck
  let example: String

  /// Refuses a value below the least.
  func check(_ value: Quantity, _ entry: Entry) throws(ModelIOError) {
    guard let least, least.excludes(value) else { return }
    throw entry.error(
      .outOfRange, "\(entry.path) is \(value), \(least.reason)", suggestion: least.advice)
  }
}

extension NetworkValue {
  private static let forms = ["uniform", "normal", "lognormal"]

  /// Reads a constant, a function of `distance` or a distribution.
  init(_ entry: Entry, _ kind: NetworkNumber) throws(ModelIOError) {
    guard entry.isMap else {
      self = try Self.formula(entry, kind)
      return
    }
    let map = try entry.map("a distribution", keys: Self.forms, example: kind.example)
    let (form, value) = try map.one(of: Self.forms, example: "uniform: [LEAST, MOST]")
    switch form {
    case "uniform": self = try Self.uniform(value, kind)
    case "normal": self = try Self.normal(value, kind)
    default: self = try Self.lognormal(value, kind)
    }
  }

  private static func formula(
    _ entry: Entry, _ kind: NetworkNumber
  ) throws(ModelIOError) -> NetworkValue {
    let expression = try entry.formula(of: variables, kind.unit.dimension, example: kind.example)
    guard expression.isConstant else {
      try kind.positions.require(entry)
      return .byDistance(expression)
    }
    let quantity =
      expression.literal
      ?? Quantity(siValue: expression.evaluate([Double]()), dimension: kind.unit.dimension)
    guard quantity.siValue.isFinite else {
      throw entry.error(
        .outOfRange, "\(entry.path) is not a finite number",
        suggestion: "check for divisions by zero")
    }
    try entry.check(quantity, kind.bound, text: expression.text, example: kind.example)
    try kind.check(quantity, entry)
    return .constant(quantity)
  }

  // MARK: Distributions

  private static func uniform(
    _ entry: Entry, _ kind: NetworkNumber
  ) throws(ModelIOError) -> NetworkValue {
    let ends = try entry.items(of: "two quantities", example: "uniform: [LEAST, MOST]")
    guard ends.count == 2 else {
      throw entry.error(
        .wrongKind, "\(entry.path) has \(ends.count) values where two are due",
        suggestion: "write the least and the most, as in uniform: [0.1 uS, 0.2 uS]")
    }
    let (from, to) = (try kind.read(ends[0]), try kind.read(ends[1]))
    guard from.siValue <= to.siValue else {
      throw entry.error(
        .inconsistent, "\(entry.path) goes down from \(from) to \(to)",
        suggestion: "write the smaller value first")
    }
    try kind.check(from, ends[0])
    return .uniform(from: from, to: to)
  }

  private static func normal(
    _ entry: Entry, _ kind: NetworkNumber
  ) throws(ModelIOError) -> NetworkValue {
    let map = try entry.map(
      "a normal distribution", keys: ["mean", "sd", "least"],
      example: "normal: {mean: 0.1 uS, sd: 0.02 uS}")
    let mean = try kind.read(map.required("mean", example: kind.example))
    let deviation = try kind.deviation(map)
    guard let entry = kind.leastEntry(map) else {
      return .normal(mean: mean, standardDeviation: deviation, least: nil)
    }
    let least = try kind.readAny(entry)
    try kind.check(least, entry)
    // Draws below the least are drawn again, which has to come to an end.
    guard least.siValue <= mean.siValue else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(least), more than the mean \(mean)",
        suggestion: "most draws would be refused: make the mean larger or 'least' smaller")
    }
    return .normal(mean: mean, standardDeviation: deviation, least: least)
  }

  private static func lognormal(
    _ entry: Entry, _ kind: NetworkNumber
  ) throws(ModelIOError) -> NetworkValue {
    let map = try entry.map(
      "a lognormal distribution", keys: ["mean", "sd"],
      example: "lognormal: {mean: 0.1 uS, sd: 0.02 uS}")
    let mean = try map.required("mean", example: kind.example)
      .quantity(kind.unit.dimension, .positive, in: kind.unit, example: kind.example)
    return .lognormal(mean: mean, standardDeviation: try kind.deviation(map))
  }
}

extension NetworkNumber {
  fileprivate func read(_ entry: Entry) throws(ModelIOError) -> Quantity {
    try entry.quantity(unit.dimension, bound, in: unit, example: example)
  }

  /// A bound of draws, which may be zero where values may not.
  fileprivate func readAny(_ entry: Entry) throws(ModelIOError) -> Quantity {
    try entry.quantity(
      unit.dimension, bound == .any ? .any : .notNegative, in: unit, example: example)
  }

  fileprivate func deviation(_ map: MapEntry) throws(ModelIOError) -> Quantity {
    try map.required("sd", example: "sd: \(Quantity(1, unit))")
      .quantity(unit.dimension, .notNegative, in: unit, example: "sd: \(Quantity(1, unit))")
  }

  /// The key `least`, with a default where the numbers have a bound.
  fileprivate func leastEntry(_ map: MapEntry) -> Entry? {
    if let least { return map.optional("least", default: "\(least.value)") }
    return bound == .any
      ? map.optional("least") : map.optional("least", default: "\(Quantity(0, unit))")
  }
}

extension Entry {
  /// A formula of lengths that gives one dimension.
  func formula(
    of variables: [String], _ dimension: Dimension, example: String
  ) throws(ModelIOError) -> Expression {
    let text = try text(expected: "\(dimension) or a formula", example: example)
    let types = Dictionary(variables.map { ($0, ExpressionType.quantity(.length)) }) { $1 }
    do {
      let expression = try Expression(parsing: text, variables: types)
      try expression.require(.quantity(dimension))
      return expression
    } catch {
      throw malformed(error, example: example)
    }
  }
}
