/// Books on energy where steps are adaptive: powers are integrated over what the integrator's
/// polynomial says of each step.
extension GroupRuntime {
  /// Points on −1 to 1 and weights of the rule of Gauss and Legendre that is exact to degree 5.
  private static let quadrature = [
    (-0.7745966692414834, 5.0 / 9), (0, 8.0 / 9), (0.7745966692414834, 5.0 / 9),
  ]

  /// Books what happens between two times of the integrator's last step.
  func measureEnergy(_ driver: AdaptiveDriver, from: Double, to: Double) {
    guard let meter, to > from else { return }
    let half = (to - from) / 2
    for (place, weight) in Self.quadrature {
      let time = from + half * (1 + place)
      driver.publish(time)
      driver.system.evaluate(time, for: meter)
      meter.accumulate(weight: weight * half)
    }
  }
}

extension GroupSystem {
  /// Lets mechanisms and electrodes write their fluxes for the state that stands in the arrays.
  fileprivate func evaluate(_ time: Double, for meter: EnergyMeter) {
    inputs.inject(time, nodes)
    for (clamp, current) in zip(inputs.currents, inputs.currentsNow) {
      meter.carry(clamp, current)
    }
    for slot in 0..<layout.slotCount {
      meter.inject(
        slot, ClampMean(conductance: nodes.conductance[slot], drive: nodes.drive[slot]))
    }
    for mechanism in mechanisms { mechanism.call(mechanism.hooks.current) }
    clearSums()
  }
}
