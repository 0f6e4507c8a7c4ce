/// A shared library of macOS: its header and load commands, checked against the file's size.
///
/// Field offsets: `mach-o/loader.h` and `mach-o/fat.h`.
struct MachOImage {
  static let magic: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE]
  static let fatMagic: [UInt8] = [0xCA, 0xFE, 0xBA, 0xBE]

  private let reader: ByteReader
  private let start: UInt64

  /// An image that begins `start` bytes into the file.
  init(_ reader: ByteReader, start: UInt64 = 0) {
    self.reader = reader
    self.start = start
  }

  /// Throws unless the image is a complete shared library for this machine.
  func check() throws(LibraryDefect) {
    try reader.require(start, 32, "the header")
    let machine = try reader.read(UInt32.self, at: start + 4)
    guard machine == Machine.machOCode else { throw Machine.mismatch("Mach-O machine \(machine)") }
    guard [6, 8].contains(try reader.read(UInt32.self, at: start + 12)) else {
      throw LibraryDefect("it is not a shared library, but another kind of object file")
    }
    let count = try reader.read(UInt32.self, at: start + 16)
    try reader.require(
      start + 32, UInt64(try reader.read(UInt32.self, at: start + 20)), "the load commands")
    try checkCommands(count)
  }

  private func checkCommands(_ count: UInt32) throws(LibraryDefect) {
    var command = start + 32
    for _ in 0..<min(count, 10_000) {
      let size = UInt64(try reader.read(UInt32.self, at: command + 4))
      guard size >= 8, size % 8 == 0 else {
        throw LibraryDefect("it is damaged: a load command has no size")
      }
      let isSegment = try reader.read(UInt32.self, at: command) == 0x19
      if isSegment {
        let offset = try reader.read(UInt64.self, at: command + 40)
        try reader.require(offset, 0, "a segment")
        let bytes = try reader.read(UInt64.self, at: command + 48)
        try reader.require(start + offset, bytes, "a segment")
      }
      command += size
    }
  }

  /// Throws unless a file with images for several machines has a good one for this machine.
  static func checkFat(_ reader: ByteReader) throws(LibraryDefect) {
    let count = try reader.read(UInt32.self, at: 4).byteSwapped
    for index in 0..<UInt64(min(count, 32)) {
      let entry = 8 + index * 20
      guard try reader.read(UInt32.self, at: entry).byteSwapped == Machine.machOCode else {
        continue
      }
      let offset = UInt64(try reader.read(UInt32.self, at: entry + 8).byteSwapped)
      return try MachOImage(reader, start: offset).check()
    }
    throw Machine.mismatch("Mach-O for others")
  }
}
