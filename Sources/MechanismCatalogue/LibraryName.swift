/// How library files and their entry points are called.
public enum LibraryName {
  static let prefix = "libSkouMechanism_"

  /// The suffix of libraries on this platform, such as `.so`.
  public static var suffix: String {
    #if canImport(Darwin)
      ".dylib"
    #else
      ".so"
    #endif
  }

  /// The file name of the library `name`, such as `libSkouMechanism_NavHH.so`.
  public static func file(_ name: String) -> String { prefix + name + suffix }

  /// The function that the library `name` exports.
  static func entryPoint(_ name: String) -> String { "skou_mechanism_library_\(name)" }

  /// Whether a file looks like a mechanism library, for this platform or another.
  static func isMeantAsLibrary(_ file: String) -> Bool {
    file.hasPrefix(prefix)
      && [".so", ".dylib", ".dll"].contains { file.hasSuffix($0) }
  }

  /// The name in a file name, such as `NavHH`.
  static func name(ofFile file: String) throws(LibraryDefect) -> String {
    guard file.hasPrefix(prefix), file.hasSuffix(suffix) else {
      throw LibraryDefect(
        "libraries on this platform are called \(prefix)NAME\(suffix)",
        suggestion: "use the library that was built for this platform")
    }
    let name = String(file.dropFirst(prefix.count).dropLast(suffix.count))
    guard isTypeName(name) else {
      throw LibraryDefect(
        "'\(name)' is not a name: letters and digits, the first a letter",
        suggestion: "rename the file to what it was built as, such as \(Self.file("NavHH"))")
    }
    return name
  }

  /// Whether `name` consists of ASCII letters and digits, the first of which is a letter.
  public static func isTypeName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
    return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  /// Whether `name` can be a name in model files: lower-case words joined by underscores.
  static func isModelName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
    return isLowercase(first)
      && name.utf8.allSatisfy { isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isLowercase(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    isLowercase(byte) || (65...90).contains(byte)
  }
}
