/// A shared library of Linux: its header, segments and sections, checked against the file's size.
///
/// Field offsets: System V Application Binary Interface, chapters 4 and 5, 64-bit objects.
struct ELFImage {
  static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

  let reader: ByteReader

  init(_ reader: ByteReader) { self.reader = reader }

  /// Throws unless the loader can map the file and follow its pointers.
  func check() throws(LibraryDefect) {
    try checkHeader()
    let segments = try readSegments()
    try checkSections(segments.filter(\.isLoaded))
    try checkOrder(of: segments.filter(\.isLoaded))
    try checkPlaces(of: segments)
    try ELFDynamicSection(reader, segments).check()
  }

  private func checkHeader() throws(LibraryDefect) {
    try reader.require(0, 64, "the header")
    guard reader.bytes[4] == 2, reader.bytes[5] == 1 else {
      throw Machine.mismatch("not 64 bits, little-endian")
    }
    let machine = try reader.read(UInt16.self, at: 18)
    guard machine == Machine.elfCode else { throw Machine.mismatch("ELF machine \(machine)") }
    guard try reader.read(UInt16.self, at: 16) == 3 else {
      throw LibraryDefect("it is not a shared library, but another kind of object file")
    }
  }

  /// Section headers stand at the end of the file: this is where a cut-off file shows.
  ///
  /// The loader does not need them, but they say again where everything is to be mapped.
  private func checkSections(_ loaded: [Segment]) throws(LibraryDefect) {
    let offset = try reader.read(UInt64.self, at: 40)
    let count = UInt64(try reader.read(UInt16.self, at: 60))
    guard count > 0 else { return }
    try reader.require(offset, count * 64, "the table of sections")
    for index in 0..<count { try checkSection(at: offset + index * 64, loaded) }
    let names = offset + UInt64(try reader.read(UInt16.self, at: 62)) * 64
    guard try reader.read(UInt32.self, at: names + 4) == 3 else {
      throw LibraryDefect("it is damaged: its table of sections has no names")
    }
  }

  private func checkSection(
    at header: UInt64, _ loaded: [Segment]
  ) throws(LibraryDefect) {
    let occupiesNoSpace = try reader.read(UInt32.self, at: header + 4) == 8
    guard !occupiesNoSpace else { return }
    let start = try reader.read(UInt64.self, at: header + 24)
    let size = try reader.read(UInt64.self, at: header + 32)
    try reader.require(start, size, "a section")
    let isMapped = try reader.read(UInt64.self, at: header + 8) & 2 != 0
    guard isMapped, size > 0 else { return }
    let address = try reader.read(UInt64.self, at: header + 16)
    let segment = loaded.first { $0.contains(address, size) }
    guard let segment, address - segment.address + size <= segment.fileSize,
      segment.offset + (address - segment.address) == start
    else { throw LibraryDefect("it is damaged: a section is not where its segment is") }
  }
}

extension ELFImage {
  /// A part of the file that the loader maps.
  struct Segment {
    var kind: UInt32
    var flags: UInt32
    var offset, address, fileSize, memorySize, alignment: UInt64

    var isLoaded: Bool { kind == 1 }
    var isDynamic: Bool { kind == 2 }
    var isExecutable: Bool { flags & 1 != 0 }
    var isWritable: Bool { flags & 2 != 0 }
    var isReadable: Bool { flags & 4 != 0 }

    /// The first address after the segment; the reader has made sure that there is one.
    var end: UInt64 { address + memorySize }

    /// Whether `size` bytes from `start` on are inside, in memory.
    func contains(_ start: UInt64, _ size: UInt64) -> Bool {
      start >= address && start <= end && size <= end - start
    }
  }

  private func readSegments() throws(LibraryDefect) -> [Segment] {
    let offset = try reader.read(UInt64.self, at: 32)
    let count = UInt64(try reader.read(UInt16.self, at: 56))
    guard try reader.read(UInt16.self, at: 54) == 56, (1...128).contains(count) else {
      throw LibraryDefect("it is damaged: it has no table of segments")
    }
    try reader.require(offset, count * 56, "the table of segments")
    var segments: [Segment] = []
    for index in 0..<count {
      segments.append(try segment(at: offset + index * 56))
    }
    return segments
  }

  private func segment(at header: UInt64) throws(LibraryDefect) -> Segment {
    let segment = Segment(
      kind: try reader.read(UInt32.self, at: header),
      flags: try reader.read(UInt32.self, at: header + 4),
      offset: try reader.read(UInt64.self, at: header + 8),
      address: try reader.read(UInt64.self, at: header + 16),
      fileSize: try reader.read(UInt64.self, at: header + 32),
      memorySize: try reader.read(UInt64.self, at: header + 40),
      alignment: try reader.read(UInt64.self, at: header + 48))
    try reader.require(segment.offset, segment.fileSize, "a segment")
    guard segment.address < 1 << 40, segment.memorySize < 1 << 32,
      segment.fileSize <= segment.memorySize,
      segment.fileSize == segment.memorySize || segment.isWritable || !segment.isLoaded
    else { throw LibraryDefect("it is damaged: a segment has an impossible size") }
    return segment
  }

  /// Segments are mapped at ascending addresses, each congruent to its place in the file.
  private func checkOrder(of segments: [Segment]) throws(LibraryDefect) {
    guard let first = segments.first, first.address < 1 << 32 else {
      throw LibraryDefect("it is damaged: nothing in it is to be loaded")
    }
    var end: UInt64 = 0
    for segment in segments {
      guard segment.address >= end, segment.alignment.nonzeroBitCount == 1,
        segment.alignment >= 4096, segment.alignment <= 1 << 24,
        segment.address % segment.alignment == segment.offset % segment.alignment
      else { throw LibraryDefect("it is damaged: its segments overlap or are not aligned") }
      end = segment.end
    }
    guard end - first.address < 1 << 32 else {
      throw LibraryDefect("it is damaged: its segments are too far apart")
    }
  }

  /// What the loader reads or protects must be mapped: every segment is part of one to be loaded.
  private func checkPlaces(of segments: [Segment]) throws(LibraryDefect) {
    let loaded = segments.filter(\.isLoaded)
    guard loaded.allSatisfy(\.isReadable), loaded.contains(where: \.isExecutable) else {
      throw LibraryDefect("it is damaged: its segments cannot be read or run")
    }
    for segment in segments where segment.memorySize > 0 {
      guard loaded.contains(where: { $0.contains(segment.address, segment.memorySize) }) else {
        throw LibraryDefect("it is damaged: a segment is outside what is loaded")
      }
    }
  }
}
