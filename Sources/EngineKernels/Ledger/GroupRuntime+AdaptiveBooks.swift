/// Books where steps are adaptive: charges are integrated over what the integrator's polynomial
/// says of each step. What pools carry are unknowns of the system itself.
extension GroupRuntime {
  /// Points on −1 to 1 and weights of the rule of Gauss and Legendre that is exact to degree 5.
  private static let quadrature = [
    (-0.7745966692414834, 5.0 / 9), (0, 8.0 / 9), (0.7745966692414834, 5.0 / 9),
  ]

  /// Books what no pool carries between two times of the integrator's last step.
  func settleBooks(_ driver: AdaptiveDriver, from: Double, to: Double) {
    guard let books, to > from else { return }
    for i in currentClamps.indices where currentClamps[i].uncarriedShare > 0 {
      let mean = currentClamps[i].waveform.mean(from: from, to: to, &cursors[i])
      books.currentClamps.add(mean * (to - from) * currentClamps[i].uncarriedShare)
    }
    guard !(books.strays.isEmpty && voltageClamps.isEmpty) else { return }
    let half = (to - from) / 2
    for (place, weight) in Self.quadrature {
      driver.publish(from + half * (1 + place))
      bookMoment(from + half * (1 + place), weight: weight * half, books)
    }
  }

  /// Books `weight` ms of the state that stands in the arrays.
  private func bookMoment(_ time: Double, weight: Double, _ books: GroupBooks) {
    for clamp in voltageClamps {
      let held = clamp.value(at: time)
      let current = held.drive - held.conductance * nodes.voltage[clamp.slot]
      books.voltageClamps.add(current * weight)
    }
    guard !books.strays.isEmpty else { return }
    for mechanism in mechanisms where mechanism.isBooked {
      mechanism.call(mechanism.hooks.current)
    }
    clearSums()
    books.settleStrays(weight, nodes.voltage, nodes.voltage, share: 0, slotCount: slotCount)
  }
}
