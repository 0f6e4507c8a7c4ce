import CHDF5

/// Texts in HDF5 files: of variable length, in UTF-8.
enum HDF5Text {
  /// The type of a text in memory and in files.
  static func type() throws -> HDF5Identifier {
    let type = try HDF5Identifier("prepare a text") { H5Tcopy(skou_h5_type_c_string()) }
    try HDF5Library.call("prepare a text") {
      H5Tset_size(type.rawValue, skou_h5_variable_length())
    }
    try HDF5Library.call("prepare a text") { H5Tset_cset(type.rawValue, H5T_CSET_UTF8) }
    return type
  }

  /// Creates a dataset of one dimension that holds the texts, each up to its first zero byte.
  static func write(
    _ texts: [String], as name: String, in parent: Int64, of filePath: String
  ) throws {
    let purpose = "write the texts '\(name)' to \(filePath)"
    let type = try type()
    let space = try HDF5Layout<Double>.fixed([texts.count]).space(for: purpose)
    let properties = skou_h5_default_properties()
    let dataset = try HDF5Identifier(purpose) {
      unsafe H5Dcreate2(
        parent, name, type.rawValue, space.rawValue, properties, properties, properties)
    }
    guard !texts.isEmpty else { return }
    let transfer = try transferProperties(purpose)
    let whole = skou_h5_whole_space()
    try unsafe withPointers(to: texts) { pointers in
      _ = try HDF5Library.call(purpose) {
        unsafe H5Dwrite(
          dataset.rawValue, type.rawValue, whole, whole, transfer.rawValue, pointers.baseAddress)
      }
    }
  }

  /// Lets HDF5 convert pieces of 16 KiB: two megabytes are its default, for the shortest text too.
  private static func transferProperties(_ purpose: String) throws -> HDF5Identifier {
    let properties = try HDF5Identifier(purpose) { H5Pcreate(skou_h5_class_dataset_transfer()) }
    try HDF5Library.call(purpose) { H5Pset_buffer(properties.rawValue, 1 << 14, nil, nil) }
    return properties
  }

  /// Reads a dataset of texts of variable or of fixed length.
  static func read(_ name: String, in parent: Int64, of filePath: String) throws -> [String] {
    let purpose = "read the texts '\(name)' of \(filePath)"
    let properties = skou_h5_default_properties()
    let dataset = try HDF5Identifier(purpose) { unsafe H5Dopen2(parent, name, properties) }
    let stored = try HDF5Identifier(purpose) { H5Dget_type(dataset.rawValue) }
    let space = try HDF5Identifier(purpose) { H5Dget_space(dataset.rawValue) }
    return try unsafe decode(stored, space, purpose) { type, buffer in
      unsafe H5Dread(
        dataset.rawValue, type, skou_h5_whole_space(), skou_h5_whole_space(), properties, buffer)
    }
  }

  /// Reads texts through a call that fills a buffer, whatever their stored length.
  static func decode(
    _ stored: HDF5Identifier, _ space: HDF5Identifier, _ purpose: String,
    read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws -> [String] {
    let (stored, space) = (stored.rawValue, space.rawValue)
    guard H5Tget_class(stored) == H5T_STRING else {
      throw ResultsIOError(.unreadableFile, "cannot \(purpose): it does not hold texts")
    }
    let count = Int(try HDF5Library.call(purpose) { H5Sget_simple_extent_npoints(space) })
    guard count > 0 else { return [] }
    if H5Tis_variable_str(stored) > 0 {
      return try unsafe decodeVariable(count, stored, space, purpose, read: read)
    }
    return try unsafe decodeFixed(count, stored, purpose, read: read)
  }

  private static func decodeVariable(
    _ count: Int, _ stored: hid_t, _ space: hid_t, _ purpose: String,
    read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws -> [String] {
    var pointers = unsafe [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    try HDF5Library.call(purpose) {
      unsafe pointers.withUnsafeMutableBytes { unsafe read(stored, $0.baseAddress) }
    }
    let texts = unsafe pointers.map { pointer in
      unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }
    try HDF5Library.call(purpose) {
      unsafe H5Dvlen_reclaim(stored, space, skou_h5_default_properties(), &pointers)
    }
    return texts
  }

  private static func decodeFixed(
    _ count: Int, _ stored: hid_t, _ purpose: String,
    read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws -> [String] {
    let length = H5Tget_size(stored)
    let (size, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow, length > 0, size <= 1 << 40 else {
      throw ResultsIOError(.unreadableFile, "cannot \(purpose): it claims impossible lengths")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    try HDF5Library.call(purpose) {
      unsafe bytes.withUnsafeMutableBytes { unsafe read(stored, $0.baseAddress) }
    }
    return (0..<count).map { index in
      let text = bytes[(index * length)..<((index + 1) * length)]
      return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Lends pointers to the texts, each with a zero byte at its end, to a closure.
  static func withPointers(
    to texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) throws -> Void
  ) throws {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes.append(contentsOf: text.utf8.map(CChar.init(bitPattern:)))
      bytes.append(0)
    }
    try unsafe bytes.withUnsafeBufferPointer { bytes in
      let pointers = unsafe starts.map { start in
        unsafe bytes.baseAddress.map { unsafe UnsafePointer($0.advanced(by: start)) }
      }
      try unsafe pointers.withUnsafeBufferPointer { unsafe try body($0) }
    }
  }
}
