import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What HDF5 says about the call that failed last.
enum HDF5ErrorStack {
  /// The words of the innermost failure, where the cause is; `nil` if the library says nothing.
  static func reason() -> String? {
    var words: [String] = []
    let stack = skou_h5_default_error_stack()
    _ = unsafe withUnsafeMutablePointer(to: &words) { collected in
      unsafe H5Ewalk2(
        stack, H5E_WALK_UPWARD,
        { _, entry, collected in
          guard let entry = unsafe entry, let text = unsafe entry.pointee.desc,
            let words = unsafe collected?.assumingMemoryBound(to: [String].self)
          else { return 0 }
          unsafe words.pointee.append(String(cString: text))
          return 0
        }, collected)
    }
    H5Eclear2(stack)
    return words.first.map(systemMessage(in:))
  }

  /// The system's own words, where the library quotes them among times and addresses.
  static func systemMessage(in words: String) -> String {
    let marker = "error message = '"
    guard let start = words.firstRange(of: marker)?.upperBound,
      let end = words[start...].firstIndex(of: "'")
    else { return words }
    return words[start..<end].lowercased()
  }

  /// An error that says what was tried and what the library answered.
  static func error(whileTryingTo purpose: String, reason: String?) -> ResultsIOError {
    let message = "HDF5 cannot \(purpose): \(reason ?? "no reason given")"
    let full = unsafe String(cString: strerror(ENOSPC)).lowercased()
    if reason == full {
      return ResultsIOError(
        .noSpace, message, suggestion: "free space on the disk, or record less or less often")
    }
    return ResultsIOError(.hdf5, message)
  }
}
