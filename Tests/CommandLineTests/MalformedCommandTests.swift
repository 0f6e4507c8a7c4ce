import Foundation
import Testing

/// Command lines that mean nothing.
@Suite("Malformed command lines")
struct MalformedCommandTests {
  private static func slip(_ name: String, _ words: [String], _ mentions: String...) -> Refusal {
    Refusal(
      name,
      files: [
        "model.yaml": Model.patch, "file": "a file", "full/notes.txt": "kept", "empty/.keep": "",
      ],
      words, mentions: mentions)
  }

  static let slips = [
    slip("an unknown command", ["rum", "model.yaml"], "'skou rum'", "did you mean 'run'?"),
    slip("an unknown command of mechanism", ["mechanism", "biuld"], "did you mean 'build'?"),
    slip("no model", ["run"], "<model>", "model.yaml"),
    slip("two models", ["run", "model.yaml", "model.yaml"], "model.yaml"),
    slip("no model to verify", ["verify"], "--all"),
    slip("an unknown option", ["run", ".", "--treads", "2"], "Did you mean '--threads'?"),
    slip("no threads", ["run", ".", "--threads", "0"], "from 1 to 4096"),
    slip("a negative number of threads", ["run", ".", "--threads", "-1"], "from 1 to 4096"),
    slip("endless threads", ["check", ".", "--threads", "1000000000"], "from 1 to 4096"),
    slip(
      "threads beyond all numbers", ["run", ".", "--threads", "99999999999999999999"], "--threads"),
    slip("a word for threads", ["verify", ".", "--threads", "two"], "--threads"),
    slip("an option without value", ["run", ".", "--duration"], "--duration"),
    slip("an empty change", ["run", ".", "--set", ""], "PATH=VALUE"),
    slip("a change of nothing", ["run", ".", "--set", "=1 ms"], "PATH=VALUE"),
    slip("a change to nothing", ["run", ".", "--set", "simulation.dt="], "simulation.dt", "time"),
    slip("a change without value", ["run", ".", "--set", "simulation.dt"], "PATH=VALUE"),
    slip(
      "a change of an unknown key", ["run", ".", "--set", "simulation.dtt=1 ms"],
      "did you mean 'dt'?"),
    slip("a change below a text", ["run", ".", "--set", "simulation.dt.x=1 ms"], "simulation.dt"),
    slip("a change of many dots", ["run", ".", "--set", "....=1"], "not a path"),
    slip("a duration without unit", ["run", ".", "--duration", "5"], "--duration 5", "ms"),
    slip(
      "a negative duration", ["run", ".", "--duration", "-5 ms"], "--duration -5 ms", "positive"),
    slip("an endless duration", ["run", ".", "--duration", "1e300 s"], "steps"),
    slip("steps of nothing", ["run", ".", "--dt", "1e-300 s"], "--dt 1e-300 s", "steps"),
    slip("a step beyond all numbers", ["run", ".", "--dt", "1e999 ms"], "--dt 1e999 ms"),
    slip("an option for a value", ["run", ".", "--dt", "--quiet"], "--dt --quiet"),
    slip("a model that is not there", ["run", "modell.yaml"], "did you mean 'model.yaml'?"),
    slip("a model without name", ["run", ""], "model.yaml"),
    slip("a folder without model", ["run", "full"], "no model.yaml"),
    slip("results in a file", ["run", ".", "-o", "file"], "is a file", "-o"),
    slip("results below a file", ["run", ".", "-o", "file/results"], "file/results", "-o"),
    slip("results in a folder of other things", ["run", ".", "-o", "full"], "other things", "-o"),
    slip("results nowhere", ["run", ".", "-o", ""], "folder"),
    slip("a picture of nothing", ["plot", "out"], "'out'", "skou run"),
    slip("a picture of other things", ["plot", "full"], "no results", "skou run"),
    slip("a shape that is not there", ["inspect", "cell.swc"], "'cell.swc'"),
    slip(
      "mechanisms that are not there", ["mechanisms", "--mechanisms", "none"], "--mechanisms none"),
    slip(
      "a folder without mechanisms", ["run", ".", "--mechanisms", "full"], "skou mechanism build"),
    slip("an unknown mechanism", ["mechanisms", "nav_hx"], "did you mean 'nav_hh'?"),
    slip("a mechanism's impossible name", ["mechanism", "new", "../kir"], "'../kir'"),
    slip("a mechanism's empty name", ["mechanism", "new", ""], "name"),
    slip(
      "a mechanism below a file", ["mechanism", "new", "kir", "--in", "file"], "--in file", "folder"
    ),
    slip("a mechanism of nothing", ["mechanism", "build", "none"], "'none'"),
    slip(
      "a mechanism without source", ["mechanism", "build", "full"], "'full'", "skou mechanism new"),
  ]

  @Test("are refused with advice", arguments: slips)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  @Test("without any word say what there is")
  func nothing() throws {
    let outcome = try Skou.run([], in: TemporaryFolder())
    #expect(outcome.status == 0)
    for command in ["run", "check", "verify", "plot", "inspect", "mechanisms", "mechanism"] {
      #expect(outcome.output.contains("\n  \(command) "))
    }
  }
}
