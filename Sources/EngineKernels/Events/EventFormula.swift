extension EventPlan.Comparison {
  /// The margin for some values; `stack` has room for the formula's depth.
  func margin(
    now: UnsafePointer<Double>, atStart: UnsafePointer<Double>,
    stack: UnsafeMutablePointer<Double>
  ) -> Double {
    var top = stack - 1
    for instruction in margin {
      switch instruction {
      case .value(let index, let scale, let offset):
        top += 1
        top.pointee = now[index] * scale + offset
      case .startValue(let index, let scale, let offset):
        top += 1
        top.pointee = atStart[index] * scale + offset
      case .constant(let number):
        top += 1
        top.pointee = number
      case .negate: top.pointee = -top.pointee
      case .add, .subtract, .multiply, .divide:
        top -= 1
        top.pointee = combine(top[0], top[1], instruction)
      }
    }
    return top.pointee
  }

  private func combine(
    _ left: Double, _ right: Double, _ instruction: EventPlan.Instruction
  ) -> Double {
    switch instruction {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    default: left / right
    }
  }

  /// Whether the comparison holds by this margin; never by one that is no number.
  @inline(__always)
  func holds(_ margin: Double) -> Bool { isStrict ? margin > 0 : margin >= 0 }
}
