import ArgumentParser
import Engine
import Lowering
import MechanismCatalogue
import ModelDescription
import ModelIO
import ResultsIO

/// The options that all commands which read a model share.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change something in the model, as in --set 'cells.patch.mechanisms.nav_hh.gbar=0.1 S/cm2'.",
      valueName: "PATH=VALUE"))
  var overrides: [String] = []

  @Option(help: ArgumentHelp("Simulate this long instead, as in '250 ms'.", valueName: "time"))
  var duration: String?

  @Option(help: ArgumentHelp("Take steps of this length instead, as in '0.01 ms'.", valueName: "time"))
  var dt: String?

  @Option(
    help: ArgumentHelp(
      "Also load the mechanism libraries in this folder; may be repeated.", valueName: "folder"))
  var mechanisms: [String] = []

  @Flag(
    help: ArgumentHelp(
      "Evaluate one compartment at a time with the C library's functions: slow, for comparison."))
  var scalar = false

  /// Reads and checks a model.
  func load(_ path: String) throws -> ModelSession {
    let catalogue = try Installation.catalogue(mechanisms)
    let loader = ModelLoader(manifests: catalogue.manifests) { path, dataset in
      try NumberArray.read(path: path, dataset: dataset)
    }
    let model = try wrongInput { try loader.load(path: path, overrides: allOverrides()) }
    return ModelSession(model: model, catalogue: catalogue, isScalar: scalar)
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

/// A model that has been read, and the mechanisms that it may use.
struct ModelSession {
  let model: LoadedModel
  let catalogue: MechanismCatalogue
  let isScalar: Bool

  /// Lowers the model to a plan.
  func lower(refinement: Int = 1, timeRefinement: Int = 1) throws -> LoweredModel {
    var options = ModelLowering.Options()
    options.refinement = refinement
    options.timeRefinement = timeRefinement
    options.path = isScalar ? .scalar : .lanes
    return try wrongInput { try ModelLowering.lower(model.description, catalogue, options) }
  }
}

/// Runs `body`; what it throws is the model's or the command line's fault.
func wrongInput<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as UserError {
    throw error
  } catch {
    throw UserError.wrongInput("\(error)")
  }
}
