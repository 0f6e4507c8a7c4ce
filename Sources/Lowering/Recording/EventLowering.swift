import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts conditions to be watched into the groups that are built, and numbers those of all.
struct EventLowering {
  let placer: Placer
  /// The time between looks that cost more than a step's share, in ms.
  let costlyInterval: Double

  func add(
    _ detections: [DetectionDescription], to builders: inout [GroupBuilder],
    _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    lowered.detections = detections
    for (number, detection) in detections.enumerated() {
      let condition = ConditionProgram(detection.condition)
      let common = try plan(detection, condition)
      let elements = try placer.elements(detection.cells, detection.places, detection.source)
      for element in elements {
        var event = common
        event.identifier = lowered.events.count
        if let (builder, slot) = placer.location(element, builders) {
          event.values = try values(condition, detection, element, builders[builder], slot: slot)
          if detection.interval == nil, event.isCostly { event.interval = costlyInterval }
          builders[builder].add(event)
        }
        lowered.events.append(LoweredModel.Event(detection: number, element: element))
      }
    }
  }

  /// What is the same at all places.
  private func plan(
    _ detection: DetectionDescription, _ condition: ConditionProgram
  ) throws(LoweringError) -> EventPlan {
    func time(_ quantity: Quantity?) throws(LoweringError) -> Double {
      guard let quantity else { return 0 }
      return try value(quantity, .millisecond, detection.source)
    }
    return EventPlan(
      identifier: 0, values: [], comparisons: condition.comparisons,
      holdTime: try time(detection.condition.holdTime), isOnce: detection.isOnce,
      stopsRun: detection.stopsRun, interval: try time(detection.interval))
  }

  private func values(
    _ condition: ConditionProgram, _ detection: DetectionDescription,
    _ element: LoweredModel.Element, _ builder: GroupBuilder, slot: Int
  ) throws(LoweringError) -> [[SamplerPlan.Term]] {
    let resolver = TermResolver(
      cell: placer.cell(element), place: placer.cells[element.cell].place,
      compartment: element.compartment, slot: slot, builder: builder)
    var values: [[SamplerPlan.Term]] = []
    for variable in condition.variables {
      let terms = resolver.terms(variable)
      guard !terms.isEmpty else {
        throw LoweringError(
          .name,
          "'\(variable)' of event '\(detection.name)' does not exist at compartment "
            + "\(element.compartment) of cell '\(placer.cell(element).name)'",
          suggestion: resolver.suggestion(variable), at: detection.source)
      }
      values.append(terms)
    }
    return values
  }
}

extension EventPlan {
  /// Whether a look must ask a mechanism, which costs as much as a compartment's step.
  fileprivate var isCostly: Bool {
    values.joined().contains {
      if case .mechanism = $0 { return true }
      return false
    }
  }
}

/// A condition as formulas on a stack, with units resolved.
struct ConditionProgram {
  /// What values are of, by number.
  private(set) var variables: [RecordedVariable] = []
  private(set) var comparisons: [EventPlan.Comparison] = []

  init(_ condition: Condition) {
    for comparison in condition.comparisons {
      var margin: [EventPlan.Instruction] = []
      let isUpward = comparison.relation == .above || comparison.relation == .atLeast
      let sides = [comparison.left, comparison.right]
      for side in isUpward ? sides : Array(sides.reversed()) { push(side, to: &margin) }
      margin.append(.subtract)
      comparisons.append(
        EventPlan.Comparison(
          margin: margin, isStrict: comparison.relation == .above || comparison.relation == .below))
    }
  }

  private mutating func push(_ term: ConditionTerm, to formula: inout [EventPlan.Instruction]) {
    switch term {
    case .constant(let quantity):
      // Rounded as variables are, so that `>=` holds where both are written alike.
      let unit = quantity.unit
      formula.append(.constant(quantity.value * unit.siFactor + unit.siValue(of: 0)))
    case .variable(let variable):
      let unit = variable.unit
      let offset = unit.siValue(of: 0)
      let index = index(of: variable.variable)
      formula.append(
        variable.isAtStart
          ? .startValue(index, scale: unit.siFactor, offset: offset)
          : .value(index, scale: unit.siFactor, offset: offset))
    case .negated(let term):
      push(term, to: &formula)
      formula.append(.negate)
    case .combined(let left, let operation, let right):
      push(left, to: &formula)
      push(right, to: &formula)
      formula.append(EventPlan.Instruction(operation))
    }
  }

  private mutating func index(of variable: RecordedVariable) -> Int {
    if let known = variables.firstIndex(of: variable) { return known }
    variables.append(variable)
    return variables.count - 1
  }
}

extension EventPlan.Instruction {
  fileprivate init(_ operation: ConditionTerm.Operation) {
    switch operation {
    case .plus: self = .add
    case .minus: self = .subtract
    case .times: self = .multiply
    case .over: self = .divide
    }
  }
}
