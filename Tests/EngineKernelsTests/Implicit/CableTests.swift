import Testing

@testable import EngineKernels

@Suite("Passive cables and the implicit integrator")
struct ImplicitCableTests {
  /// A stem, a junction, two branches on it, and a third on the middle of the stem.
  private func tree() -> CableSystem {
    let slots = 11
    var parents: [Int32] = [-1, 0, 1, 11, 3, 4, 11, 6, 1, 8, 9]
    parents.append(2)
    let random = (0..<12).map { 0.05 + 0.04 * Double(($0 * 7) % 12) }
    return CableSystem(
      layout: ImplicitLayout(slotCount: slots, nodeCount: 12, unknownCount: 1, coupledCount: 1),
      parents: parents, conductance: random,
      capacitance: (0..<slots).map { 0.002 + 0.001 * Double(($0 * 5) % 11) },
      unknowns: [ImplicitUnknown(name: "V", absoluteTolerance: 1e-9, typicalMagnitude: 10)]
    ) { _, y, f, _ in f[0] = -(y[0] + 65) / 15 }
  }

  @Test("a branched cable follows the exponential of its matrix")
  func matrixExponential() {
    let system = tree()
    let integrator = ImplicitIntegrator(
      system, settings: ImplicitSettings(relativeTolerance: 1e-11))
    for slot in 0..<11 { integrator.state[slot] = -65 + Double(slot * slot % 13) }
    let start = integrator.values(count: 11)
    integrator.restart(at: 0)
    let jacobian = DenseJacobian(of: system, at: integrator.state)
    for stop in [0.01, 0.3, 7.0] {
      #expect(integrator.advance(to: stop) == nil)
      #expect(integrator.time == stop)
      // y' = J (y + 65): the only rest is −65 mV everywhere.
      let exact = exponential(jacobian, start.map { $0 + 65 }, stop).map { $0 - 65 }
      for (value, wanted) in zip(integrator.values(count: 11), exact) {
        // The tolerance allows 7e-10 mV a step; the finite differences in `exact` 1e-8 of 20 mV.
        #expect(abs(value - wanted) < 2e-7)
      }
      let children = [3, 6]
      var sum = system.conductance[11] * integrator.state[2]
      var total = system.conductance[11]
      for child in children {
        sum += system.conductance[child] * integrator.state[child]
        total += system.conductance[child]
      }
      #expect(abs(integrator.state[11] - sum / total) < 1e-9, "the junction obeys Kirchhoff")
    }
  }

  /// exp(J t) x, by the series of a small part of J t, squared as often as it takes.
  private func exponential(_ jacobian: DenseJacobian, _ x: [Double], _ time: Double) -> [Double] {
    let size = jacobian.size
    let halvings = 16
    let part = jacobian.entries.map { $0 * time / power(2, Double(halvings)) }
    let unit = (0..<size * size).map { $0 % (size + 1) == 0 ? 1.0 : 0 }
    var term = unit
    var sum = unit
    for order in 1...12 {
      term = product(term, part, size).map { $0 / Double(order) }
      sum = zip(sum, term).map { $0 + $1 }
    }
    for _ in 0..<halvings { sum = product(sum, sum, size) }
    return (0..<size).map { row in
      (0..<size).reduce(0) { $0 + sum[row * size + $1] * x[$1] }
    }
  }

  private func product(_ a: [Double], _ b: [Double], _ size: Int) -> [Double] {
    (0..<size * size).map { entry in
      let (row, column) = entry.quotientAndRemainder(dividingBy: size)
      return (0..<size).reduce(0) { $0 + a[row * size + $1] * b[$1 * size + column] }
    }
  }

  @Test("a stiff cable that has come to rest is followed for a day in few steps")
  func day() {
    let system = tree()
    let integrator = ImplicitIntegrator(system)
    for slot in 0..<11 { integrator.state[slot] = -60 }
    integrator.restart(at: 0)
    #expect(integrator.advance(to: 86_400_000) == nil)
    #expect(integrator.statistics.steps < 100)
    for value in integrator.values(count: 11) { #expect(abs(value + 65) < 1e-6) }
  }

  @Test("a linear junction inside a step is interpolated like its neighbours")
  func junctionInside() {
    let system = tree()
    let integrator = ImplicitIntegrator(
      system, settings: ImplicitSettings(relativeTolerance: 1e-8))
    for slot in 0..<11 { integrator.state[slot] = -65 + Double(slot) }
    integrator.restart(at: 0)
    #expect(integrator.advance(to: 0.4) == nil)
    #expect(integrator.stepOnce(notBeyond: 1) == nil)
    let middle = 0.5 * (integrator.stepStart + integrator.time)
    let weights = [(11, 2), (3, 3), (6, 6)].map { (system.conductance[$0.0], $0.1) }
    let total = weights.reduce(0) { $0 + $1.0 }
    let mean = weights.reduce(0) { sum, weight in
      sum + weight.0 * integrator.interpolate(middle, unknown: 0, node: weight.1)
    }
    let value = integrator.interpolate(middle, unknown: 0, node: 11)
    #expect(abs(value - mean / total) < 1e-6)
  }
}

extension ImplicitIntegrator {
  /// Unknown 0 of the first slots.
  fileprivate func values(count: Int) -> [Double] { (0..<count).map { state[$0] } }
}
