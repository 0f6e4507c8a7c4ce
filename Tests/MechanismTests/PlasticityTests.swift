import CMechanismABI
import Foundation
import Testing

@Suite("Plastic synapses")
struct PlasticityTests {
  @Test(
    "with short-term plasticity release what the recursion for a regular train says",
    arguments: [(0.5, 800.0, 0.0), (0.05, 130, 530), (0.9, 20, 300)])
  func train(_ values: (Double, Double, Double)) throws {
    let (utilization, recovery, facilitation) = values
    let interval = 50.0
    let synapse = try DrivenSynapse(
      "tm_syn",
      ["utilization": utilization, "tau_rec": recovery, "tau_facil": facilitation, "tau": 1])
    let kept = facilitation == 0 ? 0 : exp(-interval / facilitation)
    var (u, x) = (0.0, 1.0)
    for _ in 0..<400 {
      u = u * kept + utilization * (1 - u * kept)
      let released = u * x
      let before = try synapse.state("g")
      synapse.receive(2e-3)
      let gained = try synapse.state("g") - before
      // The recursion contracts: rounding adds up to some hundred ulp at the most.
      #expect(agree(gained, 2e-3 * released, absolute: 1e-17, relative: 1e-11))
      x = 1 - (1 - x * (1 - u)) * exp(-interval / recovery)
      synapse.wait(interval)
    }
    // The fixed point of the recursion.
    let steadyU = utilization / (1 - (1 - utilization) * kept)
    let lost = exp(-interval / recovery)
    let steadyX = (1 - lost) / (1 - (1 - steadyU) * lost)
    #expect(agree(try synapse.state("x"), steadyX, absolute: 0, relative: 1e-11))
    synapse.receive(0)
    #expect(agree(try synapse.state("u"), steadyU, absolute: 0, relative: 1e-11))
  }

  @Test("with short-term plasticity are rested at first")
  func rest() throws {
    let synapse = try DrivenSynapse("tm_syn")
    #expect(try synapse.state("x") == 1 && synapse.state("u") == 0 && synapse.state("g") == 0)
    synapse.receive(4e-3)
    #expect(try synapse.state("g") == 2e-3 && synapse.state("x") == 0.5)
  }

  @Test("learn from each pair by the time between", arguments: [1.0, 7, 20, 63])
  func window(_ delay: Double) throws {
    let values = ["a_plus": 0.01, "a_minus": 0.02, "tau_plus": 15, "tau_minus": 30, "w_max": 4]
    let causal = try DrivenSynapse("stdp_syn", values)
    causal.receive(1e-3)
    causal.wait(delay)
    causal.spike()
    let gained = 1 + 0.01 * 4 * exp(-delay / 15)
    #expect(agree(try causal.state("efficacy"), gained, absolute: 0, relative: 1e-14))
    let acausal = try DrivenSynapse("stdp_syn", values)
    acausal.spike()
    acausal.wait(delay)
    acausal.receive(1e-3)
    let kept = 1 - 0.02 * 4 * exp(-delay / 30)
    #expect(agree(try acausal.state("efficacy"), kept, absolute: 0, relative: 1e-14))
    // The event itself acted with what it found.
    #expect(try acausal.state("g") == 1e-3)
    acausal.wait(1e3)
    acausal.receive(1e-3)
    #expect(agree(try acausal.state("g"), 1e-3 * kept, absolute: 0, relative: 1e-13))
  }

  @Test("count all pairs of spikes")
  func allPairs() throws {
    let synapse = try DrivenSynapse("stdp_syn")
    let events = [0.0, 4, 11]
    for (index, time) in events.enumerated() {
      if index > 0 { synapse.wait(time - events[index - 1]) }
      synapse.receive(1e-3)
    }
    synapse.wait(6)
    synapse.spike()
    let expected = 1 + 0.005 * 2 * events.map { exp(-(17 - $0) / 20) }.reduce(0, +)
    #expect(agree(try synapse.state("efficacy"), expected, absolute: 0, relative: 1e-14))
  }

  @Test("stay between nothing and the largest efficacy")
  func bounds() throws {
    let synapse = try DrivenSynapse("stdp_syn", ["a_plus": 0.4, "a_minus": 0.4, "w_max": 1.5])
    synapse.receive(1e-3)
    synapse.spike()
    #expect(try synapse.state("efficacy") == 1.5)
    for _ in 0..<3 { synapse.receive(1e-3) }
    #expect(try synapse.state("efficacy") == 0)
    let before = try synapse.state("g")
    synapse.receive(1e-3)
    #expect(try synapse.state("g") == before)
  }
}
