import Foundation
import ResultsIO
import Testing

/// Fronts and outcomes of a run: in run.h5, in the summary, verified and swept.
@Suite("Measures of a run")
struct MeasureCommandTests {
  /// Twelve passive cells on a line, and two axons that fire, one at the start, one at the end.
  ///
  /// The cells are 50 um from each other, and their electrodes are switched on 2 ms after each
  /// other: a front of 25 um/ms, 1500 mm/min. The second is let go, the last is left alone.
  private static func model(_ more: String) -> String {
    let electrodes = (0..<11).map { cell in
      "  - {current_clamp: {amplitude: 0.2 nA, start: \(2 + 2 * cell) ms, "
        + "stop: \(cell == 1 ? 60 : 200) ms}, cells: line \(cell), at: soma}"
    }
    return """
      skou: 1
      simulation: {duration: 100 ms, dt: 0.025 ms, temperature: 6.3 degC}
      ions: {k: {inside: 140 mM, outside: 60 mM}, na: {reversal: 50 mV}}
      cells:
        passive:
          morphology: {sphere: {diameter: 20 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
          mechanisms:
            - {use: leak, g: 0.3 mS/cm2, reversal: -65 mV}
        axon:
          morphology: {sphere: {diameter: 20 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
          ions: {k: {reversal: -77 mV}}
          mechanisms:
            - {use: nav_hh, gbar: 0.12 S/cm2}
            - {use: kv_hh, gbar: 0.036 S/cm2}
            - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
      populations:
        line: {cell: passive, count: 12, positions: {line: {from: [0 um, 7 um, 0 um], step: [50 um, 0 um, 0 um]}}}
        axons: {cell: axon, count: 2}
      stimuli:
      \(electrodes.joined(separator: "\n"))
        - {current_clamp: {amplitude: 0.3 nA, start: 5 ms, stop: 6 ms}, cells: axons 0, at: soma}
        - {current_clamp: {amplitude: 0.3 nA, start: 90 ms, stop: 91 ms}, cells: axons 1, at: soma}
      detect:
        - {event: up, when: v > -40 mV, cells: line}
      measure:
        front: {event: up, along: x, between: [100 um, 450 um]}
        rings: {event: up, from: [0 um, 7 um, 0 um]}
        fate: {for: 20 ms, silent: 20 ms}
        spread: {cells: line, for: 20 ms, potassium: 20 mM}
      \(more)

      """
  }

  private static let expected = """
    expect:
      - {quantity: front speed, of: front, is: 1.5 m/min, within: 0.01 %}
      - {quantity: front places, of: rings, is: 11}
      - {quantity: outcome count, of: fate, outcome: blocked, is: 10}
      - {quantity: outcome count, of: spread, outcome: depolarized, is: 10}
    """

