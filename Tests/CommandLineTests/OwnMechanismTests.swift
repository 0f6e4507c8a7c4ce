import Foundation
import Testing

/// A user's own mechanism, from the first command to results, outside of the project.
@Suite("A mechanism of one's own")
struct OwnMechanismTests {
  private static let model = Model.patch
    .replacingOccurrences(
      of: "      - {use: kv_hh, gbar: 0.036 S/cm2}",
      with: "      - {use: kv_hh, gbar: 0.036 S/cm2}\n      - {use: kir, gbar: 1 mS/cm2}")

  private func build(in folder: TemporaryFolder) throws -> Double {
    let outcome = try Skou.run(["mechanism", "build", "Kir"], in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    // "built PATH in 812 ms"
    let words = outcome.messages.split(separator: " ").suffix(2).map { String($0) }
    let number = try #require(words.first.flatMap { Double($0) }, "\(outcome.messages)")
    return words.last?.hasPrefix("ms") == true ? number / 1000 : number
  }

  @Test("is written, built, found and run, and its equations matter")
  func wholeWay() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    try Refusal("before", ["run", ".", "-o", "out"], mentions: ["'kir'"]).check(in: folder)

    let new = try Skou.run(["mechanism", "new", "kir"], in: folder)
    try #require(new.status == 0, "\(new.messages)")
    #expect(new.messages.contains("skou mechanism build"), "it says what to do next")
    try Refusal("again", ["mechanism", "new", "kir"], mentions: ["there already"]).check(in: folder)
    let seconds = try build(in: folder)
    print("built a mechanism in \(seconds) s")
    #expect(seconds < 60, "a few seconds on a machine that is not busy")

    let description = try Skou.run(["mechanisms", "kir", "--mechanisms", "Kir"], in: folder)
    #expect(description.status == 0)
    #expect(description.output.contains("gbar"))
    let skeleton = try folder.results(["--mechanisms", "Kir"])

    let source = try String(contentsOfFile: folder.file("Kir/Kir.swift"), encoding: .utf8)
    let changed = source.replacingOccurrences(of: "0.125 * exp", with: "0.25 * exp")
    try #require(changed != source)
    try folder.write(changed, to: "Kir/Kir.swift")
    _ = try build(in: folder)
    let other = try folder.results(["--mechanisms", "Kir"], in: "other")
    #expect(skeleton.samples != other.samples)
    #expect(skeleton.record.model == other.record.model)
  }

  @Test("begins as a synapse where that is asked for")
  func synapse() throws {
    let folder = try TemporaryFolder()
    let new = try Skou.run(["mechanism", "new", "my_syn", "--point"], in: folder)
    try #require(new.status == 0, "\(new.messages)")
    let built = try Skou.run(["mechanism", "build", "MySyn"], in: folder)
    try #require(built.status == 0, "\(built.messages)")
    let description = try Skou.run(["mechanisms", "my_syn", "--mechanisms", "MySyn"], in: folder)
    #expect(description.output.contains("events: weight in uS"), "\(description.output)")
  }

  @Test("that moves ions without declaring it ends the run and is named")
  func undeclaredIon() throws {
    let folder = try TemporaryFolder()
    let pools = Self.model.replacingOccurrences(
      of: "k: {reversal: -77 mV}", with: "k: {inside: 140 mM, outside: 6 mM, dynamics: pool}")
    try #require(pools != Self.model)
    try folder.write(pools, to: "model.yaml")
    _ = try Skou.run(["mechanism", "new", "kir"], in: folder)
    let source = try String(contentsOfFile: folder.file("Kir/Kir.swift"), encoding: .utf8)
    let changed = source.replacingOccurrences(of: "[.reversal, .moves]", with: "[.reversal]")
    try #require(changed != source)
    try folder.write(changed, to: "Kir/Kir.swift")
    _ = try build(in: folder)
    let outcome = try Skou.run(["run", ".", "-o", "out", "--mechanisms", "Kir"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("mechanism 'kir' does not conserve charge"))
    #expect(outcome.messages.contains("its ions carry 0 nA"))
  }

  @Test("that is found by SKOU_MECHANISMS needs no option")
  func environment() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.model, to: "model.yaml")
    _ = try Skou.run(["mechanism", "new", "kir"], in: folder)
    _ = try build(in: folder)
    let outcome = try Skou.run(
      ["check", "."], in: folder, environment: ["SKOU_MECHANISMS": folder.file("Kir")])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let words = outcome.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("kir all (1 of 1) k reversal moves it"), "\(words)")
  }

  @Test("that does not compile is refused with the compiler's words, and the old library stays")
  func doesNotCompile() throws {
    let folder = try TemporaryFolder()
    _ = try Skou.run(["mechanism", "new", "kir"], in: folder)
    _ = try build(in: folder)
    let before = folder.contents()
    let source = try String(contentsOfFile: folder.file("Kir/Kir.swift"), encoding: .utf8)
    try folder.write(
      source.replacingOccurrences(of: "p.gbar", with: "p.gbat"), to: "Kir/Kir.swift")
    let outcome = try Skou.run(["mechanism", "build", "Kir"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("gbat") && outcome.messages.contains("Kir.swift:"))
    #expect(folder.contents() == before)
  }
}
