extension GroupPlan {
  /// Takes another group's arrays in place of equal ones, so that memory holds them once.
  ///
  /// Networks have many groups of the same cells. What is shared is read while a group is made, and
  /// not by its steps: threads do not count references to one another's arrays.
  public mutating func shareArrays(with other: GroupPlan) {
    for array in [\GroupPlan.voltage, \.capacitance, \.axialConductance, \.axialSum] {
      share(&self[keyPath: array], other[keyPath: array])
    }
    share(&parents, other.parents)
    for (index, mechanism) in other.mechanisms.enumerated() where index < mechanisms.count {
      mechanisms[index].shareArrays(with: mechanism)
    }
  }
}

extension MechanismPlan {
  fileprivate mutating func shareArrays(with other: MechanismPlan) {
    share(&weight, other.weight)
    share(&parameters, other.parameters)
    for column in [
      \MechanismPlan.temperatureFactor, \.q10, \.celsius, \.thermalVoltage, \.identity,
    ] {
      share(&self[keyPath: column], other[keyPath: column])
    }
    for (index, ion) in other.ions.enumerated() where index < ions.count {
      for column in [\MechanismPlan.Ion.reversal, \.isNernst, \.inside, \.outside] {
        share(&ions[index][keyPath: column], ion[keyPath: column])
      }
    }
  }
}

/// Equal values are the same bits but for zeros, whose sign is lost: no result depends on it.
private func share<Value: Equatable>(_ own: inout Value, _ other: Value) {
  if own == other { own = other }
}
