import Foundation
import ResultsIO
import Testing

/// What a user at a terminal sees and does.
@Suite("At a terminal")
struct TerminalTests {
  /// The patch, for so long that it does not end by itself: about 10⁹ steps.
  private func endlessModel() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = Model.patch("duration: 5 ms", "duration: 8 h").text
      .replacingOccurrences(of: "every: 0.1 ms", with: "every: 10 ms")
    try folder.write(text, to: "model.yaml")
    return folder
  }

  @Test("Ctrl-C ends a run with 1 and keeps what was written", arguments: [SIGINT, SIGTERM])
  func interrupt(_ signal: Int32) throws {
    let folder = try endlessModel()
    let run = try RunningSkou(["run", ".", "-o", "out"], in: folder)
    let hasSamples = run.waitUntil {
      (try? ReportReader(path: folder.file("out/v.h5")))?.writtenSampleCount ?? 0 > 100
    }
    #expect(hasSamples, "samples can be read while the run goes on")
    kill(run.process.processIdentifier, signal)
    let outcome = try run.wait()
    #expect(!outcome.isKilled)
    #expect(outcome.status == 1)
    outcome.expectOneError(mentions: ["interrupted at ", "kept in out"])

    let record = try RunFile.read(path: folder.file("out/run.h5"))
    #expect(record.status.state == .failed)
    #expect(record.status.message == "interrupted")
    let report = try ReportReader(path: folder.file("out/v.h5"))
    let expected = Int((record.status.simulatedTime / 10).rounded(.down))
    // The sample at the very end belongs to the step that was not taken any more.
    #expect((expected...expected + 1).contains(report.writtenSampleCount))
    #expect(try report.readDoublePrecision(population: "axons").allSatisfy(\.isFinite))
  }

  @Test("a second Ctrl-C needs no patience")
  func secondInterrupt() throws {
    let folder = try endlessModel()
    let run = try RunningSkou(["run", ".", "-o", "out"], in: folder)
    #expect(
      run.waitUntil { FileManager.default.fileExists(atPath: folder.file("out/v.h5")) })
    for _ in 0..<2 { kill(run.process.processIdentifier, SIGINT) }
    #expect(try run.wait().status == 1)
  }

  @Test("the progress line tells simulated and wall time and what is left, and goes away")
  func progress() throws {
    let folder = try endlessModel()
    let terminal = try PseudoTerminal()
    let run = try RunningSkou(
      ["run", ".", "-o", "out"], in: folder, standardError: terminal.inside)
    #expect(run.waitUntil { terminal.read().contains(" left") }, "\(terminal.text)")
    kill(run.process.processIdentifier, SIGINT)
    _ = try run.wait()
    let lines = terminal.read().components(separatedBy: "\r\u{1B}[2K")
    let line = try #require(lines.first { $0.contains(" left") })
    #expect(line.hasPrefix("[") && line.contains("of 8 h") && line.contains(" %, "))
    #expect(line.contains(" gone, ") && !line.contains("\n"))
    #expect(lines.last?.contains(" left") == false, "the line is cleared before the summary")
    #expect(lines.last?.contains("interrupted at ") == true)
  }

  @Test("Ctrl-C ends a sweep with 1, keeps what is done, and its progress line goes away")
  func interruptedSweep() throws {
    let folder = try endlessModel()
    let terminal = try PseudoTerminal()
    let sweep = try RunningSkou(
      [
        "sweep", ".", "-o", "out", "--threads", "1", "--over",
        "simulation.duration=10 ms,8 h,20 ms",
      ], in: folder, standardError: terminal.inside)
    #expect(sweep.waitUntil { terminal.read().contains("1 of 3 runs, ") }, "\(terminal.text)")
    kill(sweep.process.processIdentifier, SIGINT)
    let outcome = try sweep.wait()
    #expect(outcome.status == 1 && !outcome.isKilled)
    let lines = terminal.read().components(separatedBy: "\r\u{1B}[2K")
    let line = try #require(lines.last { $0.contains("1 of 3 runs, ") })
    #expect(line.hasPrefix("[") && line.contains(" %, ") && line.contains(" gone, "))
    #expect(lines.last?.contains(" left") == false, "the line is cleared")
    #expect(lines.last?.contains("interrupted when 1 of 3 runs were done") == true)

    let table = try SweptTable(folder.file("out/sweep.csv"))
    #expect(table.rows.indices.map { table[$0, "state"] } == ["done", "interrupted", "not run"])
    #expect(table[0, "spikes count"] == "3" && table[1, "spikes count"] == "")
    #expect(outcome.output.contains("interrupted at ") && outcome.output.contains("not run"))
    let record = try RunFile.read(path: folder.file("out/run-2/run.h5"))
    #expect(record.status.message == "interrupted")
    #expect(!folder.contents().contains("out/run-3"))
  }

  @Test("--quiet shows no progress there either")
  func quiet() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let terminal = try PseudoTerminal()
    let run = try RunningSkou(["run", ".", "--quiet"], in: folder, standardError: terminal.inside)
    #expect(try run.wait().status == 0)
    #expect(terminal.read().isEmpty)
  }

  @Test("a reader that goes away ends no command", arguments: [["mechanisms"], ["check", "."]])
  func closedPipe(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try RunningSkou(arguments, in: folder, standardOutput: pipe.fileHandleForWriting)
    let outcome = try run.wait()
    #expect(outcome.status == 0 && !outcome.isKilled)
    #expect(outcome.messages.isEmpty)
  }

  @Test("a run goes on when nobody reads its messages")
  func closedMessages() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try RunningSkou(
      ["run", ".", "-o", "out"], in: folder, standardError: pipe.fileHandleForWriting)
    #expect(try run.wait().status == 0)
    #expect(try RunFile.read(path: folder.file("out/run.h5")).status.state == .done)
  }
}
