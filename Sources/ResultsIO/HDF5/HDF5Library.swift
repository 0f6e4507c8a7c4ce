import CHDF5
import Synchronization

/// The HDF5 library of this process: every call goes through here, one at a time.
///
/// Whether the library is thread-safe depends on how it was built, and its error stack is the
/// process's own where it is not. One lock around each call makes both questions moot; calls are
/// per block of samples, so that nobody waits.
enum HDF5Library {
  private struct Settings { var isPrepared = false }
  private static let lock = Mutex(Settings())

  /// Runs one call that returns a negative number on failure.
  ///
  /// - Parameters:
  ///   - purpose: what the call does, as in "create the dataset 'data' in v.h5".
  ///   - body: the call.
  /// - Returns: the value of the call, not negative.
  /// - Throws: `ResultsIOError` of code `hdf5` or `noSpace` with the library's own words.
  @discardableResult
  static func call<Status: BinaryInteger>(
    _ purpose: @autoclosure () -> String, _ body: () -> Status
  ) throws -> Status {
    let (status, reason) = lock.withLock { settings in
      prepare(&settings)
      let status = body()
      return (status, status < 0 ? HDF5ErrorStack.reason() : nil)
    }
    guard status >= 0 else {
      throw HDF5ErrorStack.error(whileTryingTo: purpose(), reason: reason)
    }
    return status
  }

  /// Silences the library, whose printing is a setting of each thread, and keeps it from
  /// closing files while the process exits, and from keeping blocks that it has done with.
  ///
  /// What matters was written and checked by then; and HDF5 1.10.8 crashes there if a file could
  /// not be written because the disk is full. Comes before any other call, the macros included.
  private static func prepare(_ settings: inout Settings) {
    if !settings.isPrepared {
      _ = H5dont_atexit()
      // Its own limits for single structures; nothing of arrays and blocks.
      _ = H5set_free_list_limits(1 << 20, 1 << 16, 0, 0, 0, 0)
      settings.isPrepared = true
    }
    _ = skou_h5_quiet()
  }

  /// Gives an identifier back, which closes the object when nobody else uses it.
  static func release(_ identifier: hid_t) {
    lock.withLock { settings in
      prepare(&settings)
      _ = H5Idec_ref(identifier)
    }
  }

  /// The version of the library in use, as in "1.10.8".
  static var version: String {
    var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
    lock.withLock { settings in
      prepare(&settings)
      _ = unsafe H5get_libversion(&major, &minor, &release)
    }
    return "\(major).\(minor).\(release)"
  }
}

/// An HDF5 identifier, which closes what it names when nobody holds it any more.
final class HDF5Identifier {
  let rawValue: hid_t

  /// Takes over the identifier that a call returns.
  init(_ purpose: @autoclosure () -> String, _ body: () -> hid_t) throws {
    rawValue = try HDF5Library.call(purpose(), body)
  }

  deinit {
    HDF5Library.release(rawValue)
  }
}
