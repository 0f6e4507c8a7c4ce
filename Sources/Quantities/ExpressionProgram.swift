#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// An expression as instructions for a stack machine, with booleans as 1 and 0.
///
/// A value that is not a number stays one through comparisons and logic, so that a mistake in a
/// region cannot silently exclude a compartment.
struct ExpressionProgram: Sendable, Hashable {
  enum Unary: Sendable, Hashable {
    case negate, not, step, squareRoot, magnitude, exponential, naturalLogarithm
    case decimalLogarithm, sine, cosine, hyperbolicTangent
  }

  enum Binary: Sendable, Hashable {
    case add, subtract, multiply, divide, power, minimum, maximum
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or
  }

  enum Instruction: Sendable, Hashable {
    case push(Double)
    case load(slot: Int)
    case unary(Unary)
    case binary(Binary)
    /// Replaces a condition and two values by the one that the condition selects.
    case choose
  }

  var instructions: [Instruction] = []

  /// Runs the program on one set of variables, with a stack that callers reuse.
  func run(_ load: (Int) -> Double, stack: inout [Double]) -> Double {
    stack.removeAll(keepingCapacity: true)
    for instruction in instructions {
      switch instruction {
      case .push(let value): stack.append(value)
      case .load(let slot): stack.append(load(slot))
      case .unary(let operation): stack.append(operation.apply(pop(&stack)))
      case .binary(let operation):
        let right = pop(&stack)
        stack.append(operation.apply(pop(&stack), right))
      case .choose:
        let (otherwise, chosen) = (pop(&stack), pop(&stack))
        let condition = pop(&stack)
        stack.append(condition.isNaN ? .nan : condition == 0 ? otherwise : chosen)
      }
    }
    return pop(&stack)
  }

  private func pop(_ stack: inout [Double]) -> Double { stack.popLast() ?? .nan }
}

extension ExpressionProgram.Unary {
  func apply(_ x: Double) -> Double {
    switch self {
    case .negate: -x
    case .not: 1 - x
    case .exponential: exp(x)
    case .naturalLogarithm: log(x)
    case .decimalLogarithm: log10(x)
    case .squareRoot: x.squareRoot()
    case .magnitude: x.magnitude
    case .sine: sin(x)
    case .cosine: cos(x)
    case .hyperbolicTangent: tanh(x)
    case .step: x.isNaN ? x : x >= 0 ? 1 : 0
    }
  }
}

extension ExpressionProgram.Binary {
  func apply(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply, .and: a * b
    case .divide: a / b
    case .power: pow(a, b)
    case .or: a + b - a * b
    case .minimum: a.isNaN || a < b ? a : b
    case .maximum: a.isNaN || a > b ? a : b
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      a.isNaN || b.isNaN ? .nan : compares(a, b) ? 1 : 0
    }
  }

  private func compares(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .notEqual: a != b
    default: a == b
    }
  }
}
