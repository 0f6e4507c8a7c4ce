import MechanismCatalogue
import ModelDescription
import Quantities

extension Calibration {
  /// Reads what is to be found: `leak_na.g,leak_k.g`, and sums such as `leak_na.g + leak_k.g = …`.
  init(_ model: QuietModel, solve names: [String], sums: [String]) throws {
    guard !names.isEmpty else {
      throw UserError.wrongInput(
        "--solve names no parameter", advice: "write for example --solve leak_na.g,leak_k.g")
    }
    let unknowns = try names.map { try Unknown(model, $0) }
    for (index, unknown) in unknowns.enumerated()
    where unknowns[..<index].contains(where: { $0.name == unknown.name }) {
      throw UserError.wrongInput("\(unknown.name) is named twice", advice: "name it once")
    }
    self.init(
      model: model, unknowns: unknowns, sums: try sums.map { try Sum($0, unknowns) })
  }
}

extension Calibration.Unknown {
  fileprivate init(_ model: QuietModel, _ name: String) throws {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw UserError.wrongInput(
        "--solve: '\(name)' is no parameter", advice: "write for example leak_na.g")
    }
    let all = model.cell.mechanisms.flatMap { use in
      (model.manifest(use)?.parameters ?? []).map { "\(use.name).\($0.name)" }
    }
    guard let use = model.cell.mechanisms.first(where: { $0.name == parts[0] }),
      let parameter = model.manifest(use)?.parameters.first(where: { $0.name == parts[1] })
    else {
      throw UserError.wrongInput(
        "--solve: '\(model.cell.name)' has no parameter '\(name)'",
        advice: EditDistance.suggestion(for: name, among: all, kind: "parameters"))
    }
    try self.init(model, use, parameter)
  }

  private init(
    _ model: QuietModel, _ use: MechanismUse, _ parameter: MechanismManifest.Parameter
  ) throws {
    guard case .constant(let given)? = use.parameters[parameter.name]?.form else {
      throw UserError.wrongInput(
        "\(use.source): \(use.name).\(parameter.name) is a function of the place",
        advice: "give it one value in each region: one number is solved for")
    }
    let own = try wrongInput { try Unit(parsing: parameter.unit) }
    /// A number in the manifest's unit, in the model's.
    func converted(_ number: Double) throws -> Double {
      guard abs(number) < 1e29 else { return number }
      return try wrongInput { try Quantity(number, own).value(in: given.unit) }
    }
    let step = given.value != 0 ? given.value : try converted(parameter.defaultValue)
    self.init(
      mechanism: use.name, parameter: parameter.name, value: given.value, unit: given.unit,
      step: step != 0 ? step : try converted(1),
      range: try converted(parameter.range.lowerBound)...converted(parameter.range.upperBound))
  }
}

extension Calibration.Sum {
  fileprivate init(_ text: String, _ unknowns: [Calibration.Unknown]) throws {
    let sides = text.split(separator: "=").map(String.init)
    let example = "write for example --sum 'leak_na.g + leak_k.g = 0.05 mS/cm2'"
    guard sides.count == 2 else {
      throw UserError.wrongInput("--sum: '\(text)' is no equation", advice: example)
    }
    parameters = try sides[0].split(separator: "+").map { part in
      let name = part.filter { !$0.isWhitespace }
      guard let index = unknowns.firstIndex(where: { $0.name == name }) else {
        throw UserError.wrongInput(
          "--sum: '\(name)' is not among what is solved for",
          advice: EditDistance.suggestion(
            for: name, among: unknowns.map(\.name), kind: "parameters"))
      }
      return index
    }
    value = try wrongInput(advice: example) { try Quantity(parsing: sides[1]) }
    for index in parameters where unknowns[index].unit.dimension != value.dimension {
      throw UserError.wrongInput(
        "--sum: \(unknowns[index].name) is in \(unknowns[index].unit), and \(value) is not",
        advice: example)
    }
  }
}
