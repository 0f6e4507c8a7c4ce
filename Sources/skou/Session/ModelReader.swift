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

  private var loader: ModelLoader {
    ModelLoader(manifests: catalogue.manifests) { path, dataset in
      try NumberArray.read(path: path, dataset: dataset)
    }
  }

  /// Reads and checks a model from text, as if it stood at `path`.
  func session(text: String) throws -> ModelSession {
    let model = try wrongInput { try loader.load(text: text, file: path, overrides: overrides) }
    return ModelSession(model: model, catalogue: catalogue, isScalar: isScalar)
  }

  /// Reads and checks the model, with `changes` after those that all variants share.
  func session(changes: [ModelOverride] = []) throws -> ModelSession {
    let model = try wrongInput { try loader.load(path: path, overrides: overrides + changes) }
    return ModelSession(model: model, catalogue: catalogue, isScalar: isScalar)
  }
}
