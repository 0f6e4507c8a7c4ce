public import CMechanismABI
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The step of several mechanisms in one pass, in a library that stays for the life of the process.
@safe
public struct FusedHook: @unchecked Sendable {
  /// To be called with a block of each of the mechanisms.
  public let function: skou_fused_hook
}

/// A library of steps of several mechanisms in one pass, each.
public enum FusedLibrary {
  /// Why a library of fused steps cannot be used.
  public struct Defect: Error, Sendable, Hashable {
    /// In words.
    public let reason: String
  }

  /// Loads a library into the process, for good.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - count: how many functions it must have.
  /// - Returns: its functions in order.
  /// - Throws: where it is none, is damaged, or was built for another version of the interface.
  public static func load(_ path: String, count: Int) throws(Defect) -> [FusedHook] {
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let message = unsafe dlerror().map { unsafe String(cString: $0) }
      throw Defect(reason: message ?? "the system's loader refuses it")
    }
    guard let address = unsafe dlsym(handle, "skou_fused_library_entry") else {
      throw Defect(reason: "it is no library of fused steps")
    }
    typealias Entry = @convention(c) () -> UnsafePointer<skou_fused_library>?
    guard let library = unsafe unsafeBitCast(address, to: Entry.self)() else {
      throw Defect(reason: "its entry point returns nothing")
    }
    return unsafe try hooks(library, count: count)
  }

  /// Reads the record, once its version and sizes are known to be those of this program.
  private static func hooks(
    _ library: UnsafePointer<skou_fused_library>, count: Int
  ) throws(Defect) -> [FusedHook] {
    guard unsafe library.pointee.major == SKOU_ABI_MAJOR,
      unsafe library.pointee.minor == SKOU_ABI_MINOR,
      unsafe library.pointee.size == UInt32(MemoryLayout<skou_fused_library>.size),
      unsafe library.pointee.block_size == InterfaceSize.block
    else { throw Defect(reason: "it was built for another version of the mechanism interface") }
    let record = unsafe library.pointee
    guard unsafe record.hook_count == Int32(count), let hooks = unsafe record.hooks else {
      throw Defect(reason: "it has \(unsafe record.hook_count) steps in place of \(count)")
    }
    var found: [FusedHook] = []
    for index in 0..<count {
      guard let hook = unsafe hooks[index] else { throw Defect(reason: "a step is missing") }
      unsafe found.append(FusedHook(function: hook))
    }
    return found
  }
}
