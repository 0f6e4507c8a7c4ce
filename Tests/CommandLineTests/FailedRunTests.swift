import Foundation
import ResultsIO
import Testing

/// A run that fails on its way says where, ends with 1, and keeps what it recorded.
@Suite("Runs that fail midway")
struct FailedRunTests {
  /// Five cells of two sections; the mechanism is in the second one, and cell 3 is driven there.
  private static let model = """
    skou: 1
    simulation: {duration: 20 ms, dt: 0.025 ms, temperature: 6.3 degC}
    cells:
      pair:
        morphology:
          sections:
            - {name: body, length: 20 um, diameter: 20 um, compartments: 1, kind: soma}
            - {name: arm, parent: body, length: 60 um, diameter: 2 um, compartments: 3}
        cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
        ions: {k: {reversal: -77 mV}}
        mechanisms:
          - {use: leak, g: 0.3 mS/cm2, reversal: -65 mV}
          - {use: brittle, where: arm}
    populations:
      pairs: {cell: pair, count: 5}
    stimuli:
      - {current_clamp: {amplitude: 0.5 nA, start: 4 ms}, cells: pairs 3, at: "arm(1)"}
    record:
      v: {variable: v, cells: pairs, at: [body, "arm(1)"], every: 0.1 ms, precision: double}
      spikes: {threshold: -60 mV, cells: pairs, at: body}

    """

  /// A mechanism whose current is no number above -30 mV, where it draws a negative root.
  private func buildBrittle(in folder: TemporaryFolder) throws {
    _ = try Skou.run(["mechanism", "new", "brittle"], in: folder)
    let path = "Brittle/Brittle.swift"
    let source = try String(contentsOfFile: folder.file(path), encoding: .utf8)
    let brittle = source.replacingOccurrences(
      of: "p.gbar * s.n * (v - ions.k.reversal)", with: "p.gbar * 1e-6 * sqrt(-30.0 - v)")
    try #require(brittle != source)
    try folder.write(brittle, to: path)
    let built = try Skou.run(["mechanism", "build", "Brittle"], in: folder)
    try #require(built.status == 0, "\(built.messages)")
  }

  @Test(
    "name time, cell, compartment and mechanism, and keep their data",
    arguments: [["--threads", "1"], ["--threads", "2"], ["--scalar"]])
  func mechanism(_ options: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    try buildBrittle(in: folder)
    let outcome = try Skou.run(
      ["run", ".", "-o", "out", "--mechanisms", "Brittle"] + options, in: folder)
    #expect(outcome.status == 1)
    outcome.expectOneError(mentions: [
      "failed at ", " ms", "'brittle'", "cell 3 of 'pairs'", "('arm'", "kept in out", "smaller dt",
    ])

    let record = try RunFile.read(path: folder.file("out/run.h5"))
    #expect(record.status.state == .failed)
    let event = try #require(record.events.first)
    #expect(event.kind == "failure")
    #expect(event.population == "pairs")
    #expect(event.cell == 3)
    #expect((1...3).contains(event.compartment ?? 0), "one of the arm's compartments")
    #expect(event.message.contains("'brittle'"))
    #expect(event.time > 4 && event.time < 10)
    #expect(record.status.simulatedTime == event.time)
    try checkSamples(folder.file("out/v.h5"), until: event.time)

    let spikes = try SpikeReader(path: folder.file("out/spikes.h5")).read(population: "pairs")
    #expect(spikes.nodeIDs.allSatisfy { $0 == 3 })
    #expect(spikes.timestamps.allSatisfy { $0 <= event.time })
  }

  /// All samples up to the failure are there, and none is a relic of it.
  private func checkSamples(_ path: String, until end: Double) throws {
    let report = try ReportReader(path: path)
    #expect(report.writtenSampleCount == Int((end / 0.1 + 1e-9).rounded(.down)) + 1)
    let values = try report.readDoublePrecision(population: "pairs")
    #expect(values.allSatisfy { $0.isFinite && $0 > -100 && $0 < 0 })
    let last = values.suffix(10)
    // Places are in order of cell, body before arm: cell 3's arm has all but reached -30 mV.
    #expect(last.dropFirst(7).first.map { $0 > -45 && $0 < -29 } == true, "\(last)")
    #expect(last.dropFirst(1).first.map { abs($0 + 65) < 0.1 } == true, "cell 0 is at rest")
  }

  @Test("by a current beyond all bounds say so")
  func current() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch("0.1 nA", "1e300 nA").text, to: "model.yaml")
    let outcome = try Skou.run(["run", ".", "-o", "out"], in: folder)
    #expect(outcome.status == 1)
    outcome.expectOneError(mentions: [
      "failed at 1 ms", "of 'axons'", "compartment 0", "kept in out",
    ])
    #expect(try ReportReader(path: folder.file("out/v.h5")).writtenSampleCount == 11)
  }

  @Test("fail their verification, and the other models are still verified")
  func verification() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch("0.1 nA", "1e300 nA").text, to: "bad.yaml")
    try folder.write(Model.patch, to: "good.yaml")
    let outcome = try Skou.run(["verify", "bad.yaml", "good.yaml"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("bad.yaml") && outcome.messages.contains("failed at 1 ms"))
    #expect(outcome.output.contains("1 met, 1 not met"), "\(outcome.output)")
  }
}
