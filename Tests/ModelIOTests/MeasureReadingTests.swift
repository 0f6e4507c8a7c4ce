import ModelDescription
import ModelIO
import Morphology
import Quantities
import Testing

@Suite("Measures of a model")
struct MeasureReadingTests {
  private func load(
    _ text: String, _ changes: [ModelOverride] = [],
    in model: String = TestModels.strip
  ) throws -> MeasureDescription {
    let measure = ModelOverride(path: "measure", value: "{m: \(text)}")
    let description = try ModelLoader(manifests: TestManifests.all)
      .load(text: model, file: "model.yaml", overrides: changes + [measure]).description
    return try #require(description.measures.first)
  }

  private func front(_ text: String) throws -> FrontDescription {
    guard case .front(let front) = try load(text) else { throw NotIt() }
    return front
  }

  private func outcome(
    _ text: String, _ changes: [ModelOverride] = [],
    in model: String = TestModels.strip
  ) throws -> OutcomeDescription {
    guard case .outcome(let outcome) = try load(text, changes, in: model) else { throw NotIt() }
    return outcome
  }

  private struct NotIt: Error {}

  @Test("a front counts every place along an axis, unless it says which")
  func frontAlong() throws {
    let all = try front("{event: front, along: y}")
    #expect(all.event == "front" && all.coordinate == .along(.y))
    #expect(all.range == -Double.infinity...Double.infinity)
    #expect(all.position(of: Morphology.Point(x: 1, y: 2, z: 3)) == 2)
    let some = try front("{event: front, along: x, between: [0.7 mm, 1600 um]}")
    #expect(some.range == 700...1600)
    #expect(try front("{event: front, along: x, between: [~, 1 mm]}").range == -.infinity...1000)
  }

  @Test("a front may spread from a point")
  func frontFrom() throws {
    let found = try front("{event: front, from: [1 um, 2 um, 3 um]}")
    #expect(found.coordinate == .distance(from: Morphology.Point(x: 1, y: 2, z: 3)))
    #expect(found.position(of: Morphology.Point(x: 4, y: 6, z: 15)) == 13)
  }

  @Test("one cell alone needs no position: a front may run along its dendrite")
  func oneCell() throws {
    let model = TestModels.pumpLeak
    guard case .front = try load("{event: lysis, along: x}", in: model) else { throw NotIt() }
  }

