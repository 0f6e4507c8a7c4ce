import Foundation
import Testing

/// What arrives at synapses: how much charge, in which order, at which of them.
@Suite("Synaptic events")
struct SynapticEventTests {
  /// ∫ g dt up to `end` of a conductance that jumps at `times` and decays, in µS ms.
  private func integral(_ weight: Double, _ tau: Double, _ times: [Double], to end: Double)
    -> Double
  {
    times.reduce(0) { $0 - weight * tau * expm1(-(end - $1) / tau) }
  }

  /// Times that are evenly spread over the coarsest step, and so over every finer one.
  private let phases = (0..<64).map { 3 + 0.1 * (Double($0) + 0.37) / 64 }

  @Test("the charge of an event anywhere in a step is of second order")
  func charge() throws {
    let spheres = SynapticSpheres(times: phases.map { [$0] })
    let errors = try [0.1, 0.05, 0.025].map { step in
      rootMeanSquare(
        zip(try spheres.integrals(step: step), phases).map {
          $0 - integral(0.001, 2, [$1], to: 8)
        })
    }
    // An error of (dt/τ)²/24 of the whole from the decay, and as much from the step of the event.
    #expect(errors[2] <= 0.002 * 2 * (0.025 / 2) * (0.025 / 2) / 8, "\(errors)")
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(coarse / fine - 4) <= 0.2, "\(errors)")
    }
  }

  @Test("bursts within a step, on a step's boundary and at 0 count in full")
  func bursts() throws {
    let times = [
      [5, 5.00001], [5.01, 5.02, 5.03], [4.9, 5], [0, 0.1], [0], [5, 5.05, 5.06, 5.1],
      [0.05, 0.06],
    ]
    let spheres = SynapticSpheres(times: times)
    let exact = times.map { integral(0.001, 2, $0, to: 8) }
    let errors = try [0.1, 0.05].map { step in
      zip(try spheres.integrals(step: step), exact).map { abs($0 / $1 - 1) }
    }
    for error in errors[0] { #expect(error <= 5e-4, "\(errors)") }
    for error in errors[1] { #expect(error <= 1.25e-4, "\(errors)") }
  }

  @Test("an event just before, on and just after a step's boundary leaves nearly the same")
  func boundary() throws {
    let spheres = SynapticSpheres(times: [[5 - 1e-9], [5], [5 + 1e-9]])
    let found = try spheres.integrals(step: 0.1)
    // 1e-9 ms of 2 µS ms: 1e-12; the rest is rounding of V, 1e-13 of it.
    for value in found { #expect(abs(value - found[1]) <= 3e-12) }
  }

  @Test("several synapses in a compartment and several connections to one add up")
  func superposition() throws {
    var spheres = SynapticSpheres(times: [[3.3, 7.7]], duration: 12)
    spheres.synapses.append(
      "{use: exp_syn, name: slow, at: [soma, soma, soma], tau: 5 ms, reversal: 0 mV}")
    spheres.connections = [
      .init(weight: 0.001), .init(weight: 0.0005, delay: 1.23),
      .init(synapse: "slow", weight: 0.0003, delay: 0.5),
      .init(synapse: "slow", site: 2, weight: 0.0007),
    ]
    let exact =
      integral(0.001, 2, [3.3, 7.7], to: 12) + integral(0.0005, 2, [4.53, 8.93], to: 12)
      + integral(0.0003, 5, [3.8, 8.2], to: 12) + integral(0.0007, 5, [3.3, 7.7], to: 12)
    let found = try spheres.integrals(step: 0.025)[0]
    // A weight of 1 nS is a tenth of the whole; an error of dt² is 1e-5 of it.
    #expect(abs(found / exact - 1) <= 1e-4)
  }
  @Test("cells that have to hear of each other after every step get the same events")
  func rounds() throws {
    var spheres = SynapticSpheres(times: [[0, 3], [2.5, 4.99], [5 - 1e-12], [7.03]])
    let alone = try ModelRun(spheres.text(step: 0.05))
    // Nobody spikes, but somebody might.
    spheres.wires = [
      "{from: spheres, to: spheres, rule: all_to_all, synapse: input, weight: 9 uS, delay: 0.05 ms}"
    ]
    let together = try ModelRun(spheres.text(step: 0.05))
    #expect(together.model.plan.shortestDelay == 0.05)
    #expect(alone.traces["v"]?.count == 4)
    #expect(together.traces["v"] == alone.traces["v"])
  }

  @Test("a recorded conductance is that of its time")
  func recording() throws {
    var spheres = SynapticSpheres(times: [[3.012], [4.997], [5]])
    spheres.recordings = ["g: {variable: input.g, cells: spheres, at: soma, every: 0.5 ms}"]
    let run = try ModelRun(spheres.text(step: 0.025))
    let traces = try #require(run.traces["g"])
    for (trace, times) in zip(traces, spheres.times) {
      for (sample, time) in (run.times["g"] ?? []).enumerated() where abs(time - times[0]) > 0.05 {
        let exact = time > times[0] ? 0.001 * exp(-(time - times[0]) / 2) : 0
        // The relaxation's own error: 2z³/15 a step, z = 0.0125; after a time constant 8e-6.
        #expect(abs(trace[sample] - exact) <= 2e-5 * 0.001, "\(time) ms")
      }
    }
  }
}

/// Synapses that remember what came to them.
@Suite("Synapses that change with use")
struct ChangingSynapseTests {
  private static let depressing =
    "{use: tm_syn, name: input, at: soma, tau: 2 ms, utilization: 0.5, "
    + "tau_rec: 100 ms, tau_facil: 0 ms, reversal: 0 mV}"

  /// ∫ g dt after events at `times` to the end, with utilization 0.5 and recovery in 100 ms.
  private func depressed(_ weight: Double, _ times: [Double], to end: Double) -> Double {
    var (left, before, sum) = (1.0, 0.0, 0.0)
    for time in times {
      left = 1 - (1 - left) * exp(-(time - before) / 100)
      sum -= weight * 0.5 * left * 2 * expm1(-(end - time) / 2)
      (left, before) = (left * 0.5, time)
    }
    return sum
  }

  @Test("each connection to a depressing synapse is used up by its own events alone")
  func ownStates() throws {
    var spheres = SynapticSpheres(times: [[3.31, 7.77, 8.1]], duration: 12)
    spheres.synapses = [Self.depressing]
    spheres.connections = [.init(weight: 0.001), .init(weight: 0.002, delay: 0.4)]
    let found = try spheres.integrals(step: 0.025)[0]
    let exact =
      depressed(0.001, [3.31, 7.77, 8.1], to: 12) + depressed(0.002, [3.71, 8.17, 8.5], to: 12)
    #expect(abs(found / exact - 1) <= 1e-4)
    let shared = depressed(0.0015, [3.31, 3.71, 7.77, 8.1, 8.17, 8.5], to: 12)
    #expect(abs(shared / exact - 1) > 0.1, "sharing would show")
  }
}

/// From a cell's spike to the event that it makes.
@Suite("Delays")
struct DelayTests {
  /// A cell that charges through 0 mV, and one behind it without a leak.
  private func pair(step: Double, delay: Double) throws -> (spike: Double, integral: Double) {
    let run = try ModelRun(
      """
      skou: 1
      simulation: {duration: 9 ms, dt: \(step) ms, temperature: 37 degC}
      cells:
        sphere:
          morphology: {sphere: {diameter: 20 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
          synapses:
            - {use: exp_syn, name: input, at: soma, tau: 2 ms, reversal: 0 mV}
      populations: {first: {cell: sphere, count: 1}, second: {cell: sphere, count: 1}}
      stimuli:
        - {current_clamp: {amplitude: 0.13 nA, start: 0 ms}, cells: first, at: soma}
      connections:
        - from: first
          to: second
          rule: one_to_one
          synapse: input
          weight: 1 nS
          delay: \(delay) ms
      record:
        v: {variable: v, cells: second, at: soma, every: 9 ms}
        spikes: {threshold: 0 mV, cells: first, at: soma}
      """)
    let spike = try #require(run.spikes["spikes"]?.first)
    let end = try #require(run.trace("v").last)
    return (spike, -SynapticSpheres.capacitance * log(end / -65))
  }

  @Test("an event comes exactly its delay after the spike", arguments: [1.0, 1.4, 2.5, 10])
  func delays(_ steps: Double) throws {
    let step = 0.05
    let (spike, found) = try pair(step: step, delay: steps * step)
    // V goes in a straight line: C · 65 mV / 0.13 nA.
    #expect(abs(spike - SynapticSpheres.capacitance * 65 / 0.13) <= 1e-9)
    let exact = -0.001 * 2 * expm1(-(9 - spike - steps * step) / 2)
    // Half a step late would be 0.4 %.
    #expect(abs(found / exact - 1) <= 1e-4)
  }
}
