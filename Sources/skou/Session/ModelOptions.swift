import ArgumentParser
import Foundation
import ModelIO

/// The options that all commands which read a model share.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Change something in the model, as in --set 'cells.patch.mechanisms.nav_hh.gbar=0.1 S/cm2'; "
        + "may be repeated.",
      valueName: "PATH=VALUE"))
  var overrides: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Simulate this long instead, as in '250 ms'.", valueName: "time"))
  var duration: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Take steps of this length instead, as in '0.01 ms'.", valueName: "time"))
  var dt: String?

  @Option(
    name: .customLong("threads"), parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads to use (default: one a processor); results do not depend on it.",
      valueName: "number"))
  var chosenThreads: Int?

  @Option(
    help: ArgumentHelp(
      "Also load the mechanism libraries in this folder; may be repeated.", valueName: "folder"))
  var mechanisms: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Evaluate one compartment at a time with the C library's functions: slow, for comparison."))
  var scalar = false

  /// How many threads to use: by default all processors, shared with the other ranks of the machine.
  var threads: Int {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    return chosenThreads ?? max(processors / Team.neighbourCount, 1)
  }

  func validate() throws {
    guard (1...4096).contains(threads) else {
      throw ValidationError("--threads \(threads): give a number from 1 to 4096.")
    }
  }

  /// Reads and checks a model, with `changes` after those of the command line.
  func load(_ path: String, changes: [ModelOverride] = []) throws -> ModelSession {
    try reader(path).session(changes: changes)
  }

  /// What reads a model with these options, once or in several variants.
  func reader(_ path: String) throws -> ModelReader {
    try InputPath.require(
      path, isA: "model", advice: "name a folder that holds a model.yaml, or such a file")
    let overrides = try wrongInput { try allOverrides() }
    return ModelReader(
      path: path, overrides: overrides, catalogue: try Installation.catalogue(mechanisms),
      isScalar: scalar)
  }

  private func allOverrides() throws -> [ModelOverride] {
    var all = try overrides.map { try ModelOverride(parsing: $0) }
    if let duration {
      all.append(
        ModelOverride(
          path: "simulation.duration", value: duration, option: "--duration \(duration)"))
    }
    if let dt {
      all.append(ModelOverride(path: "simulation.dt", value: dt, option: "--dt \(dt)"))
    }
    return all
  }
}
