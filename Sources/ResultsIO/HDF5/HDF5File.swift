import CHDF5

/// An open HDF5 file of the oldest format, without a lock.
package final class HDF5File {
  /// Where the file lay when it was opened.
  package let path: String
  private let identifier: HDF5Identifier

  /// Creates a file, replacing what is there.
  package init(creating path: String) throws {
    self.path = path
    let access = try HDF5File.accessProperties()
    identifier = try HDF5Identifier("create \(path)") {
      unsafe H5Fcreate(
        path, skou_h5_open_truncating(), skou_h5_default_properties(), access.rawValue)
    }
  }

  /// Opens a file for reading, also while it is being written.
  package convenience init(reading path: String) throws {
    try self.init(opening: path, skou_h5_open_read_only())
  }

  /// Opens a file to write more of what it holds.
  package convenience init(updating path: String) throws {
    try self.init(opening: path, skou_h5_open_read_write())
  }

  private init(opening path: String, _ way: UInt32) throws {
    self.path = path
    let access = try HDF5File.accessProperties()
    do {
      identifier = try HDF5Identifier("open \(path)") {
        unsafe H5Fopen(path, way, access.rawValue)
      }
    } catch let error as ResultsIOError {
      throw ResultsIOError(
        .unreadableFile, error.message, suggestion: "is it there, and an HDF5 file?")
    }
  }

  /// The group "/".
  package var root: HDF5Group {
    get throws { try HDF5Group(opening: "/", in: identifier.rawValue, of: path) }
  }

  /// Hands everything that was written so far to the operating system.
  package func flush() throws {
    try HDF5Library.call("write to \(path)") {
      H5Fflush(identifier.rawValue, H5F_SCOPE_LOCAL)
    }
  }

  /// Brings everything that was written so far to the disk.
  func synchronize() throws {
    try flush()
    try FileSystem.synchronize(descriptor(), path)
  }

  /// The descriptor through which the library reads and writes the file.
  func descriptor() throws -> Int32 {
    var handle: UnsafeMutableRawPointer?
    try HDF5Library.call("find the descriptor of \(path)") {
      unsafe H5Fget_vfd_handle(identifier.rawValue, skou_h5_default_properties(), &handle)
    }
    guard let handle = unsafe handle else {
      throw ResultsIOError(.hdf5, "HDF5 gives no descriptor of \(path)")
    }
    return unsafe handle.load(as: Int32.self)
  }

  private static func accessProperties() throws -> HDF5Identifier {
    let access = try HDF5Identifier("prepare to open a file") {
      H5Pcreate(skou_h5_class_file_access())
    }
    try HDF5Library.call("choose the oldest file format") {
      skou_h5_use_oldest_format(access.rawValue)
    }
    try HDF5Library.call("turn file locking off") {
      skou_h5_disable_locking(access.rawValue)
    }
    return access
  }
}
