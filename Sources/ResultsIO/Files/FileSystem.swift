#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few things that results ask of the operating system.
enum FileSystem {
  /// What lies at a path.
  enum Kind { case nothing, file, folder }

  /// What lies at a path; follows links.
  static func kind(of path: String) -> Kind {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .nothing
    }
    return isFolder ? .folder : .file
  }

  /// The names in a folder, in alphabetical order.
  static func names(inFolder path: String) throws -> [String] {
    try rethrowing("list \(path)") {
      try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
  }

  /// Creates a folder and those above it.
  static func createFolder(_ path: String) throws {
    try rethrowing("create the folder \(path)") {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// Removes a file if it is there.
  static func remove(_ path: String) throws {
    guard unsafe unlink(path) != 0, errno != ENOENT else { return }
    throw failure("remove \(path)")
  }

  /// Gives a file another name; who opens either name sees a whole file at any moment.
  static func move(_ path: String, to target: String) throws {
    guard unsafe rename(path, target) != 0 else { return }
    throw failure("rename \(path) to \(target)")
  }

  /// Brings what was written to an open file to the disk; returns when it is there.
  static func synchronize(_ descriptor: Int32, _ path: String) throws {
    // A pipe or a special file knows no disk.
    guard fsync(descriptor) != 0, errno != EINVAL else { return }
    throw failure("bring \(path) to the disk")
  }

  /// Brings the names in a folder to the disk.
  static func synchronizeFolder(_ path: String) throws {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open the folder \(path)") }
    defer { close(descriptor) }
    try synchronize(descriptor, path)
  }

  /// Copies a file; who opens the copy sees a whole file at any moment.
  static func copy(_ source: String, to target: FilePath) throws {
    let descriptor = unsafe open(source, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open \(source)") }
    defer { close(descriptor) }
    let temporary = target.hidden(.creating)
    do {
      try copy(descriptor, to: temporary)
      try move(temporary, to: target.text)
    } catch {
      try? remove(temporary)
      throw error
    }
  }

  /// The bytes that may still be written to the disk of a folder; `nil` if it does not say.
  static func freeBytes(inFolder path: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return overflow ? nil : Int(clamping: bytes)
  }

  /// Copies a whole open file to a path.
  static func copy(_ source: Int32, to path: String, isSynchronized: Bool = false) throws {
    let target = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard target >= 0 else { throw failure("create \(path)") }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while true {
      let count = unsafe pread(source, &buffer, buffer.count, off_t(offset))
      guard count != 0 else { break }
      guard count > 0 else { throw failure("read back what goes to \(path)") }
      try store(buffer.span.extracting(first: count), to: target, path)
      offset += count
    }
    if isSynchronized { try synchronize(target, path) }
  }

  private static func store(_ bytes: Span<UInt8>, to target: Int32, _ path: String) throws {
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done..<bytes.count)
      let count = unsafe rest.withUnsafeBytes { unsafe write(target, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("write \(path)") }
      done += count
    }
  }

  private static func rethrowing<Value>(
    _ purpose: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch {
      throw ResultsIOError(.fileSystem, "cannot \(purpose): \(reason(for: error))")
    }
  }

  private static func reason(for error: any Error) -> String {
    guard let error = error as? CocoaError else { return "\(error)" }
    if let posix = error.underlying as? POSIXError {
      return unsafe String(cString: strerror(posix.code.rawValue))
    }
    return error.code == .fileWriteNoPermission ? "permission denied" : "\(error.code)"
  }

  private static func failure(_ purpose: String) -> ResultsIOError {
    let number = errno
    let words = unsafe String(cString: strerror(number))
    guard number == ENOSPC || number == EDQUOT else {
      return ResultsIOError(.fileSystem, "cannot \(purpose): \(words)")
    }
    return ResultsIOError(
      .noSpace, "cannot \(purpose): \(words)",
      suggestion: "free space on the disk, or record less or less often")
  }
}