  @Test("outcomes are told at the soma of every cell by usual levels")
  func outcomeDefaults() throws {
    let found = try outcome("{cells: all}")
    #expect(found.cells.map(\.population) == ["strip"] && found.places.texts == ["soma"])
    #expect(found.depolarized == Quantity(-40, .millivolt))
    #expect(found.repolarized == Quantity(-50, .millivolt))
    #expect(found.potassium == Quantity(20, .millimolar))
    #expect(found.spike == Quantity(-20, .millivolt))
    #expect(found.holdTime == Quantity(1, .second) && found.silence == Quantity(1, .second))
    #expect(
      found.detections.map(\.name) == [
        "m.block", "m.potassium_rise", "m.potassium_fall", "m.repolarization", "m.spike",
      ])
    #expect(
      found.detections.map(\.condition.text) == [
        "v > -40 mV for 1000 ms", "[k]o > 20 mM", "[k]o < 20 mM", "v < -50 mV",
        "v > -20 mV",
      ])
    #expect(found.detections.allSatisfy { !$0.isOnce && !$0.isReported && !$0.stopsRun })
  }

  @Test("all can be said of outcomes")
  func outcomeFull() throws {
    let found = try outcome(
      "{cells: strip 3 to 5, at: root, depolarized: -0.03 V, for: 200 ms, repolarized: -60 mV, "
        + "potassium: 12 mM, spike: 0 mV, silent: 1 min}")
    #expect(found.cells == [CellSelection(population: "strip", indices: 3..<6)])
    #expect(found.places.texts == ["root"])
    #expect(
      found.detections.map(\.condition.text) == [
        "v > -0.03 V for 200 ms", "[k]o > 12 mM", "[k]o < 12 mM", "v < -60 mV",
        "v > 0 mV",
      ])
    #expect(found.silence == Quantity(1, .minute))
    let usual = try outcome("{depolarized: -0.03 V}")
    #expect(usual.repolarized == Quantity(-40, .millivolt))
  }

  @Test("conditions of outcomes hold by the margins that their texts say")
  func margins() throws {
    let found = try outcome("{}")
    func margins(_ values: [String: Double]) -> [[Double]] {
      found.detections.map { detection in
        detection.condition.comparisons.map { $0.margin { values["\($0.variable)"] ?? .nan } }
      }
    }
    let values = margins(["v": -35, "[k]o": 12])
    // Units are converted to SI and back, which rounds in the last places.
    let expected: [[Double]] = [[5], [-8], [8], [-15], [-15]]
    #expect(values.map(\.count) == expected.map(\.count))
    for (one, other) in zip(values.joined(), expected.joined()) {
      #expect(abs(one - other) < 1e-11)
    }
  }

  @Test("without potassium that could rise outside, nothing spreads", arguments: 0..<3)
  func noPotassium(_ number: Int) throws {
    let shells = "{space: private, volume_fraction: 0.2}"
    let (space, dynamics) = [("{space: bath}", "pool"), (shells, "constant"), (shells, "pool")][
      number]
    let found = try outcome(
      "{}",
      [
        ModelOverride(path: "record", value: "{}"),
        ModelOverride(path: "extracellular", value: space),
        ModelOverride(path: "ions.k.dynamics", value: dynamics),
      ])
    #expect((found.potassium != nil) == (number == 2))
    #expect(found.signs.contains(.potassiumRise) == (number == 2))
  }

  @Test("expectations ask for speeds, arrivals and outcomes")
  func expectations() throws {
    let measures = "{front: {event: front, along: x}, fate: {}}"
    let model = try TestModels.load(
      [
        "measure": measures,
        "expect": """
        [{quantity: front speed, of: front, is: 1.183 mm/min, within: 1 %},
         {quantity: front speed, of: front, at_least: 10 um/s},
         {quantity: front places, of: front, is: 40},
         {quantity: outcome count, of: fate, outcome: depolarized, at_most: 3}]
        """,
      ], text: TestModels.strip)
    let observables = model.expectations.map(\.observable)
    guard case .frontSpeed("front") = observables[0], case .frontSpeed("front") = observables[1],
      case .frontPlaces("front") = observables[2],
      case .outcomeCount("fate", .depolarized) = observables[3]
    else { throw NotIt() }
    guard case .equals(let speed, .relative(0.01)) = model.expectations[0].criterion else {
      throw NotIt()
    }
    // The unit that is read and the one that is measured in are the same.
    #expect(speed.unit == .millimeterPerMinute)
    // 1.183 mm/min is 19.71666… um/s.
    #expect(abs(speed.siValue - 1.971666666666667e-5) < 1e-19)
    guard case .equals(_, .absolute(let none)) = model.expectations[2].criterion else {
      throw NotIt()
    }
    #expect(none.siValue == 0)
  }

  @Test("defaults are spelled out in the resolved model, which reads back")
  func resolved() throws {
    let model = try TestModels.loaded(
      ["measure": "{front: {event: front, along: x}, fate: {}}"], text: TestModels.strip)
    for phrase in [
      "depolarized: -40 mV", "repolarized: -50 mV", "potassium: 20 mM", "spike: -20 mV",
      "silent: 1 s", "for: 1 s",
    ] {
      #expect(model.resolvedText.contains(phrase), "\(model.resolvedText)")
    }
    #expect(try TestModels.loaded(text: model.resolvedText).resolvedText == model.resolvedText)
  }
}
