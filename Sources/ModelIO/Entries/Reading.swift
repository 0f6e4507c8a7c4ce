import MechanismCatalogue

/// What is shared while one model is read: what is installed, and the defaults that were taken.
final class Reading {
  /// Reads a dataset of numbers from an HDF5 file; nil where the file has none of that name.
  typealias ArrayLoader = (_ path: String, _ dataset: String) throws -> [Double]?

  /// The mechanisms that a model may use.
  let manifests: [MechanismManifest]
  /// The folder to which paths in the model are relative.
  let folder: String
  /// Reads arrays from HDF5 files, where the program can.
  let loadArray: ArrayLoader?
  /// The values that were taken where the model gives none, in the order of reading.
  private(set) var defaults: [(path: DocumentPath, node: DocumentNode)] = []

  init(manifests: [MechanismManifest], folder: String, loadArray: ArrayLoader?) {
    self.manifests = manifests
    self.folder = folder
    self.loadArray = loadArray
  }

  /// Notes that a default stands for an absent key.
  func note(_ node: DocumentNode, at path: DocumentPath) {
    defaults.append((path, node))
  }

  /// Notes that a default means something else beside what the model says elsewhere.
  func correct(_ node: DocumentNode, at path: DocumentPath) {
    guard let index = defaults.lastIndex(where: { $0.path == path }) else { return }
    defaults[index].node = node
  }

  /// A path in the model as the file system needs it.
  func resolve(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }
}
