import Foundation
import Testing

/// What `skou check --ranks` says of runs on many processes, without any.
@Suite("Ranks that skou check tries")
struct CheckRanksTests {
  private func check(_ text: String, _ ranks: String) throws -> Skou.Outcome {
    try NetworkModel.run("check", text, ["--ranks", ranks])
  }

  /// The first number of a row.
  private func number(_ row: String, in output: String) throws -> Int {
    let line = try #require(
      output.split(separator: "\n").first { $0.contains("  \(row) ") }, "\(output)")
    let words = line.split(separator: " ").dropFirst()
    return try #require(Int(words.prefix { Int($0) != nil }.joined()))
  }

  @Test("The more ranks, the less each of them holds", arguments: [RingModel.text, BusyModel.text])
  func shares(_ text: String) throws {
    let outcomes = try ["1", "2", "5"].map { try check(text, $0) }
    for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.messages)") }
    let compartments = try outcomes.map { try number("compartments", in: $0.output) }
    #expect(compartments == compartments.sorted(by: >) && compartments[2] > 0)
    #expect(outcomes[0].output.contains("0 meetings"))
    for outcome in outcomes.dropFirst() {
      for row in ["memory", "time", "messages"] { #expect(outcome.output.contains("  \(row) ")) }
      #expect(!outcome.output.contains(" 0 meetings"), "\(outcome.output)")
    }
  }

  @Test("A hundred thousand ranks can be tried; most have nothing to do")
  func many() throws {
    let outcome = try check(RingModel.text, "100000")
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("with nothing to do"), "\(outcome.output)")
  }

  @Test("Other numbers are refused", arguments: ["0", "100001", "-3", "few"])
  func refused(_ ranks: String) throws {
    let outcome = try check(RingModel.text, ranks)
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("--ranks"), "\(outcome.messages)")
  }
}
