import Foundation

/// 24 bytes at the end of a file, behind what HDF5 reads, that tell whether all others are whole.
///
/// They are looked at before HDF5 is: it may crash on a damaged file, and its oldest format has no
/// checksums of its own.
enum FileSeal {
  private static let magic: UInt64 = 0x646E_652D_756F_6B73  // "skou-end", little-endian
  private static let blockSize = 1 << 20

  /// Appends the seal to a file that nobody has open, and brings it to the disk.
  static func seal(_ path: String) throws {
    try rethrowing("write \(path)") {
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      let count = try file.seekToEnd()
      let checksum = try checksum(file, count)
      try file.seekToEnd()
      try file.write(contentsOf: bytes([magic, count, checksum]))
      try file.synchronize()
      try file.close()
    }
  }

  /// Whether a file has a seal, and is what was sealed.
  static func isWhole(_ path: String) throws -> Bool {
    try rethrowing("read \(path)") {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let size = try file.seekToEnd()
      guard size >= 24 else { return false }
      try file.seek(toOffset: size - 24)
      let found = try file.read(upToCount: 24) ?? Data()
      return try found == bytes([magic, size - 24, checksum(file, size - 24)])
    }
  }

  /// A number that two files hardly share unless they are equal.
  static func checksum(ofFile path: String) throws -> UInt64 {
    try rethrowing("read \(path)") {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return try checksum(file, file.seekToEnd())
    }
  }

  /// FNV-1a over words of 64 bits, with the highest bits folded back; zeros fill the last word.
  private static func checksum(_ file: FileHandle, _ count: UInt64) throws -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    var left = Int(clamping: count)
    try file.seek(toOffset: 0)
    while left > 0, var block = try file.read(upToCount: min(left, blockSize)), !block.isEmpty {
      left -= block.count
      while block.count % 8 > 0 { block.append(0) }
      add(block, to: &sum)
    }
    return sum
  }

  private static func add(_ block: Data, to sum: inout UInt64) {
    unsafe block.withUnsafeBytes { bytes in
      for place in stride(from: 0, to: bytes.count, by: 8) {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        sum = (sum ^ UInt64(littleEndian: word)) &* 0x0000_0100_0000_01b3
        sum ^= sum >> 32
      }
    }
  }

  private static func bytes(_ words: [UInt64]) -> Data {
    Data(words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } })
  }

  private static func rethrowing<Value>(
    _ purpose: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch {
      throw ResultsIOError(.fileSystem, "cannot \(purpose): \(error)")
    }
  }
}
