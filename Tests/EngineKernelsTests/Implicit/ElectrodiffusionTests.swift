import Testing

@testable import EngineKernels

/// A cation and V, both exchanged along edges: diffusion, drift and the current of the two.
///
/// Six slots, of which three meet in a junction; a gate in each slot drives the current.
private struct Electrodiffusion: ImplicitSystem {
  let layout = ImplicitLayout(slotCount: 6, nodeCount: 7, unknownCount: 3, coupledCount: 2)
  let parents: [Int32] = [-1, 0, 6, 2, 6, 4, 1]
  let unknowns = [
    ImplicitUnknown(name: "V", absoluteTolerance: 1e-6, typicalMagnitude: 10),
    ImplicitUnknown(name: "k", absoluteTolerance: 1e-6, typicalMagnitude: 10, isPositive: true),
    ImplicitUnknown(name: "gate", absoluteTolerance: 1e-6, typicalMagnitude: 0.1),
  ]
  private let diffusion = 0.02
  private let mobility = 2e-3
  private let capacitance = 0.01

  func localRates(_ time: Double, _ state: Input, _ rates: Output) {
    let stride = layout.stride
    for slot in 0..<layout.slotCount {
      let gate = state[2 * stride + slot]
      rates[slot] = -(state[slot] + 70 - 5 * Double(slot) * gate)
      rates[stride + slot] = 0
      rates[2 * stride + slot] = 0.3 * (1 / (1 + state[slot] * state[slot] / 4900) - gate)
    }
  }

  func rates(_ time: Double, _ state: Input, _ rates: Output) {
    localRates(time, state, rates)
    let stride = layout.stride
    rates[6] = 0
    rates[stride + 6] = 0
    for (node, parent) in parents.enumerated() where parent >= 0 {
      let parent = Int(parent)
      let flux = flux(state, node, parent)
      rates[stride + node] += flux
      rates[stride + parent] -= flux
      let current = 5 * (state[parent] - state[node]) + flux
      rates[node] += node == 6 ? current : current / capacitance
      rates[parent] -= parent == 6 ? current : current / capacitance
    }
  }

  private func flux(_ state: Input, _ node: Int, _ parent: Int) -> Double {
    let (own, other) = (state[layout.stride + node], state[layout.stride + parent])
    return diffusion * (other - own) + mobility * 0.5 * (own + other)
      * (state[parent] - state[node])
  }

  func coupling(_ time: Double, _ state: Input, _ coupling: TreeCoupling) {
    let stride = layout.stride
    for (node, parent) in parents.enumerated() where parent >= 0 {
      let parent = Int(parent)
      let mean = 0.5 * (state[stride + node] + state[stride + parent])
      let drift = mobility * 0.5 * (state[parent] - state[node])
      // Derivatives of the flux into `node` with respect to V and k, at the parent and at the node.
      let far = [mobility * mean, diffusion + drift]
      let near = [-mobility * mean, -diffusion + drift]
      for column in 0..<2 {
        let ohmic = column == 0 ? 5.0 : 0
        for (row, factor) in [(0, 1 / capacitance), (1, 1)] {
          let place = (row * 2 + column) * stride
          let own = row == 0 && node == 6 ? 1 : factor
          let others = row == 0 && parent == 6 ? 1 : factor
          let inward = far[column] + (row == 0 ? ohmic : 0)
          let outward = near[column] - (row == 0 ? ohmic : 0)
          coupling.fromParent[place + node] += own * inward
          coupling.diagonal[place + node] += own * outward
          coupling.toParent[place + node] -= others * outward
          coupling.diagonal[place + parent] -= others * inward
        }
      }
    }
  }
}

@Suite("Electrodiffusion and the implicit integrator")
struct ImplicitElectrodiffusionTests {
  private func start(tolerance: Double) -> ImplicitIntegrator<Electrodiffusion> {
    let integrator = ImplicitIntegrator(
      Electrodiffusion(), settings: ImplicitSettings(relativeTolerance: tolerance))
    for slot in 0..<6 {
      integrator.state[slot] = -70
      integrator.state[integrator.layout.stride + slot] = 20 + 17 * Double(slot)
    }
    // A guess for the junction: the integrator solves it.
    integrator.state[6] = -70
    integrator.state[integrator.layout.stride + 6] = 50
    integrator.restart(at: 0)
    return integrator
  }

  @Test("what moves along the tree is conserved, and the junction's fluxes sum to zero")
  func conservation() {
    let integrator = start(tolerance: 1e-6)
    integrator.settings.maximumStep = 50
    let stride = integrator.layout.stride
    let rates = DoubleArena(count: integrator.layout.stateCount)
    var (drift, imbalance) = (0.0, 0.0)
    while integrator.statistics.steps < 5000 {
      guard integrator.stepOnce(notBeyond: .infinity) == nil else { break }
      let total = (0..<6).reduce(0) { $0 + integrator.state[stride + $1] }
      drift = max(drift, abs(total - 375) / 375)
      integrator.system.rates(integrator.time, integrator.state, rates.base)
      imbalance = max(imbalance, abs(rates.base[6]), abs(rates.base[stride + 6]))
    }
    #expect(integrator.statistics.steps == 5000)
    #expect(drift < 1e-13)
    // Newton iterations end at a hundredth of 1e-6 × 70 mV, times 20 µS.
    #expect(imbalance < 1.4e-5)
  }

  @Test("a smaller tolerance converges to the same course")
  func convergence() {
    func end(_ tolerance: Double) -> [Double] {
      let integrator = start(tolerance: tolerance)
      #expect(integrator.advance(to: 40) == nil)
      return (0..<7).map { integrator.state[integrator.layout.stride + $0] }
    }
    let exact = end(1e-10)
    for tolerance in [1e-4, 1e-6, 1e-8] {
      let error = zip(end(tolerance), exact).map { abs($0 - $1) / $1 }.max() ?? .nan
      #expect(error < 3 * tolerance)
    }
  }

  @Test("Newton iterations converge at once: blocks, junction and private unknowns fit together")
  func blocks() {
    let integrator = start(tolerance: 1e-8)
    #expect(integrator.advance(to: 40) == nil)
    let statistics = integrator.statistics
    let perStage = Double(statistics.evaluations) / Double(6 * statistics.steps)
    #expect(perStage < 3.5)
  }
}
