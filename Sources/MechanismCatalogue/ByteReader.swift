import Foundation

/// Little-endian numbers in the bytes of a file; reading outside the file throws.
struct ByteReader {
  let bytes: Data

  var count: UInt64 { UInt64(bytes.count) }

  /// The number at `offset`.
  func read<Number: FixedWidthInteger>(
    _: Number.Type, at offset: UInt64
  ) throws(LibraryDefect) -> Number {
    try require(offset, UInt64(MemoryLayout<Number>.size), "a number")
    let number = unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: Int(offset), as: Number.self)
    }
    return Number(littleEndian: number)
  }

  /// Throws unless `size` bytes from `offset` on are in the file.
  func require(_ offset: UInt64, _ size: UInt64, _ what: String) throws(LibraryDefect) {
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, end <= count else {
      throw LibraryDefect(
        "it is cut off or damaged: \(what) should reach to byte \(overflow ? .max : end), and the "
          + "file has \(count)",
        suggestion: "copy the file again, or build the mechanism again")
    }
  }
}
