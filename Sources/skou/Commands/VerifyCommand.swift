import ArgumentParser
import Engine
import Foundation
import Lowering

/// `skou verify`: runs models and checks what they expect.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Run models and check what they expect of their results.",
    discussion: """
      Prints what each entry of a model's 'expect' list asks for and what was found; of several \
      cells or places, the one that fits worst. A folder's other model files are verified, too. \
      Writes no files. Exits with 1 if any expectation is not met.
      """)

  @Argument(help: "Models: folders or files.")
  var models: [String] = []

  @Flag(help: "Verify all models in Networks/.")
  var all = false

  @OptionGroup var options: ModelOptions

  func run() throws {
    let paths = models + (all ? try networks() : [])
    guard !paths.isEmpty else {
      throw UserError.wrongInput("no model was named", advice: "name one, or give --all")
    }
    // All are read before the first one runs: a slip in the last shows at once.
    let sessions = try paths.flatMap(ExperimentFiles.named).map {
      (title: $0.title, session: try load($0.path))
    }
    var rows = [["model", "quantity", "expected", "found", "", "source"]]
    var unmet = 0
    for (title, session) in sessions {
      let findings = try verify(session)
      unmet += findings.count { !$0.isMet }
      rows += findings.map { [title] + $0.row }
    }
    Terminal.print(Format.table(rows, indent: ""))
    Terminal.print("\(rows.count - 1 - unmet) met, \(unmet) not met")
    if unmet > 0 { throw ExitStatus.failed }
  }

  private func load(_ path: String) throws -> ModelSession {
    let session = try options.load(path)
    guard session.model.description.expectations.isEmpty else { return session }
    throw UserError.wrongInput(
      "\(session.model.path): the model expects nothing",
      advice: "add an 'expect:' list, as docs/model-format.md shows")
  }

  private func verify(_ session: ModelSession) throws -> [Finding] {
    let lowered = try session.lower()
    let simulation = try Simulation(lowered.plan, threads: options.threads)
    let total = lowered.plan.duration
    let sink = MemorySink(
      reportCount: lowered.plan.reports.count, progress: ProgressLine(total: total, quiet: false))
    let end = RunEnd(try simulation.run(into: sink), simulation, lowered)
    sink.finish()
    if let error = end.error(kept: nil) {
      Terminal.note("\(session.model.path): \(error)")
      return [Finding.unfinished(at: end.time, of: total)]
    }
    let data = try RunData(session.model.description, lowered, sink, simulation, end: end)
    return session.model.description.expectations.flatMap { ExpectationCheck($0, data).findings }
  }

  private func networks() throws -> [String] {
    guard let folder = Installation.projectFile("Networks") else {
      throw UserError.wrongInput(
        "there is no folder Networks above \(Installation.executable)",
        advice: "name the models instead")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return names.map { "\(folder)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: "\($0)/model.yaml")
    }
  }
}
