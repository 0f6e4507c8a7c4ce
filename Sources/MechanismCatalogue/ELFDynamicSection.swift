/// What the loader of Linux follows when it links a library: tables of symbols and relocations.
///
/// Tags and layouts: System V Application Binary Interface, chapter 5; `DT_GNU_HASH` and the
/// version tables: Linux Standard Base 5, core specification, chapter 10.
struct ELFDynamicSection {
  private enum Tag {
    static let needed: UInt64 = 1, soname: UInt64 = 14, runpath: UInt64 = 29, rpath: UInt64 = 15
    static let strings: UInt64 = 5, stringsSize: UInt64 = 10, symbols: UInt64 = 6
    static let relocations: UInt64 = 7, relocationsSize: UInt64 = 8
    static let jumps: UInt64 = 23, jumpsSize: UInt64 = 2
    static let initializers: UInt64 = 25, initializersSize: UInt64 = 27
    static let finalizers: UInt64 = 26, finalizersSize: UInt64 = 28
    static let initialize: UInt64 = 12, finalize: UInt64 = 13, hash: UInt64 = 4
    static let globalOffsets: UInt64 = 3, gnuHash: UInt64 = 0x6FFF_FEF5
    static let versions: UInt64 = 0x6FFF_FFF0
    static let versionsNeeded: UInt64 = 0x6FFF_FFFE, versionsDefined: UInt64 = 0x6FFF_FFFC
    /// Those whose value is an address without a size of its own.
    static let addresses = [
      symbols, hash, gnuHash, versions, versionsNeeded, versionsDefined, globalOffsets,
    ]
    /// Those whose value is an address, with the tag of its size.
    static let ranges = [
      (strings, stringsSize), (relocations, relocationsSize), (jumps, jumpsSize),
      (initializers, initializersSize), (finalizers, finalizersSize),
    ]
    /// Those whose value is an offset into the strings.
    static let names = [needed, soname, runpath, rpath]
    /// Sizes of records and the kind of relocations, on which the loader insists.
    static let fixed: [(tag: UInt64, value: UInt64)] = [(9, 24), (11, 24), (20, 7)]
    /// Relocations without addends, which 64-bit machines do not use.
    static let foreign: [UInt64] = [17, 18, 19]
  }

  private let reader: ByteReader
  private let segments: [ELFImage.Segment]

  init(_ reader: ByteReader, _ segments: [ELFImage.Segment]) {
    self.reader = reader
    self.segments = segments
  }

  /// Throws unless every table that the loader follows lies inside what it has mapped.
  func check() throws(LibraryDefect) {
    let entries = try entries()
    func value(_ tag: UInt64) -> UInt64? { entries.first { $0.tag == tag }?.value }
    guard let strings = value(Tag.strings), let size = value(Tag.stringsSize),
      let symbols = value(Tag.symbols)
    else { throw damaged("it has no symbols") }
    try checkAddresses(entries)
    for (tag, sizeTag) in Tag.ranges {
      guard let start = value(tag) else { continue }
      guard isMapped(start, value(sizeTag) ?? 0) else { throw damaged("a table is outside it") }
    }
    for entry in entries where Tag.names.contains(entry.tag) && entry.value >= size {
      throw damaged("a name is outside its strings")
    }
    guard try byte(at: strings, size, size &- 1) == 0 else { throw damaged("a name has no end") }
    if let hash = value(Tag.gnuHash) { try checkHash(hash) }
    try checkRelocations(value(Tag.relocations), value(Tag.relocationsSize), symbols, size)
    try checkRelocations(value(Tag.jumps), value(Tag.jumpsSize), symbols, size)
  }

  private func checkAddresses(
    _ entries: [(tag: UInt64, value: UInt64)]
  ) throws(LibraryDefect) {
    for entry in entries {
      if Tag.addresses.contains(entry.tag), !isMapped(entry.value, 8) {
        throw damaged("a table is outside it")
      }
      if [Tag.initialize, Tag.finalize].contains(entry.tag), !isCode(entry.value) {
        throw damaged("a function is outside its code")
      }
      let isOdd = Tag.fixed.contains { $0.tag == entry.tag && $0.value != entry.value }
      if isOdd || Tag.foreign.contains(entry.tag) {
        throw damaged("its records are of a size or kind that is not used here")
      }
    }
  }

  /// Throws unless the table by which symbols are found has a size that makes sense.
  private func checkHash(_ address: UInt64) throws(LibraryDefect) {
    let start = try fileOffset(of: address, 16)
    let buckets = UInt64(try reader.read(UInt32.self, at: start))
    let words = UInt64(try reader.read(UInt32.self, at: start + 8))
    guard buckets > 0, words.nonzeroBitCount == 1,
      isMapped(address, 16 + 8 * words + 4 * buckets)
    else { throw damaged("its table of symbols makes no sense") }
  }

  /// Throws unless relocations change writable memory, and name symbols whose names exist.
  private func checkRelocations(
    _ address: UInt64?, _ size: UInt64?, _ symbols: UInt64, _ stringsSize: UInt64
  ) throws(LibraryDefect) {
    guard let address, let size else { return }
    let start = try fileOffset(of: address, size)
    for entry in stride(from: start, to: start + size / 24 * 24, by: 24) {
      let target = try reader.read(UInt64.self, at: entry)
      guard segments.contains(where: { $0.isWritable && $0.contains(target, 8) }) else {
        throw damaged("a relocation is outside its data")
      }
      let symbol = try reader.read(UInt64.self, at: entry + 8) >> 32
      let record = try fileOffset(of: symbols + symbol * 24, 24)
      guard UInt64(try reader.read(UInt32.self, at: record)) < stringsSize else {
        throw damaged("a symbol has no name")
      }
    }
  }

  private func entries() throws(LibraryDefect) -> [(tag: UInt64, value: UInt64)] {
    let sections = segments.filter { $0.isDynamic }
    guard sections.count == 1, let section = sections.first,
      try fileOffset(of: section.address, section.fileSize) == section.offset
    else { throw damaged("it has no dynamic section") }
    var entries: [(tag: UInt64, value: UInt64)] = []
    for offset in stride(from: section.offset, to: section.offset + section.fileSize, by: 16) {
      let tag = try reader.read(UInt64.self, at: offset)
      if tag == 0 { return entries }
      entries.append((tag, try reader.read(UInt64.self, at: offset + 8)))
    }
    throw damaged("its dynamic section has no end")
  }

  private func isCode(_ address: UInt64) -> Bool {
    segments.contains { $0.isLoaded && $0.isExecutable && $0.contains(address, 1) }
  }

  private func isMapped(_ start: UInt64, _ size: UInt64) -> Bool {
    segments.contains { $0.isLoaded && $0.contains(start, size) }
  }

  private func byte(
    at start: UInt64, _ size: UInt64, _ index: UInt64
  ) throws(LibraryDefect) -> UInt8 {
    guard index < size else { throw damaged("a table is empty") }
    return try reader.read(UInt8.self, at: try fileOffset(of: start, size) + index)
  }

  /// Where in the file the bytes are that are mapped to an address.
  private func fileOffset(of address: UInt64, _ size: UInt64) throws(LibraryDefect) -> UInt64 {
    let segment = segments.first { $0.isLoaded && $0.contains(address, size) }
    guard let segment, address - segment.address + size <= segment.fileSize else {
      throw damaged("a table is outside it")
    }
    return segment.offset + (address - segment.address)
  }

  private func damaged(_ how: String) -> LibraryDefect {
    LibraryDefect("it is damaged: \(how)", suggestion: "build the mechanism again")
  }
}
