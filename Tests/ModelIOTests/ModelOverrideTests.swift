import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Overrides from the command line")
struct ModelOverrideTests {
  @Test("a value is replaced, and its errors name the option")
  func replaced() throws {
    let model = try TestModels.load(["simulation.dt": "0.01 ms"])
    #expect(model.simulation.timeStep == Quantity(0.01, .millisecond))
    let error = try #require(throws: ModelIOError.self) {
      try TestModels.load(["simulation.dt": "0.01"])
    }
    #expect(error.location == SourceLocation(file: "--set simulation.dt=0.01"))
    #expect("\(error)".hasPrefix("--set simulation.dt=0.01: simulation.dt: '0.01' has no unit"))
  }

  @Test(
    "an item of a list is named by its number, its mechanism or its own name",
    arguments: ["0", "nav_hh", "sodium"])
  func items(_ name: String) throws {
    let model = try TestModels.load([
      "cells.patch.mechanisms.0.name": name == "sodium" ? "sodium" : "nav_hh",
      "cells.patch.mechanisms.\(name).gbar": "0.1 S/cm2",
    ])
    #expect(model.cells[0].mechanisms[0].parameters["gbar"]?.text == "0.1 S/cm2")
  }

  @Test("a key that is absent is added, with the maps above it")
  func added() throws {
    let model = try TestModels.load([
      "simulation.seed": "5", "ions.cl.reversal": "-70 mV", "title": "Another",
    ])
    #expect(model.simulation.seed == 5)
    #expect(model.cells[0].ions.map(\.name) == ["cl", "na", "k"])
    #expect(model.title == "Another")
  }

  @Test("a key that has dots of its own is found")
  func dotted() throws {
    let model = try TestModels.load(
      ["interventions.0.set.na_k_atpase.block": "0.5"], text: TestModels.pumpLeak)
    #expect(model.interventions[0].changes.count == 1)
    #expect(model.interventions[0].changes[0].value.siValue == 0.5)
  }

  @Test(
    "what cannot be applied is refused with the option and a hint",
    arguments: [
      ("simulation.duraton", "1 ms", "did you mean 'duration'?"),
      ("cells.patch.mechanisms.nav_h.gbar", "1 S/cm2", "did you mean 'nav_hh'?"),
      ("cells.patch.mechanisms.3.gbar", "1 S/cm2", "has 3 entries; there is no number 3"),
      ("cells.patch.mechanisms.-1.gbar", "1 S/cm2", "has 3 entries"),
      ("simulation.dt.x", "1", "has nothing below it"),
      ("simulation..dt", "1", "is not a path"),
      ("simulation.dt", "[", "this is not YAML"),
      ("simulation.dt", "", "is nothing where a time is due"),
      ("cells.pach.cable", "{}", "cells.pach"),
    ])
  func refused(_ path: String, _ value: String, _ phrase: String) throws {
    let error = try #require(throws: ModelIOError.self) { try TestModels.load([path: value]) }
    #expect(error.location.file == "--set \(path)=\(value)")
    #expect("\(error)".contains(phrase))
  }

  @Test("a name that two items share is refused with their numbers")
  func ambiguous() throws {
    let error = try #require(throws: ModelIOError.self) {
      try TestModels.load([
        "cells.patch.mechanisms.1.use": "nav_hh", "cells.patch.mechanisms.nav_hh.gbar": "1 S/cm2",
      ])
    }
    #expect(error.suggestion.contains("cells.patch.mechanisms.0, cells.patch.mechanisms.1"))
  }

  @Test("an option is split at its first '='")
  func parsed() throws {
    let override = try ModelOverride(parsing: " simulation.dt = 0.01 ms ")
    #expect(override.path == "simulation.dt")
    #expect(override.value == "0.01 ms")
    #expect(try ModelOverride(parsing: "a=b=c").value == "b=c")
  }

  @Test("an option without '=' or path is refused", arguments: ["", "=", "=1 ms", "simulation.dt"])
  func malformed(_ text: String) throws {
    let error = try #require(throws: ModelIOError.self) { try ModelOverride(parsing: text) }
    #expect(error.code == .malformedOverride)
  }
}
