import Engine
import Foundation
import Testing

/// Models whose events are known.
private enum EventModels {
  /// Compartments of τ = 10 ms that go from −70 to −60 mV: V = −60 − 10 exp(−t/τ).
  static let relaxing = """
    skou: 1
    simulation: {duration: 40 ms, dt: 0.1 ms, temperature: 37 degC}
    cells:
      cell:
        morphology: {cylinder: {length: 10 um, diameter: 10 um, compartments: 1}}
        cable: {capacitance: 1 uF/cm2, voltage: -70 mV}
        mechanisms:
          - {use: leak, g: 0.1 mS/cm2, reversal: -60 mV}
    populations: {cell: {cell: cell, count: 1}}
    record:
      v: {variable: v, cells: cell, at: soma, every: 0.3 ms}
      g: {variable: leak.g, cells: cell, at: soma, every: 1 ms}
    detect:

    """

  /// Twenty cells in three groups, of which cell 17 alone is stimulated.
  static let population = PoolModels.closedCell
    .replacingOccurrences(of: "count: 1", with: "count: 20")
    .replacingOccurrences(of: "every: 10 ms", with: "every: 0.1 ms")
    .replacingOccurrences(
      of: "record:",
      with: "stimuli: [{current_clamp: {amplitude: 2 nA, start: 0.3 ms}, cells: cell 17, at: soma}]"
        + "\nrecord:")

  /// A patch of squid axon that fires again and again from 5 ms on.
  static let firing =
    ReferenceModels.singleCompartment + "\n  spikes: {threshold: 0 mV, cells: cell, at: soma}\n"

  /// When V reaches a level, in ms.
  static func time(_ level: Double) -> Double { -10 * log((-60 - level) / 10) }
}