  private func folder(_ more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.model(more), to: "model.yaml")
    return folder
  }

  private func measures(_ folder: TemporaryFolder) throws -> [String: RunMeasure] {
    let outcome = try Skou.run(["run", ".", "-o", "out", "--quiet"], in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    let record = try RunFile.read(path: folder.file("out/run.h5"))
    // What measures look for themselves is not among the run's events.
    #expect(record.events.count == 11 && record.events.allSatisfy { $0.name == "up" })
    return Dictionary(uniqueKeysWithValues: record.measures.map { ($0.name, $0) })
  }

  private func number(_ measure: RunMeasure?, _ name: String) throws -> Double {
    try #require(measure?.summary.first { $0.name == name }).value
  }

  private func column(_ measure: RunMeasure?, _ name: String) throws -> [Double] {
    try #require(measure?.columns.first { $0.name == name }).values
  }

  @Test("a front is a map of first times, and a speed over the places that count")
  func front() throws {
    let measures = try measures(folder())
    let front = measures["front"]
    // The damped steps when another electrode is switched on move a crossing by up to 5e-5 ms,
    // the error of such a step: of 2 ms from place to place that is a part of 2.5e-5.
    #expect(abs(try number(front, "speed") - 1500) < 0.05)
    #expect(try number(front, "speed.uncertainty") < 0.1)
    #expect(try number(front, "places") == 8 && number(front, "places_reached") == 8)
    #expect(front?.kind == "front" && front?.about == "event 'up' along x, from 100 um to 450 um")
    let places = try #require(front?.places)
    #expect(places.map(\.x) == (0..<12).map { 50 * Double($0) })
    #expect(places.allSatisfy { $0.y == 7 && $0.population == "line" && $0.compartment == 0 })
    #expect(places.map(\.cell) == (0..<12).map { UInt64($0) })
    let times = try column(front, "time")
    #expect(times[11].isNaN && times[0] > 2 && times[0] < 12)
    for cell in 1..<11 { #expect(abs(times[cell] - times[0] - 2 * Double(cell)) < 1e-4) }
    // From a point on the line, distances are coordinates.
    let rings = measures["rings"]
    #expect(try column(rings, "position") == column(front, "position"))
    #expect(abs(try number(rings, "speed") - 1500) < 0.05)
    #expect(try number(rings, "places") == 12 && number(rings, "places_reached") == 11)
  }

  @Test("each cell has its outcome, with the times that tell it")
  func outcomes() throws {
    let measures = try measures(folder())
    let fate = try #require(measures["fate"])
    let line = ["blocked", "recovered"] + Array(repeating: "blocked", count: 9) + ["resting"]
    #expect(fate.outcomes == line + ["silent", "active"])
    for (word, count) in [("blocked", 10.0), ("recovered", 1), ("silent", 1), ("depolarized", 0)] {
      #expect(try number(fate, word) == count)
    }
    // A block begins when the potential rises, which is when the front comes.
    let arrivals = try column(measures["front"], "time")
    let blocks = try column(fate, "block")
    for cell in 0..<11 { #expect(abs(blocks[cell] - arrivals[cell]) < 1e-9) }
    let returns = try column(fate, "repolarization")
    // It falls by 10 mV and more from the moment at which its electrode is switched off.
    #expect(returns[1] > 60 && returns[1] < 66 && returns[0].isNaN)
    #expect(try column(fate, "spikes").suffix(2) == [1, 1])
    let last = try column(fate, "last_spike").suffix(2)
    #expect(last.min() ?? 0 > 5 && last.min() ?? 0 < 10 && last.max() ?? 0 > 90)
    #expect(try column(fate, "depolarization").allSatisfy { $0.isNaN })

    let spread = try #require(measures["spread"])
    #expect(spread.outcomes.count { $0 == "depolarized" } == 10)
    #expect(try column(spread, "depolarization")[3] == blocks[3])
  }

  @Test("are in the summary")
  func summary() throws {
    let outcome = try Skou.run(["run", ".", "-o", "out"], in: folder())
    #expect(outcome.status == 0)
    for words in [
      "front      1500 mm/min, 95 % interval 1", " to 1500", ", over 8 of 8 places, R² 1",
      "event 'up' along x, from 100 um to 450 um", "over 11 of 12 places",
      "event 'up' away from (0, 7, 0) um",
      "fate       10 blocked, 1 recovered, 1 silent, 1 active, 1 resting, of 14 places",
      "in cell 0 of 'line', compartment 0",
    ] {
      #expect(outcome.messages.contains(words), "\(outcome.messages)")
    }
  }

  @Test("a front that has come to too few places has no speed")
  func slow() throws {
    let folder = try folder("expect:\n  - {quantity: front speed, of: front, at_least: 0 mm/min}")
    let outcome = try Skou.run(["run", ".", "-o", "out", "--duration", "11 ms"], in: folder)
    #expect(outcome.messages.contains("no speed: the event came to 2 of 8 places"))
    let record = try RunFile.read(path: folder.file("out/run.h5"))
    let front = try #require(record.measures.first { $0.name == "front" })
    #expect(!front.summary.contains { $0.name == "speed" })
    let verified = try Skou.run(["verify", ".", "--duration", "11 ms"], in: folder)
    #expect(verified.status == 1 && verified.output.contains("nothing"))
  }

  @Test("are verified")
  func verify() throws {
    let folder = try folder(Self.expected)
    let met = try Skou.run(["verify", "."], in: folder)
    #expect(met.status == 0, "\(met.output)")
    for words in ["speed of front", "1.5 m/min", "places of rings", "blocked of fate", "4 met"] {
      #expect(met.output.contains(words), "\(met.output)")
    }
    let wrong = Self.model(Self.expected).replacingOccurrences(of: "is: 1.5 m", with: "is: 1.6 m")
    try folder.write(wrong, to: "model.yaml")
    #expect(try Skou.run(["verify", "."], in: folder).status == 1)
  }

  @Test("are the same for any number of threads")
  func threads() throws {
    let folder = try folder()
    let one = try folder.results(["--threads", "1"], in: "one")
    #expect(one.record.measures.contains("recovered"))
    #expect(try folder.results(["--threads", "3"], in: "three") == one)
  }

  @Test("are swept, with the speeds that nothing expects")
  func sweep() throws {
    let folder = try folder(Self.expected)
    let outcome = try Skou.run(
      [
        "sweep", ".", "--csv", "table.csv", "--over",
        "populations.line.positions.line.step=[50 um, 0 um, 0 um],[100 um, 0 um, 0 um]",
      ], in: folder)
    #expect(outcome.status == 0, "\(outcome.messages)")
    let table = try SweptTable(folder.file("table.csv"))
    // Expected in m/min, and not at all.
    #expect(abs(try #require(table.number(0, "speed of front [m/min]")) - 1.5) < 5e-5)
    #expect(abs(try #require(table.number(1, "speed of rings [mm/min]")) - 3000) < 0.1)
    #expect(table.columns.count { $0.hasPrefix("speed of front") } == 1)
    #expect(try #require(table.number(1, "rings ± [mm/min]")) < 0.1)
    #expect(table[0, "fate recovered"] == "1" && table[0, "fate recovered in all"] == "14")
    #expect(table[0, "spread depolarized"] == "10" && table[0, "fate depolarized"] == nil)
    #expect(table[0, "not met"] == "0" && table[1, "not met"] == "1")
  }

  @Test("along an axon a front is as fast as its action potential")
  func axon() throws {
    let folder = try TemporaryFolder()
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let axon = package.appendingPathComponent("Networks/squid-axon-propagation").path
    // 18.73 m/s of the travelling wave as an ordinary differential equation, of which the cable in
    // pieces of 200 um is 0.1 % short; 1 m/s is 60 000 mm/min.
    let changes = [
      "detect=[{event: up, when: v > 0 mV, at: all}]",
      "measure={out: {event: up, along: x, between: [1 cm, 4 cm]}, "
        + "back: {event: up, from: [5 cm, 0 um, 0 um], between: [1 cm, 4 cm]}}",
      "expect=[{quantity: front speed, of: out, is: 18.73 m/s, within: 0.2 %}, "
        + "{quantity: front speed, of: back, is: -18.73 m/s, within: 0.2 %}]",
    ]
    let options = changes.flatMap { ["--set", $0] }
    let outcome = try Skou.run(["verify", axon + "/model.yaml"] + options, in: folder)
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.messages)")
  }

  @Test(
    "fronts that no run could measure are refused",
    arguments: [
      ("between: [100 um, 150 um]", "of the 12 places of event 'up', 2 count; a speed needs 3"),
      ("between: [~, -1 um]", "they lie from 0.0 um to 550.0 um"),
    ])
  func refused(_ range: String, _ mention: String) throws {
    let text = Self.model("").replacingOccurrences(of: "between: [100 um, 450 um]", with: range)
    try refuse(text, mention)
  }

  @Test("a front along an axis on which all places are the same is refused")
  func onePosition() throws {
    let text = Self.model("").replacingOccurrences(
      of: "along: x, between: [100 um, 450 um]", with: "along: y")
    try refuse(text, "12 count, all at one position")
  }

  private func refuse(_ text: String, _ mention: String) throws {
    let start = try #require(text.components(separatedBy: "front: {").first)
    let line = start.components(separatedBy: "\n").count
    for command in [["run", ".", "-o", "out"], ["check", "."]] {
      try Refusal(
        mention, files: ["model.yaml": text], command,
        mentions: ["model.yaml:\(line):", "front 'front'", mention]
      ).check()
    }
  }
}
