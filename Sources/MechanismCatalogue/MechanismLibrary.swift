import CMechanismABI
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One library file: from a path to checked mechanisms.
enum MechanismLibrary {
  typealias Outcome = (mechanisms: [LoadedMechanism], failures: [CatalogueFailure])

  /// Loads a library, looking at the file before the system's loader does.
  static func load(_ path: String) -> Outcome {
    do {
      let name = try LibraryName.name(ofFile: URL(fileURLWithPath: path).lastPathComponent)
      try LibraryImage.check(fileAt: path)
      let library = try unsafe open(path, name: name)
      return unsafe mechanisms(of: library, path: path)
    } catch {
      return ([], [error.failure(at: path)])
    }
  }

  /// Loads a library into the process, for good, and calls its entry point.
  private static func open(
    _ path: String, name: String
  ) throws(LibraryDefect) -> UnsafePointer<skou_mechanism_library> {
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw LibraryDefect("the system's loader refuses it: \(loaderMessage())")
    }
    let symbol = LibraryName.entryPoint(name)
    guard let address = unsafe dlsym(handle, symbol) else {
      throw LibraryDefect(
        "it has no function '\(symbol)'",
        suggestion: "keep the file name that it was built as, or build it again")
    }
    typealias Entry = @convention(c) () -> UnsafePointer<skou_mechanism_library>?
    guard let library = unsafe unsafeBitCast(address, to: Entry.self)() else {
      throw LibraryDefect("its function '\(symbol)' returns nothing")
    }
    return unsafe library
  }

  private static func loaderMessage() -> String {
    guard let message = unsafe dlerror() else { return "no reason given" }
    return unsafe String(cString: message)
  }

  /// Checks a library's record, then each of its tables.
  static func mechanisms(
    of library: UnsafePointer<skou_mechanism_library>, path: String
  ) -> Outcome {
    do {
      let record = try unsafe checkedRecord(library)
      var outcome: Outcome = ([], [])
      for index in unsafe 0..<Int(record.table_count) {
        do {
          outcome.mechanisms.append(try unsafe mechanism(index, of: record, path: path))
        } catch {
          outcome.failures.append(error.failure(at: path))
        }
      }
      return outcome
    } catch {
      return ([], [error.failure(at: path)])
    }
  }

  /// The record, once its version and sizes are known to be those of this program.
  private static func checkedRecord(
    _ library: UnsafePointer<skou_mechanism_library>
  ) throws(LibraryDefect) -> skou_mechanism_library {
    // A record of another version may be shorter: nothing else is read before the version fits.
    let major = unsafe library.pointee.major
    let minor = unsafe library.pointee.minor
    guard major == SKOU_ABI_MAJOR, minor <= SKOU_ABI_MINOR else {
      throw LibraryDefect(
        "it was built for version \(major).\(minor) of the mechanism interface, and this program "
          + "has \(SKOU_ABI_MAJOR).\(SKOU_ABI_MINOR)")
    }
    let size = unsafe library.pointee.size
    guard size == InterfaceSize.library else {
      throw LibraryDefect("its record is \(size) bytes instead of \(InterfaceSize.library)")
    }
    let record = unsafe library.pointee
    try unsafe checkSizes(record)
    guard unsafe (1...256).contains(record.table_count), unsafe record.tables != nil else {
      throw LibraryDefect("it says that it holds \(unsafe record.table_count) mechanisms")
    }
    return unsafe record
  }

  private static func checkSizes(_ record: skou_mechanism_library) throws(LibraryDefect) {
    let table = unsafe record.table_size
    let block = unsafe record.block_size
    guard table == InterfaceSize.table, block == InterfaceSize.block else {
      throw LibraryDefect(
        "its tables and blocks are \(table) and \(block) bytes instead of "
          + "\(InterfaceSize.table) and \(InterfaceSize.block)")
    }
  }

  private static func mechanism(
    _ index: Int, of record: skou_mechanism_library, path: String
  ) throws(LibraryDefect) -> LoadedMechanism {
    guard let tables = unsafe record.tables, let table = unsafe tables[index] else {
      throw LibraryDefect("mechanism \(index + 1) of \(unsafe record.table_count) is missing")
    }
    let reader = unsafe TableReader(table.pointee)
    return unsafe LoadedMechanism(manifest: try reader.manifest(), table: table, path: path)
  }
}

/// The sizes of the interface's structs in this program, in bytes.
enum InterfaceSize {
  static let library = unsafe UInt32(MemoryLayout<skou_mechanism_library>.size)
  static let table = unsafe UInt32(MemoryLayout<skou_mechanism_table>.size)
  static let block = unsafe UInt32(MemoryLayout<skou_block>.size)
}
