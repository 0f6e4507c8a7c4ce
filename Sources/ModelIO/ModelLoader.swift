import Foundation
public import MechanismCatalogue
public import ModelDescription

/// A model that has been read and checked.
public struct LoadedModel: Sendable {
  /// What it says.
  public var description: ModelDescription
  /// The model as YAML with all defaults and overrides spelled out.
  ///
  /// It reads back as the same description when it stands in the same folder.
  public var resolvedText: String
  /// The path of the model file.
  public var path: String

  /// Makes a loaded model.
  public init(description: ModelDescription, resolvedText: String, path: String) {
    self.description = description
    self.resolvedText = resolvedText
    self.path = path
  }
}

/// Reads model files and checks them against the mechanisms that are installed.
public struct ModelLoader: Sendable {
  /// The name of the model file in a model's folder.
  public static let fileName = "model.yaml"

  /// The mechanisms that a model may use.
  public var manifests: [MechanismManifest]
  /// Reads a one-dimensional dataset of numbers from an HDF5 file, given path and dataset; nil where
  /// the file has no such dataset.
  public var loadArray: (@Sendable (_ path: String, _ dataset: String) throws -> [Double]?)?

  /// Makes a loader; without `loadArray`, models cannot take numbers from HDF5 files.
  public init(
    manifests: [MechanismManifest],
    loadArray: (@Sendable (_ path: String, _ dataset: String) throws -> [Double]?)? = nil
  ) {
    self.manifests = manifests
    self.loadArray = loadArray
  }

  /// Reads a model file, or the file `model.yaml` of a folder.
  ///
  /// - Parameters:
  ///   - path: the file or folder; paths within the model are relative to its folder.
  ///   - overrides: changes made before anything is checked, in this order.
  /// - Returns: the checked model and its resolved text.
  /// - Throws: `ModelIOError` for the first mistake found, with file, line and column.
  public func load(
    path: String, overrides: [ModelOverride] = []
  ) throws(ModelIOError) -> LoadedModel {
    let file = try modelFile(path)
    let text = try ModelFile.text(file, name: file)
    return try load(text: text, file: file, overrides: overrides)
  }

  /// Reads a model from text; `file` is where it stands or would stand.
  ///
  /// - Parameters:
  ///   - text: the YAML text.
  ///   - file: the path for messages, to whose folder paths within the model are relative.
  ///   - overrides: changes made before anything is checked, in this order.
  /// - Returns: the checked model and its resolved text.
  /// - Throws: `ModelIOError` for the first mistake found, with file, line and column.
  public func load(
    text: String, file: String, overrides: [ModelOverride] = []
  ) throws(ModelIOError) -> LoadedModel {
    var reader = DocumentReader(file: file)
    guard var root = try reader.read(text), !root.isNothing else {
      throw ModelIOError(
        .missingKey, at: SourceLocation(file: file, line: 1, column: 1), "the file holds no model",
        suggestion: "begin with 'skou: 1'; docs/model-format.md has examples")
    }
    for override in overrides { try root.apply(override) }
    let folder = (file as NSString).deletingLastPathComponent
    let reading = Reading(manifests: manifests, folder: folder, loadArray: loadArray)
    let entry = Entry(node: root, path: DocumentPath(), reading: reading)
    let description = try ModelDescription(entry, name: Self.name(of: file))
    return LoadedModel(
      description: description, resolvedText: try resolvedText(root, reading), path: file)
  }

  private func modelFile(_ path: String) throws(ModelIOError) -> String {
    guard ModelFile.type(of: path) == .typeDirectory else { return path }
    let folder = path.hasSuffix("/") ? path : path + "/"
    guard ModelFile.type(of: folder + Self.fileName) != nil else {
      throw ModelIOError(
        .unreadableFile, at: SourceLocation(file: path),
        "the folder has no \(Self.fileName)", suggestion: "name a model's folder or its file")
    }
    return folder + Self.fileName
  }

  /// The folder's name for `model.yaml`, and else the file's name without its extension.
  private static func name(of file: String) -> String {
    let url = URL(fileURLWithPath: file)
    return url.lastPathComponent == fileName
      ? url.deletingLastPathComponent().lastPathComponent
      : url.deletingPathExtension().lastPathComponent
  }

  private func resolvedText(
    _ root: DocumentNode, _ reading: Reading
  ) throws(ModelIOError) -> String {
    var resolved = root
    for (path, node) in reading.defaults {
      try resolved.replace(at: path.steps[...], with: node, reached: DocumentPath())
    }
    return DocumentWriter.text(of: resolved)
  }
}
