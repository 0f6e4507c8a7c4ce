import MechanismCatalogue
import ModelIO
import ResultsIO

/// Reads a model with the options of the command line, as often as variants of it are wanted.
struct ModelReader {
  let path: String
  /// The changes that all variants share.
  let overrides: [ModelOverride]
  let catalogue: MechanismCatalogue
  let isScalar: Bool

  /// Reads and checks the model, with `changes` after those that all variants share.
  func session(changes: [ModelOverride] = []) throws -> ModelSession {
    let loader = ModelLoader(manifests: catalogue.manifests) { path, dataset in
      try NumberArray.read(path: path, dataset: dataset)
    }
    let model = try wrongInput { try loader.load(path: path, overrides: overrides + changes) }
    return ModelSession(model: model, catalogue: catalogue, isScalar: isScalar)
  }
}
