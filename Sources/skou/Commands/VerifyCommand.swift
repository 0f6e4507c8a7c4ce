import ArgumentParser
import Engine
import Foundation
import Lowering

/// `skou verify`: runs models and checks what they expect.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Run models and check what they expect of their results.",
    discussion: "Exits with 1 if any expectation is not met.")

  @Argument(help: "Models: folders or files.")
  var models: [String] = []

  @Flag(help: "Verify all models in Networks/.")
  var all = false

  @Option(help: "How many threads to use.")
  var threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @OptionGroup var options: ModelOptions

  func run() throws {
    let paths = models + (all ? try networks() : [])
    guard !paths.isEmpty else {
      throw UserError.wrongInput("no model was named\n  name one, or give --all")
    }
    var rows = [["model", "quantity", "expected", "found", "", "source"]]
    var unmet = 0
    for path in paths {
      let findings = try verify(path)
      unmet += findings.count { !$0.isMet }
      rows += findings.map { [URL(fileURLWithPath: path).lastPathComponent] + $0.row }
    }
    Terminal.print(Format.table(rows, indent: ""))
    let total = rows.count - 1
    Terminal.print("\(total - unmet) passed, \(unmet) failed")
    if unmet > 0 { throw ExitStatus.failed }
  }

  private func verify(_ path: String) throws -> [Finding] {
    let session = try options.load(path)
    guard !session.model.description.expectations.isEmpty else {
      throw UserError.wrongInput(
        "\(session.model.path) expects nothing\n  add an 'expect:' list, as docs/model-format.md shows")
    }
    let lowered = try session.lower()
    let simulation = try Simulation(lowered.plan, threads: threads)
    let total = Double(lowered.plan.stepCount) * lowered.plan.settings.timeStep
    let sink = MemorySink(
      reportCount: lowered.reports.count, progress: ProgressLine(total: total, quiet: false))
    let end = RunEnd(try simulation.run(into: sink), lowered)
    sink.finish()
    if let complaint = end.complaint { throw UserError.failed("\(path): \(complaint)") }
    let data = RunData(session.model.description, lowered, sink)
    return session.model.description.expectations.flatMap { ExpectationCheck($0, data).findings }
  }

  private func networks() throws -> [String] {
    guard let folder = Installation.projectFile("Networks") else {
      throw UserError.wrongInput("there is no folder Networks above \(Installation.executable)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return names.map { "\(folder)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: "\($0)/model.yaml")
    }
  }
}
