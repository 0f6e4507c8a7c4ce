extension ELFDynamicSection {
  /// Where the records of symbols are, and how long the text of all their names is.
  struct SymbolNames {
    var records, size: UInt64
  }

  /// Throws unless relocations change writable memory, and name symbols whose names exist.
  ///
  /// The first `relativeCount` of them must be of the kind that only adds the library's address:
  /// the loader ends the process where they are not.
  func checkRelocations(
    _ address: UInt64?, _ size: UInt64?, _ names: SymbolNames, relativeCount: UInt64
  ) throws(LibraryDefect) {
    guard let address, let size else { return }
    let start = try fileOffset(of: address, size)
    guard size % 24 == 0, relativeCount <= size / 24 else {
      throw damaged("a table of relocations has an odd size")
    }
    for index in 0..<size / 24 {
      let entry = start + index * 24
      let target = try reader.read(UInt64.self, at: entry)
      guard segments.contains(where: { $0.isWritable && $0.contains(target, 8) }) else {
        throw damaged("a relocation is outside its data")
      }
      let information = try reader.read(UInt64.self, at: entry + 8)
      let isRelative = information == Machine.relativeRelocation
      guard isRelative || index >= relativeCount else {
        throw damaged("a relocation is of another kind than its neighbours")
      }
      try checkSymbol(information >> 32, names)
    }
  }

  private func checkSymbol(_ index: UInt64, _ names: SymbolNames) throws(LibraryDefect) {
    let record = try fileOffset(of: names.records + index * 24, 24)
    guard UInt64(try reader.read(UInt32.self, at: record)) < names.size else {
      throw damaged("a symbol has no name")
    }
  }
}
