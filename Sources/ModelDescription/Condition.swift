public import Quantities

/// A statement about a place of a cell that can become true during a run.
///
/// It is true while every comparison holds, and it is met when it has been true without a break
/// for `holdTime`.
public struct Condition: Sendable {
  /// The comparisons, all of which have to hold; at least one.
  public var comparisons: [Comparison]
  /// How long they have to hold, positive; none where an instant suffices.
  public var holdTime: Quantity?
  /// The text in the model file.
  public var text: String

  /// Makes a condition.
  public init(comparisons: [Comparison], holdTime: Quantity? = nil, text: String) {
    self.comparisons = comparisons
    self.holdTime = holdTime
    self.text = text
  }

  /// The variables that have to be known, each once, in the order of the text.
  public var variables: [ConditionVariable] {
    var found: [ConditionVariable] = []
    for variable in comparisons.flatMap({ $0.left.variables + $0.right.variables })
    where !found.contains(variable) {
      found.append(variable)
    }
    return found
  }
}

/// Two terms of the same dimension and how they are to compare.
public struct Comparison: Sendable {
  /// The ways to compare.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// The left side is larger.
    case above = ">"
    /// The left side is smaller.
    case below = "<"
    /// The left side is larger or the same.
    case atLeast = ">="
    /// The left side is smaller or the same.
    case atMost = "<="
  }

  /// The left side.
  public var left: ConditionTerm
  /// How they are to compare.
  public var relation: Relation
  /// The right side.
  public var right: ConditionTerm
  /// The unit in which they are compared: that of their first variable where the dimensions agree.
  public var unit: Unit

  /// Makes a comparison; both sides measure what `unit` measures.
  public init(left: ConditionTerm, relation: Relation, right: ConditionTerm, unit: Unit) {
    self.left = left
    self.relation = relation
    self.right = right
    self.unit = unit
  }

  /// How far it is from changing its truth, in `unit`: positive where it holds by a margin.
  ///
  /// `value` gives each variable in the variable's own unit.
  public func margin(_ value: (ConditionVariable) -> Double) -> Double {
    let difference = (left.siValue(value) - right.siValue(value)) / unit.siFactor
    return relation == .above || relation == .atLeast ? difference : -difference
  }
}

/// A variable of a condition: as it is now, or as it was at the start of the run.
public struct ConditionVariable: Sendable, Hashable {
  /// The variable.
  public var variable: RecordedVariable
  /// Whether its value at the start of the run is meant (`volume_at_start`).
  public var isAtStart: Bool
  /// The variable's unit.
  public var unit: Unit

  /// Makes a variable of a condition; `unit` is that of `variable.unit`.
  public init(variable: RecordedVariable, isAtStart: Bool, unit: Unit) {
    self.variable = variable
    self.isAtStart = isAtStart
    self.unit = unit
  }
}

/// A formula on one side of a comparison, checked for its dimensions.
public indirect enum ConditionTerm: Sendable, Hashable {
  /// A number with its unit.
  case constant(Quantity)
  /// Something that a run computes.
  case variable(ConditionVariable)
  /// The opposite of a term.
  case negated(ConditionTerm)
  /// Two terms and what is done with them.
  case combined(ConditionTerm, Operation, ConditionTerm)

  /// What is done with two terms.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    /// The sum.
    case plus = "+"
    /// The difference.
    case minus = "-"
    /// The product.
    case times = "*"
    /// The quotient.
    case over = "/"
  }

  /// The value in SI units; `value` gives each variable in the variable's own unit.
  public func siValue(_ value: (ConditionVariable) -> Double) -> Double {
    switch self {
    case .constant(let quantity): return quantity.siValue
    case .variable(let variable): return variable.unit.siValue(of: value(variable))
    case .negated(let term): return -term.siValue(value)
    case .combined(let left, let operation, let right):
      let (left, right) = (left.siValue(value), right.siValue(value))
      switch operation {
      case .plus: return left + right
      case .minus: return left - right
      case .times: return left * right
      case .over: return left / right
      }
    }
  }

  /// The variables in it, in the order of the text; one that stands twice comes twice.
  public var variables: [ConditionVariable] {
    switch self {
    case .constant: []
    case .variable(let variable): [variable]
    case .negated(let term): term.variables
    case .combined(let left, _, let right): left.variables + right.variables
    }
  }
}
