/// What the loader of Linux follows when it links a library: tables of symbols and relocations.
///
/// Tags and layouts: System V Application Binary Interface, chapter 5; `DT_GNU_HASH` and the
/// version tables: Linux Standard Base 5, core specification, chapter 10.
struct ELFDynamicSection {
  let reader: ByteReader
  let segments: [ELFImage.Segment]

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
    for (tag, other) in Tag.companions where value(tag) != nil && value(other) == nil {
      throw damaged("an entry is missing")
    }
    for (tag, sizeTag) in Tag.ranges {
      guard (value(tag) == nil) == (value(sizeTag) == nil) else {
        throw damaged("a table has no size")
      }
      guard isMapped(value(tag) ?? strings, value(sizeTag) ?? 0) else {
        throw damaged("a table is outside it")
      }
    }
    for entry in entries where Tag.names.contains(entry.tag) && entry.value >= size {
      throw damaged("a name is outside its strings")
    }
    guard try byte(at: strings, size, size &- 1) == 0 else { throw damaged("a name has no end") }
    if let hash = value(Tag.gnuHash) { try checkHash(hash) }
    let names = SymbolNames(records: symbols, size: size)
    try checkRelocations(
      value(Tag.relocations), value(Tag.relocationsSize), names,
      relativeCount: value(Tag.relativeCount) ?? 0)
    try checkRelocations(value(Tag.jumps), value(Tag.jumpsSize), names, relativeCount: 0)
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
      let isKnown = Tag.known.contains { $0.contains(entry.tag) }
      if isOdd || !isKnown || Tag.foreign.contains(entry.tag) {
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

  func isCode(_ address: UInt64) -> Bool {
    segments.contains { $0.isLoaded && $0.isExecutable && $0.contains(address, 1) }
  }

  func isMapped(_ start: UInt64, _ size: UInt64) -> Bool {
    segments.contains { $0.isLoaded && $0.contains(start, size) }
  }

  private func byte(
    at start: UInt64, _ size: UInt64, _ index: UInt64
  ) throws(LibraryDefect) -> UInt8 {
    guard index < size else { throw damaged("a table is empty") }
    return try reader.read(UInt8.self, at: try fileOffset(of: start, size) + index)
  }

  /// Where in the file the bytes are that are mapped to an address.
  func fileOffset(of address: UInt64, _ size: UInt64) throws(LibraryDefect) -> UInt64 {
    let segment = segments.first { $0.isLoaded && $0.contains(address, size) }
    guard let segment, address - segment.address + size <= segment.fileSize else {
      throw damaged("a table is outside it")
    }
    return segment.offset + (address - segment.address)
  }

  func damaged(_ how: String) -> LibraryDefect {
    LibraryDefect("it is damaged: \(how)", suggestion: "build the mechanism again")
  }
}
