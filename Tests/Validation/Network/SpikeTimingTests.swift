import Foundation
import Testing

/// A synapse that learns from the cell's own spikes.
@Suite("Spike timing")
struct SpikeTimingTests {
  /// A squid patch that a current from `start` on makes spike, with an event to a synapse that learns.
  private func pair(event: Double, start: Double) throws -> (spike: Double, efficacy: Double) {
    let run = try ModelRun(
      """
      skou: 1
      simulation: {duration: 30 ms, dt: 0.025 ms, temperature: 6.3 degC}
      cells:
        patch:
          morphology: {cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
          mechanisms:
            - {use: nav_hh}
            - {use: kv_hh}
            - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
          synapses:
            - use: stdp_syn
              name: input
              at: soma
              reversal: 0 mV
              a_plus: 0.1
              a_minus: 0.12
              tau_plus: 15 ms
              tau_minus: 25 ms
      populations: {patch: {cell: patch, count: 1}}
      sources: {pre: {times: [\(event) ms]}}
      stimuli:
        - current_clamp: {amplitude: 0.5 nA, start: \(start) ms, stop: \(start + 1) ms}
          cells: patch
          at: soma
      connections:
        - from: pre
          to: patch
          rule: all_to_all
          synapse: input
          weight: 1e-12 uS
          delay: 0 ms
      record:
        efficacy: {variable: input.efficacy, cells: patch, at: soma, every: 30 ms}
        spikes: {threshold: 0 mV, cells: patch, at: soma}
      """)
    let spikes = try #require(run.spikes["spikes"])
    try #require(spikes.count == 1)
    return (spikes[0], try #require(run.trace("efficacy").last))
  }

  /// The efficacy after an event this long (ms) before the spike, or behind it where negative.
  private func learned(_ lead: Double) -> Double {
    lead > 0 ? 1 + 0.2 * exp(-lead / 15) : 1 - 0.24 * exp(lead / 25)
  }

  /// Starts of the current that let the spike fall into all parts of a step.
  private static let starts = (0..<5).map { 10 + 0.005 * Double($0) }

  @Test(
    "the cell's own spike strengthens a synapse by an event before it and weakens a later one's",
    arguments: starts)
  func window(_ start: Double) throws {
    for event in [3.013, 9.5, 20.02] {
      let (spike, found) = try pair(event: event, start: start)
      // The spike's own time is known to 1e-4 ms; states that stood half a step away: 1e-4.
      #expect(abs(found - learned(spike - event)) <= 1e-5, "event at \(event) ms")
    }
  }

  @Test("event and spike in one step: the first comes first", arguments: starts)
  func closePairs(_ start: Double) throws {
    let spike = try pair(event: 25, start: start).spike
    for lead in [-0.02, -0.012, -0.004, 0.004, 0.012, 0.02] {
      let found = try pair(event: spike - lead, start: start).efficacy
      #expect(abs(found - learned(lead)) <= 1e-5, "event \(lead) ms before the spike")
    }
  }
}
