import ArgumentParser
import Foundation
import ResultsIO

/// `skou plot`: draws results.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw the results of a run.",
    discussion: """
      Draws with Python and matplotlib, which 'make build' installs into the project's .venv; \
      SKOU_PYTHON names another Python.
      """)

  @Argument(help: "The folder that 'skou run' wrote.")
  var results: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Where the picture goes (default: plot.png in the folder).", valueName: "file"))
  var output: String?

  func run() throws {
    try InputPath.require(results, isA: "folder", advice: "name the folder that 'skou run' wrote")
    _ = try wrongInput(advice: "name the folder that 'skou run' wrote") {
      try RunFile.read(path: ResultsFolder(reading: results).runPath)
    }
    guard let script = Installation.projectFile("tools/plot.py") else {
      throw UserError.failed(
        "tools/plot.py is not above \(Installation.executable)",
        advice: "use the executable in the project in which it was built")
    }
    let picture = output ?? "\(results)/plot.png"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script, results, "--output", picture]
    do {
      try process.run()
    } catch {
      throw UserError.failed(
        "Python could not be started: \(error.localizedDescription)",
        advice: "SKOU_PYTHON names another Python")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw UserError.failed(
        "drawing failed",
        advice: "'make build' installs what it needs; SKOU_PYTHON names another Python")
    }
    Terminal.note("drew \(picture)")
  }

  private var python: String {
    ProcessInfo.processInfo.environment["SKOU_PYTHON"]
      ?? Installation.projectFile(".venv/bin/python") ?? "python3"
  }
}
