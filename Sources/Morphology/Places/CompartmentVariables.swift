public import Quantities

/// The names that formulas of place may use, and their values at compartments.
///
/// `distance` is the path distance from the root point, `diameter` that of the cylinder of equal
/// area, `x`, `y`, `z` the centre; `tag` and `branch` are numbers; `all`, `soma`, `axon`,
/// `dendrite` and `apical` are conditions.
public enum CompartmentVariables {
  /// The names that are quantities, with their types: for parameters.
  public static let quantities: [String: ExpressionType] = [
    "distance": .quantity(.length), "diameter": .quantity(.length), "x": .quantity(.length),
    "y": .quantity(.length), "z": .quantity(.length),
  ]

  /// All names, with their types: for regions.
  public static let all: [String: ExpressionType] = quantities.merging([
    "tag": .quantity(.dimensionless), "branch": .quantity(.dimensionless), "all": .boolean,
    "soma": .boolean, "axon": .boolean, "dendrite": .boolean, "apical": .boolean,
  ]) { first, _ in first }

  /// The SI value of a name at a compartment; for a name that is none of these, nil.
  static func value(
    of name: String, at compartment: DiscretizedMorphology.Compartment
  ) -> Double? {
    // Division by 10⁶ rounds as reading "100 um" does, so that comparisons are exact.
    switch name {
    case "distance": compartment.distance / 1e6
    case "diameter": compartment.diameter / 1e6
    case "x": compartment.center.x / 1e6
    case "y": compartment.center.y / 1e6
    case "z": compartment.center.z / 1e6
    case "tag": Double(compartment.tag)
    case "branch": Double(compartment.branch)
    case "all": 1
    default: BranchKind.words.firstIndex(of: name).map { compartment.tag == $0 + 1 ? 1 : 0 }
    }
  }
}

extension DiscretizedMorphology {
  /// Evaluates a parameter's formula at every compartment.
  ///
  /// - Parameter expression: a formula of the names of `CompartmentVariables`.
  /// - Returns: one SI value for each compartment.
  /// - Throws: `MorphologyError` that names the first compartment where the value is not finite.
  public func evaluate(_ expression: Expression) throws(MorphologyError) -> [Double] {
    try checkFinite(evaluateAnywhere(expression), of: expression)
  }

  /// Evaluates a formula in which a name may also be that of a section.
  func evaluateAnywhere(_ expression: Expression) -> [Double] {
    let names = expression.variables
    return expression.evaluate(count: compartments.count) { variable, place in
      let compartment = compartments[place]
      if let value = CompartmentVariables.value(of: names[variable], at: compartment) {
        return value
      }
      return branches[compartment.branch].name == names[variable] ? 1 : 0
    }
  }

  func checkFinite(
    _ values: [Double], of expression: Expression
  ) throws(MorphologyError) -> [Double] {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return values }
    let (value, place) = (values[index], compartments[index])
    throw MorphologyError(
      .notFinite,
      "'\(expression)' is \(value) at compartment \(index) (branch \(place.branch), distance "
        + "\(place.distance) um, diameter \(place.diameter) um)",
      suggestion: "write it so that it has a finite value everywhere")
  }
}