@Suite("Events")
struct EventTests {
  @Test(
    "the time of an event converges with the order of the method",
    arguments: [
      ("second_order", 4.0), ("backward_euler", 2.0),
    ])
  func order(_ method: String, _ ratio: Double) throws {
    let text = EventModels.relaxing + "  - {event: half, when: v > -65 mV}"
    let errors = try [0.4, 0.2, 0.1, 0.05].map { step in
      let run = try ModelRun(
        text, overrides: ["simulation.method=\(method)", "simulation.dt=\(step) ms"])
      return abs(try #require(run.events["half"]?[0].first) - EventModels.time(-65))
    }
    // At 0.05 ms, what the straight line adds depends on where in the step the event lies.
    let mean = pow(errors[0] / errors[3], 1.0 / 3)
    #expect(abs(log2(mean) - log2(ratio)) <= 0.2, "\(errors)")
    #expect(errors[3] < 0.05)
  }

  @Test(
    "with adaptive steps events are located within the tolerance", arguments: [1e-5, 1e-7, 1e-9])
  func adaptive(_ tolerance: Double) throws {
    let text =
      EventModels.relaxing.replacingOccurrences(of: "dt: 0.1 ms, ", with: "method: adaptive, ")
        + """
          - {event: half, when: v > -65 mV}
          - {event: held, when: v > -65 mV for 3 ms}
          - {event: gone, when: v > -65 mV and v < -64 mV, every: 1 us}
          - {event: asked, when: leak.i > -0.5 uA/cm2, every: 7 ms}
        """
    let run = try ModelRun(text, overrides: ["simulation.tolerance=\(tolerance)"])
    let half = EventModels.time(-65)
    for (event, exact) in [("half", half), ("held", half + 3), ("gone", half), ("asked", half)] {
      let time = try #require(run.events[event]?[0].first)
      // dV/dt is 0.5 mV/ms there, and V is right to a few tolerances of 65 mV.
      #expect(abs(time - exact) <= 1000 * tolerance, "\(event)")
    }
  }

  @Test("a hold time begins when the condition does and ends with it")
  func hold() throws {
    let run = try ModelRun(
      EventModels.relaxing + """
          - {event: short, when: v > -65 mV and v < -64 mV for 1 ms}
          - {event: long, when: v > -65 mV and v < -64 mV for 3 ms}
          - {event: start, when: v < v_at_start + 1 mV}
          - {event: product, when: v * leak.g > -60 mV * leak.g - 0.1 uA/cm2, every: 0.1 ms}
        """)
    #expect(abs((run.events["short"]?[0].first ?? 0) - EventModels.time(-65) - 1) < 1e-3)
    #expect(run.events["long"] == [[]])
    #expect(run.events["start"] == [[0]])
    #expect(abs((run.events["product"]?[0].first ?? 0) - EventModels.time(-61)) < 2e-3)
  }

  @Test("crossings of a threshold are the spike detector's, as often as they happen")
  func crossings() throws {
    let text =
      EventModels.firing + "detect:\n"
      + "  - {event: up, when: v > 0 mV, cells: all, once: false}\n"
      + "  - {event: first, when: v > 0 mV, cells: all}\n"
    let run = try ModelRun(text)
    let spikes = try #require(run.spikes["spikes"])
    let events = try #require(run.events["up"]?[0])
    #expect(spikes.count >= 3)
    #expect(spikes.count == events.count)
    for (spike, event) in zip(spikes, events) { #expect(abs(spike - event) <= 1e-9) }
    #expect(run.events["first"]?[0] == [events[0]])
  }

  @Test("a run that fails has each event once, although its last epoch ran twice")
  func failure() throws {
    let text =
      EventModels.firing.replacing(
        "  - {current_clamp:",
        with: "  - {current_clamp: {amplitude: 10 A, start: 40 ms}, cells: cell, at: soma}\n"
          + "  - {current_clamp:")
      + "detect:\n  - {event: up, when: v > 0 mV and v < 1 V, cells: all, once: false}\n"
    let run = try ModelRun(text)
    guard case .failed = run.outcome else {
      Issue.record("the run did not fail")
      return
    }
    let spikes = try #require(run.spikes["spikes"]).filter { $0 < 40 }
    let events = try #require(run.events["up"]?[0]).filter { $0 < 40 }
    #expect(spikes.count >= 2)
    #expect(spikes.count == events.count)
  }

  @Test("what a look costs does not change the run")
  func undisturbed() throws {
    let plain = EventModels.relaxing.replacingOccurrences(of: "detect:\n", with: "")
    let watched = EventModels.relaxing + "  - {event: e, when: leak.i > 0 A/m2, every: 0.1 ms}"
    #expect(try ModelRun(plain).trace("v") == ModelRun(watched).trace("v"))
  }
}

@Suite("Events that end a run")
struct EndingEventTests {
  @Test(
    "the run ends at the event's time, with the samples up to there",
    arguments: [
      "second_order", "adaptive", "automatic",
    ])
  func ending(_ method: String) throws {
    let text =
      EventModels.relaxing.replacingOccurrences(
        of: method == "adaptive" ? "dt: 0.1 ms, " : "temperature:",
        with: method == "adaptive" ? "method: adaptive, " : "method: \(method), temperature:")
      + "  - {event: end, when: v > -65 mV, stop: true}\n"
      + "  - {event: before, when: v > -66 mV}\n  - {event: after, when: v > -64.99 mV}"
    let run = try ModelRun(text)
    guard case .ended(let event) = run.outcome else {
      Issue.record("the run did not end: \(run.outcome)")
      return
    }
    #expect(abs(event.time - EventModels.time(-65)) < 1e-3)
    #expect(run.trace("v").count == Int(event.time / 0.3) + 1)
    #expect(run.events["before"]?[0].count == 1)
    #expect(run.events["after"] == [[]])
  }

  @Test(
    "what is true at the start ends the run there, with one sample",
    arguments: [
      "second_order", "adaptive",
    ])
  func atStart(_ method: String) throws {
    let text =
      EventModels.relaxing.replacingOccurrences(
        of: "dt: 0.1 ms, ", with: method == "adaptive" ? "method: adaptive, " : "")
      + "  - {event: end, when: v < -65 mV, stop: true}"
    let run = try ModelRun(text)
    guard case .ended(let event) = run.outcome else {
      Issue.record("the run did not end")
      return
    }
    #expect(event.time == 0)
    #expect(run.trace("v") == [-70])
  }

  @Test("all cells end at that time, whichever group and thread they are in", arguments: [1, 3])
  func groups(_ threads: Int) throws {
    let text =
      EventModels.population + "\ndetect:\n"
      + "  - {event: end, when: v > 0 mV, cells: all, stop: true}\n"
      + "  - {event: any, when: v > -64 mV, cells: all}\n"
    let run = try ModelRun(text, overrides: ["simulation.duration=100 ms"], threads: threads)
    guard case .ended(let event) = run.outcome else {
      Issue.record("the run did not end")
      return
    }
    let place = run.model.events[event.identifier]
    #expect(place.element.cell == 17)
    #expect(run.model.plan.groups.count >= 2)
    // The amounts are those of a run of as many steps.
    let step = run.model.plan.settings.timeStep
    let whole = (event.time / step).rounded(.up) * step
    let plain = try ModelRun(
      EventModels.population, overrides: ["simulation.duration=\(whole) ms"])
    for (a, b) in zip(run.ledger.lines, plain.ledger.lines) {
      #expect(a.end == b.end, "\(a.end.name)")
    }
    let single = try ModelRun(text, overrides: ["simulation.duration=100 ms"])
    #expect(single.events == run.events)
  }

  @Test(
    "a later epoch ends there too, with fixed steps and with adaptive ones",
    arguments: [
      "second_order", "adaptive",
    ])
  func laterEpoch(_ method: String) throws {
    let stimulus =
      "stimuli: [{current_clamp: {amplitude: 0.01 nA, start: 450.04 ms}, cells: cell 17, at: soma}]"
    let text =
      EventModels.relaxing
      .replacingOccurrences(of: "count: 1", with: "count: 20")
      .replacingOccurrences(of: "duration: 40 ms", with: "duration: 1 s")
      .replacingOccurrences(
        of: "dt: 0.1 ms, ", with: method == "adaptive" ? "method: adaptive, " : "dt: 0.1 ms, "
      )
      .replacingOccurrences(of: "record:", with: stimulus + "\nrecord:")
      + "  - {event: end, when: v > -50 mV, stop: true}"
    let run = try ModelRun(text)
    guard case .ended(let event) = run.outcome else {
      Issue.record("the run did not end")
      return
    }
    // R I = 10 pA / (0.1 mS/cm² × 100 π µm²), in mV; V = −60 + R I (1 − exp(−t/τ)).
    let reach = 0.01 / (1e-4 * 1e-8 * 100 * Double.pi * 1e6)
    #expect(abs(event.time - (450.04 - 10 * log(1 - 10 / reach))) < 1e-3)
    let traces = try #require(run.traces["v"])
    #expect(traces.allSatisfy { $0.count == Int(event.time / 0.3 + 1e-9) + 1 })
    #expect(abs((traces[3].last ?? 0) - -60) < 1e-6)
    #expect(abs((traces[17].last ?? 0) - -50) < 0.5)
  }
}
