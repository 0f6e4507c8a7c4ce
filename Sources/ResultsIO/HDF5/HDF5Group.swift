import CHDF5

/// A group of an HDF5 file: what folders are to a disk.
package final class HDF5Group {
  /// The file, for messages.
  let filePath: String
  private let name: String
  private let identifier: HDF5Identifier

  init(opening name: String, in parent: Int64, of filePath: String) throws {
    self.filePath = filePath
    self.name = name
    identifier = try HDF5Identifier("open the group '\(name)' of \(filePath)") {
      unsafe H5Gopen2(parent, name, skou_h5_default_properties())
    }
  }

  private init(creating name: String, in parent: Int64, of filePath: String) throws {
    self.filePath = filePath
    self.name = name
    let properties = skou_h5_default_properties()
    identifier = try HDF5Identifier("create the group '\(name)' in \(filePath)") {
      unsafe H5Gcreate2(parent, name, properties, properties, properties)
    }
  }

  /// Where attributes of this group are written and read.
  package var attributes: HDF5Attributes {
    HDF5Attributes(owner: identifier, place: "'\(name)' of \(filePath)")
  }

  /// Creates a group inside this one.
  package func createGroup(_ name: String) throws -> HDF5Group {
    try HDF5Group(creating: name, in: identifier.rawValue, of: filePath)
  }

  /// Opens a group inside this one.
  package func group(_ name: String) throws -> HDF5Group {
    try HDF5Group(opening: name, in: identifier.rawValue, of: filePath)
  }

  /// Creates a dataset of numbers.
  package func createDataset<Value: HDF5Number>(
    _ name: String, of type: Value.Type, layout: HDF5Layout<Value>
  ) throws -> HDF5Dataset {
    try HDF5Dataset(creating: name, of: type, layout, in: identifier.rawValue, of: filePath)
  }

  /// Creates a dataset of one dimension that holds the numbers.
  @discardableResult
  package func write<Value: HDF5Number>(_ values: [Value], as name: String) throws -> HDF5Dataset {
    let dataset = try createDataset(name, of: Value.self, layout: .fixed([values.count]))
    try dataset.write(values.span, at: [0], count: [values.count])
    return dataset
  }

  /// Creates a dataset of one dimension that holds the texts.
  package func write(_ texts: [String], as name: String) throws {
    try HDF5Text.write(texts, as: name, in: identifier.rawValue, of: filePath)
  }

  /// Opens a dataset.
  package func dataset(_ name: String) throws -> HDF5Dataset {
    try HDF5Dataset(opening: name, in: identifier.rawValue, of: filePath)
  }

  /// Opens a dataset that is written chunk by chunk, with room for some of them.
  func dataset(_ name: String, cacheBytes: Int) throws -> HDF5Dataset {
    try HDF5Dataset(
      opening: name, cacheBytes: cacheBytes, in: identifier.rawValue, of: filePath)
  }

  /// Reads a dataset of texts.
  package func readTexts(_ name: String) throws -> [String] {
    try HDF5Text.read(name, in: identifier.rawValue, of: filePath)
  }

  /// Whether something of that name is here.
  package func contains(_ name: String) throws -> Bool {
    try HDF5Library.call("look for '\(name)' in \(filePath)") {
      unsafe H5Lexists(identifier.rawValue, name, skou_h5_default_properties())
    } > 0
  }

  /// Gives an object of this group a second name.
  package func link(_ existing: String, as alias: String) throws {
    let (here, properties) = (identifier.rawValue, skou_h5_default_properties())
    try HDF5Library.call("link '\(alias)' in \(filePath)") {
      unsafe H5Lcreate_hard(here, existing, here, alias, properties, properties)
    }
  }

  /// The names of what is here, in alphabetical order.
  package func names() throws -> [String] {
    var info = H5G_info_t()
    try HDF5Library.call("list '\(name)' of \(filePath)") {
      unsafe H5Gget_info(identifier.rawValue, &info)
    }
    return try (0..<info.nlinks).map(name(at:))
  }

  private func name(at index: UInt64) throws -> String {
    let (here, order, properties) = (
      identifier.rawValue, H5_ITER_INC, skou_h5_default_properties()
    )
    let purpose = "list '\(name)' of \(filePath)"
    let length = try HDF5Library.call(purpose) {
      unsafe H5Lget_name_by_idx(here, ".", H5_INDEX_NAME, order, index, nil, 0, properties)
    }
    var bytes = [CChar](repeating: 0, count: length + 1)
    try HDF5Library.call(purpose) {
      unsafe H5Lget_name_by_idx(
        here, ".", H5_INDEX_NAME, order, index, &bytes, length + 1, properties)
    }
    return String(decoding: bytes.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
