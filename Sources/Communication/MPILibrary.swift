import CMPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The library that stands between Skou and MPI, loaded when it is asked for.
struct MPILibrary: @unchecked Sendable {
  // The table is constant, and lives as long as the process: nobody closes the library.
  private let table: UnsafePointer<skou_mpi>

  /// Its file's name.
  static let name = "libskou_mpi.so"

  /// Loads the library in a folder.
  ///
  /// - Throws: a `CommunicationError` where there is none, or it is not this Skou's.
  init(folder: String) throws(CommunicationError) {
    let path = "\(folder)/\(Self.name)"
    guard access(path, F_OK) == 0 else {
      throw CommunicationError(
        "Skou was built without MPI: there is no \(path)",
        suggestion: "build it with 'make mpi', or leave out --mpi")
    }
    // MPI libraries load parts of themselves, which must find what this one has brought in.
    guard let handle = dlopen(path, RTLD_NOW | RTLD_GLOBAL) else {
      throw CommunicationError(
        "\(path) cannot be loaded: \(String(cString: dlerror()))",
        suggestion: "build it again with 'make mpi', on this machine")
    }
    guard let symbol = dlsym(handle, "skou_mpi_table") else {
      throw CommunicationError(
        "\(path) is no MPI library of Skou's", suggestion: "build it again with 'make mpi'")
    }
    let function = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<skou_mpi>?).self)
    guard let table = function(), table.pointee.version == SKOU_MPI_VERSION,
      Int(table.pointee.size) == MemoryLayout<skou_mpi>.size
    else {
      throw CommunicationError(
        "\(path) was built for another version of Skou",
        suggestion: "build it again with 'make mpi'")
    }
    self.table = table
  }

  var functions: skou_mpi { table.pointee }

  /// Words for what a function returned.
  func words(_ code: Int32) -> String {
    var text = [CChar](repeating: 0, count: 512)
    functions.explain(code, &text, Int32(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Why ranks cannot run together.
public struct CommunicationError: Error, Sendable {
  /// What is wrong.
  public let message: String
  /// What to do about it.
  public let suggestion: String

  init(_ message: String, suggestion: String) {
    self.message = message
    self.suggestion = suggestion
  }
}
