extension GroupPlan {
  /// Takes another group's arrays in place of those that hold the same, so that memory has them once.
  ///
  /// Networks have many groups of the same cells. What is shared is read while a group is made, and
  /// not by its steps: threads do not count references to one another's arrays.
  public mutating func shareArrays(with other: GroupPlan) {
    for array in [\GroupPlan.voltage, \.capacitance, \.axialConductance, \.axialSum] {
      share(&self[keyPath: array], other[keyPath: array])
    }
    if parents == other.parents { parents = other.parents }
    for (own, mechanism) in zip(mechanisms.indices, other.mechanisms) {
      mechanisms[own].shareArrays(with: mechanism)
    }
  }
}

extension MechanismPlan {
  fileprivate mutating func shareArrays(with other: MechanismPlan) {
    share(&weight, other.weight)
    for (own, column) in zip(parameters.indices, other.parameters) {
      share(&parameters[own], column)
    }
    for column in [
      \MechanismPlan.temperatureFactor, \.q10, \.celsius, \.thermalVoltage, \.identity,
    ] {
      share(&self[keyPath: column], other[keyPath: column])
    }
    for (own, ion) in zip(ions.indices, other.ions) {
      for column in [\MechanismPlan.Ion.reversal, \.isNernst, \.inside, \.outside] {
        share(&ions[own][keyPath: column], ion[keyPath: column])
      }
    }
  }
}

/// By bits: 0 and −0 are not the same, and no result depends on which groups a model has.
private func share(_ own: inout [Double], _ other: [Double]) {
  if own.elementsEqual(other, by: { $0.bitPattern == $1.bitPattern }) { own = other }
}

/// A uniform column has no array.
private func share(_ own: inout ColumnPlan, _ other: ColumnPlan) {
  guard case .perLane(var numbers) = own, case .perLane(let others) = other else { return }
  share(&numbers, others)
  own = .perLane(numbers)
}
