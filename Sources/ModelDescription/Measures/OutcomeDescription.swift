public import Morphology
public import Quantities

/// What tells the outcomes of some places of some cells from each other.
public struct OutcomeDescription: Sendable {
  /// The name.
  public var name: String
  /// The cells.
  public var cells: [CellSelection]
  /// The places on each cell; each has an outcome of its own.
  public var places: PointSet
  /// The potential above which a place is depolarized, when it stays there for `holdTime`.
  public var depolarized: Quantity
  /// How long it has to stay there, positive: longer than any spike.
  public var holdTime: Quantity
  /// The potential below which it is repolarized; not above `depolarized`.
  public var repolarized: Quantity
  /// The potassium outside above which a block is a spreading depolarization; none where cells have
  /// no potassium outside that could rise.
  public var potassium: Quantity?
  /// The potential that is crossed upward by every spike.
  public var spike: Quantity
  /// How long before the end of the run a place that fires no more is silent.
  public var silence: Quantity
  /// Where it was said.
  public var source: SourceLocation

  /// Describes outcomes.
  public init(
    name: String, cells: [CellSelection], places: PointSet, depolarized: Quantity,
    holdTime: Quantity, repolarized: Quantity, potassium: Quantity?, spike: Quantity,
    silence: Quantity, source: SourceLocation
  ) {
    self.name = name
    self.cells = cells
    self.places = places
    self.depolarized = depolarized
    self.holdTime = holdTime
    self.repolarized = repolarized
    self.potassium = potassium
    self.spike = spike
    self.silence = silence
    self.source = source
  }
}

extension OutcomeDescription {
  /// The events that tell an outcome, in the order of `signs` and `detections`.
  ///
  /// Each compares one variable with a level, which the engine can watch at next to no cost.
  public enum Sign: String, Sendable, Hashable, CaseIterable {
    /// Above `depolarized` for `holdTime`.
    case block
    /// Potassium outside above `potassium`.
    case potassiumRise = "potassium_rise"
    /// Potassium outside below `potassium`.
    case potassiumFall = "potassium_fall"
    /// Below `repolarized`.
    case repolarization
    /// Above `spike`.
    case spike
  }

  /// The events that are looked for: those of potassium where there is a level for it.
  public var signs: [Sign] {
    potassium == nil ? [.block, .repolarization, .spike] : Sign.allCases
  }

  /// What a run has to look for, one for each of `signs`; names hold a dot, which no other has.
  public var detections: [DetectionDescription] {
    signs.map { sign in
      DetectionDescription(
        name: "\(name).\(sign.rawValue)", condition: condition(sign), cells: cells,
        places: places, isOnce: false, isReported: false, source: source)
    }
  }

  private func condition(_ sign: Sign) -> Condition {
    switch sign {
    case .block: Condition([voltage(.above, depolarized)], for: holdTime)
    case .potassiumRise: Condition(potassiumOutside(.above))
    case .potassiumFall: Condition(potassiumOutside(.below))
    case .repolarization: Condition([voltage(.below, repolarized)])
    case .spike: Condition([voltage(.above, spike)])
    }
  }

  private func voltage(_ relation: Comparison.Relation, _ level: Quantity) -> Comparison {
    Comparison(.membranePotential, relation, level, unit: .millivolt)
  }

  private func potassiumOutside(_ relation: Comparison.Relation) -> [Comparison] {
    guard let potassium else { return [] }
    let variable = RecordedVariable.outsideConcentration(ion: "k")
    return [Comparison(variable, relation, potassium, unit: .millimolar)]
  }
}

extension Comparison {
  /// Compares a variable, whose unit is `unit`, with a level.
  fileprivate init(
    _ variable: RecordedVariable, _ relation: Relation, _ level: Quantity, unit: Unit
  ) {
    let left = ConditionVariable(variable: variable, isAtStart: false, unit: unit)
    self.init(left: .variable(left), relation: relation, right: .constant(level), unit: unit)
  }

  fileprivate var words: String {
    guard case .variable(let variable) = left, case .constant(let level) = right else { return "" }
    return "\(variable.variable) \(relation.rawValue) \(level)"
  }
}

extension Condition {
  /// Joins comparisons of a variable with a level.
  fileprivate init(_ comparisons: [Comparison], for holdTime: Quantity? = nil) {
    let text = comparisons.map(\.words).joined(separator: " and ")
    self.init(
      comparisons: comparisons, holdTime: holdTime,
      text: text + (holdTime.map { " for \($0)" } ?? ""))
  }
}
