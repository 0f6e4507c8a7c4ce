import Foundation

/// What a library file looks like from outside, before the system's loader maps it.
///
/// The loader trusts what it maps: a file that was cut off by an interrupted copy ends the process
/// with a bus error. So the file's own account of itself is compared with its size first, and
/// pointers that the loader will follow are checked to stay inside. Damage inside code or data
/// cannot be seen this way.
enum LibraryImage {
  private static let largestFile = 1 << 28

  /// Checks that a file is a complete shared library for this machine.
  static func check(fileAt path: String) throws(LibraryDefect) {
    let reader = ByteReader(bytes: try bytes(ofFileAt: path))
    let start = reader.bytes.prefix(4)
    switch Array(start) {
    case ELFImage.magic: try ELFImage(reader).check()
    case MachOImage.magic: try MachOImage(reader).check()
    case MachOImage.fatMagic: try MachOImage.checkFat(reader)
    default:
      throw LibraryDefect(
        reader.bytes.isEmpty ? "the file is empty" : "it is not a shared library",
        suggestion: LibraryDefect.buildAgain)
    }
  }

  /// A file's bytes, mapped: of a megabyte few pages are looked at.
  private static func bytes(ofFileAt path: String) throws(LibraryDefect) -> Data {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw LibraryDefect(
        "it is not a file, or it cannot be reached", suggestion: "put the library in its place")
    }
    guard let size = attributes?[.size] as? Int, size <= largestFile else {
      throw LibraryDefect("it is too large to be a mechanism library")
    }
    let file = URL(fileURLWithPath: path)
    guard let data = try? Data(contentsOf: file, options: .alwaysMapped) else {
      throw LibraryDefect("it cannot be read", suggestion: "check its permissions")
    }
    return data
  }
}

/// The machine this program was built for.
enum Machine {
  #if arch(x86_64)
    static let name = "x86-64"
    static let elfCode: UInt16 = 62
    static let relativeRelocation: UInt64 = 8
    static let machOCode: UInt32 = 0x0100_0007
  #elseif arch(arm64)
    static let name = "aarch64"
    static let elfCode: UInt16 = 183
    static let relativeRelocation: UInt64 = 1027
    static let machOCode: UInt32 = 0x0100_000C
  #else
    static let name = "this machine"
    static let elfCode: UInt16 = 0
    static let relativeRelocation: UInt64 = 0
    static let machOCode: UInt32 = 0
  #endif

  static func mismatch(_ found: String) -> LibraryDefect {
    LibraryDefect("it is for another machine (\(found)); this program is for \(name)")
  }
}
