/// A condition that is watched at one place of a group, as plain numbers.
public struct EventPlan: Sendable {
  /// A step of a formula on a stack; all numbers are in SI units.
  public enum Instruction: Sendable, Hashable {
    /// Pushes a value as it is now, by its number, times `scale` plus `offset`.
    case value(Int, scale: Double, offset: Double)
    /// Pushes a value as it was when the run began.
    case startValue(Int, scale: Double, offset: Double)
    /// Pushes a number.
    case constant(Double)
    /// Changes the sign of the last number.
    case negate
    /// Replaces the last two numbers by their sum.
    case add
    /// Replaces the last two numbers by their difference.
    case subtract
    /// Replaces the last two numbers by their product.
    case multiply
    /// Replaces the last two numbers by their quotient.
    case divide
  }

  /// A comparison: by how much it holds, as a formula.
  public struct Comparison: Sendable, Hashable {
    /// The margin: positive where the comparison holds, negative where it does not.
    public var margin: [Instruction]
    /// Whether a margin of 0 does not count as holding.
    public var isStrict: Bool
    /// Holds where `margin` is positive, or 0 unless `isStrict`.
    public init(margin: [Instruction], isStrict: Bool) {
      self.margin = margin
      self.isStrict = isStrict
    }
  }

  /// The number by which the event is reported.
  public var identifier: Int
  /// What formulas speak of; each is a sum of terms.
  public var values: [[SamplerPlan.Term]]
  /// All of them have to hold.
  public var comparisons: [Comparison]
  /// For how long they have to hold without a break, in ms.
  public var holdTime: Double
  /// Whether only the first event counts.
  public var isOnce: Bool
  /// Whether the event ends the run.
  public var stopsRun: Bool
  /// Between looks, in ms; 0 for a look at the end of each step.
  public var interval: Double

  /// Watches for a condition.
  public init(
    identifier: Int, values: [[SamplerPlan.Term]], comparisons: [Comparison],
    holdTime: Double = 0, isOnce: Bool = true, stopsRun: Bool = false, interval: Double = 0
  ) {
    self.identifier = identifier
    self.values = values
    self.comparisons = comparisons
    self.holdTime = holdTime
    self.isOnce = isOnce
    self.stopsRun = stopsRun
    self.interval = interval
  }
}

extension EventPlan.Comparison {
  /// How deep its formula fills a stack; nil for a formula that takes what is not there, leaves
  /// more than one number, or speaks of a value beyond `valueCount`.
  public func stackDepth(valueCount: Int) -> Int? {
    var depth = 0
    var deepest = 0
    for instruction in margin {
      switch instruction {
      case .value(let index, _, _), .startValue(let index, _, _):
        guard (0..<valueCount).contains(index) else { return nil }
        depth += 1
      case .constant: depth += 1
      case .negate: guard depth >= 1 else { return nil }
      case .add, .subtract, .multiply, .divide:
        guard depth >= 2 else { return nil }
        depth -= 1
      }
      deepest = max(deepest, depth)
    }
    return depth == 1 ? deepest : nil
  }
}
