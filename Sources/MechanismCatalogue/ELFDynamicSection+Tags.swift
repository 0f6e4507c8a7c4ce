extension ELFDynamicSection {
  /// What an entry of the dynamic section is about.
  enum Tag {
    static let needed: UInt64 = 1, soname: UInt64 = 14, runpath: UInt64 = 29, rpath: UInt64 = 15
    static let strings: UInt64 = 5, stringsSize: UInt64 = 10, symbols: UInt64 = 6
    static let relocations: UInt64 = 7, relocationsSize: UInt64 = 8
    static let jumps: UInt64 = 23, jumpsSize: UInt64 = 2
    static let initializers: UInt64 = 25, initializersSize: UInt64 = 27
    static let finalizers: UInt64 = 26, finalizersSize: UInt64 = 28
    static let initialize: UInt64 = 12, finalize: UInt64 = 13, hash: UInt64 = 4
    static let globalOffsets: UInt64 = 3, gnuHash: UInt64 = 0x6FFF_FEF5
    static let relativeCount: UInt64 = 0x6FFF_FFF9, versions: UInt64 = 0x6FFF_FFF0
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
    /// Those that make no sense without another: kinds and sizes of records, and their numbers.
    static let companions: [(tag: UInt64, other: UInt64)] = [
      (jumps, 20), (jumps, globalOffsets), (relocations, 9), (symbols, 11),
      (versionsNeeded, 0x6FFF_FFFF), (versionsDefined, 0x6FFF_FFFD),
    ]
    /// Sizes of records and the kind of relocations, on which the loader insists.
    static let fixed: [(tag: UInt64, value: UInt64)] = [(9, 24), (11, 24), (20, 7)]
    /// Relocations without addends, which 64-bit machines do not use.
    static let foreign: [UInt64] = [17, 18, 19]
    /// Those of all systems, and those that systems and processors may add.
    static let known: [ClosedRange<UInt64>] = [0...38, 0x6000_0000...0x7FFF_FFFF]
  }
}
