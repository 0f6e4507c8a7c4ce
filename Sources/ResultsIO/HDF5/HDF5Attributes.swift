import CHDF5

/// The attributes of a group or a dataset.
package struct HDF5Attributes {
  let owner: HDF5Identifier
  let place: String

  /// Writes numbers: one as a single value, several as an array.
  package func write<Value: HDF5Number>(_ values: [Value], as name: String) throws {
    let purpose = purpose("write", name)
    let space = try space(for: values.count, purpose)
    let attribute = try create(name, Value.fileType, space, purpose)
    try HDF5Library.call(purpose) {
      unsafe H5Awrite(attribute.rawValue, Value.memoryType, values)
    }
  }

  /// Writes a text of at most 60 KiB, the limit of the format being 64.
  package func write(_ text: String, as name: String) throws {
    let purpose = purpose("write", name)
    let type = try HDF5Text.type()
    let space = try space(for: 1, purpose)
    let attribute = try create(name, type.rawValue, space, purpose)
    try unsafe HDF5Text.withPointers(to: [String(text.prefix(15_000))]) { pointers in
      _ = try HDF5Library.call(purpose) {
        unsafe H5Awrite(attribute.rawValue, type.rawValue, pointers.baseAddress)
      }
    }
  }

  /// Writes one of the named values of an enumeration, whose values count from zero.
  package func write(_ chosen: UInt8, of names: [String], as name: String) throws {
    let purpose = purpose("write", name)
    let type = try HDF5Identifier(purpose) { H5Tenum_create(skou_h5_file_type_uint8()) }
    for (value, name) in zip(UInt8(0)..., names) {
      var value = value
      try HDF5Library.call(purpose) { unsafe H5Tenum_insert(type.rawValue, name, &value) }
    }
    let space = try space(for: 1, purpose)
    let attribute = try create(name, type.rawValue, space, purpose)
    var chosen = chosen
    try HDF5Library.call(purpose) {
      unsafe H5Awrite(attribute.rawValue, type.rawValue, &chosen)
    }
  }

  /// Whether there is an attribute of that name.
  package func contains(_ name: String) throws -> Bool {
    try HDF5Library.call(purpose("look for", name)) { unsafe H5Aexists(owner.rawValue, name) } > 0
  }

  /// Removes an attribute if it is there.
  package func remove(_ name: String) throws {
    guard try contains(name) else { return }
    try HDF5Library.call(purpose("remove", name)) { unsafe H5Adelete(owner.rawValue, name) }
  }

  /// Reads numbers.
  package func read<Value: HDF5Number>(_ type: Value.Type, _ name: String) throws -> [Value] {
    let purpose = purpose("read", name)
    let attribute = try open(name)
    let space = try HDF5Identifier(purpose) { H5Aget_space(attribute.rawValue) }
    let count = try HDF5Library.call(purpose) { H5Sget_simple_extent_npoints(space.rawValue) }
    guard count <= 1 << 16 else {
      throw ResultsIOError(.unreadableFile, "cannot \(purpose): it claims \(count) values")
    }
    var values = [Value](repeating: .zero, count: Int(count))
    try HDF5Library.call(purpose) {
      unsafe H5Aread(attribute.rawValue, Value.memoryType, &values)
    }
    return values
  }

  /// Reads a text; of several, the first.
  package func readText(_ name: String) throws -> String {
    let purpose = purpose("read", name)
    let attribute = try open(name)
    let stored = try HDF5Identifier(purpose) { H5Aget_type(attribute.rawValue) }
    let space = try HDF5Identifier(purpose) { H5Aget_space(attribute.rawValue) }
    let texts = try unsafe HDF5Text.decode(stored, space, purpose) { type, buffer in
      unsafe H5Aread(attribute.rawValue, type, buffer)
    }
    return texts.first ?? ""
  }

  private func purpose(_ verb: String, _ name: String) -> String {
    "\(verb) the attribute '\(name)' of \(place)"
  }

  private func open(_ name: String) throws -> HDF5Identifier {
    try HDF5Identifier(purpose("read", name)) {
      unsafe H5Aopen(owner.rawValue, name, skou_h5_default_properties())
    }
  }

  private func space(for count: Int, _ purpose: String) throws -> HDF5Identifier {
    try HDF5Layout<Double>.fixed(count == 1 ? [] : [count]).space(for: purpose)
  }

  private func create(
    _ name: String, _ type: hid_t, _ space: HDF5Identifier, _ purpose: String
  ) throws -> HDF5Identifier {
    let properties = skou_h5_default_properties()
    return try HDF5Identifier(purpose) {
      unsafe H5Acreate2(owner.rawValue, name, type, space.rawValue, properties, properties)
    }
  }
}
