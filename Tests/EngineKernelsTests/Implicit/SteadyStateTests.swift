import Testing

@testable import EngineKernels

@Suite("Steady states")
struct SteadyStateTests {
  private func search(_ system: LocalSystem, _ start: [Double]) -> SteadyState<LocalSystem> {
    let search = SteadyState(system)
    for (unknown, value) in start.enumerated() {
      search.state[unknown * system.layout.stride] = value
    }
    return search
  }

  private func values(_ search: SteadyState<LocalSystem>) -> [Double] {
    (0..<search.layout.unknownCount).map { search.state[$0 * search.layout.stride] }
  }

  @Test("the squid patch rests at −64.974 mV, from far away too", arguments: [-65.0, -20, 30])
  func squidRest(voltage: Double) {
    let system = LocalSystem(unknowns: squidPatch().unknowns) { _, y, f, stride in
      squidRates(y, f, stride, stimulus: 0)
    }
    let search = search(system, [voltage, 0.05, 0.6, 0.3])
    let result = search.solve()
    #expect(result.ending == .converged)
    #expect(result.residual < 1e-9)
    #expect(abs(values(search)[0] + 64.974) < 1e-3)
  }

  @Test("a repetitively firing patch has a rest too, which a run leaves")
  func unstableRest() {
    let system = LocalSystem(unknowns: squidPatch().unknowns) { _, y, f, stride in
      squidRates(y, f, stride, stimulus: 20)
    }
    let search = search(system, [-60, 0.1, 0.4, 0.4])
    #expect(search.solve().ending == .converged)
    let integrator = integrator(system, values(search))
    integrator.state[0] += 0.01
    integrator.restart(at: 0)
    #expect(integrator.advance(to: 300) == nil)
    var highest = -100.0
    while integrator.time < 340 {
      guard integrator.stepOnce(notBeyond: 340) == nil else { break }
      highest = max(highest, integrator.values()[0])
    }
    #expect(highest > 0)
  }

  /// a ⇌ b ⇌ c, closed: singular without its sum.
  private func closed(targets: [Double]?) -> LocalSystem {
    var system = LocalSystem(unknowns: ["V", "a", "b", "c"].map { unknown($0, 1) }) {
      _, y, f, stride in
      let first = 1e3 * y[stride] - 2e3 * y[2 * stride]
      let second = 1e-6 * y[2 * stride] - 3e-6 * y[3 * stride]
      f[0] = -(y[0] - y[stride])
      f[stride] = -first
      f[2 * stride] = first - second
      f[3 * stride] = second
    }
    let row = ConservationRow(
      name: "sum", pivot: 3, weightsOfUnknowns: [0, 1, 1, 1], slotCount: 1, targets: targets)
    system.conservationRows = [row]
    return system
  }

  @Test("a closed system comes to rest with the sum it starts with, or the one it is given")
  func conserved() {
    for (targets, total) in [(nil, 20.0), ([40.0], 40)] {
      let search = search(closed(targets: targets), [0, 20, 0, 0])
      #expect(search.solve().ending == .converged)
      // b = a/2, c = b/3.
      let a = total / (1 + 0.5 + 0.5 / 3)
      for (value, exact) in zip(values(search), [a, a, a / 2, a / 6]) {
        #expect(abs(value - exact) < 1e-9 * total)
      }
    }
  }

  @Test("where there is no rest, the search stagnates and names what keeps running")
  func noRest() {
    let system = LocalSystem(unknowns: [unknown("V", 1), unknown("volume", 1, isPositive: true)]) {
      _, y, f, stride in
      f[0] = -y[0]
      f[stride] = 1e-3 * y[stride]
    }
    let search = search(system, [1, 1])
    let result = search.solve()
    #expect(result.ending != .converged)
    #expect(result.unknown == 1)
  }

  @Test("an unknown that runs to 0 is named")
  func emptied() {
    let system = LocalSystem(unknowns: [unknown("V", 1), unknown("na", 1, isPositive: true)]) {
      _, y, f, stride in
      f[0] = -y[0]
      f[stride] = -0.5
    }
    let result = search(system, [1, 10]).solve()
    #expect(result.ending == .leftPositive)
    #expect(result.unknown == 1)
  }

  @Test("a cable with a junction rests where its membranes and conductances say")
  func cable() {
    let system = CableSystem(
      layout: ImplicitLayout(slotCount: 2, nodeCount: 3, unknownCount: 1, coupledCount: 1),
      parents: [2, 2, -1], conductance: [1, 2, 0], capacitance: [1, 1],
      unknowns: [unknown("V", 10)], slotRates: { _, y, f, _ in f[0] = -(y[0] + 60) })
    let search = SteadyState(system)
    let result = search.solve()
    #expect(result.ending == .converged)
    for node in 0..<3 { #expect(abs(search.state[node] + 60) < 1e-8) }
  }
}
