/// Checks names that become parts of paths, on the disk or inside of a file.
enum NameCheck {
  /// Throws unless the name can be that of a group in an HDF5 file.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - what: what it names, for the message.
  /// - Throws: `ResultsIOError` of code `badName`.
  static func group(_ name: String, _ what: String) throws {
    guard isPlain(name) else {
      throw ResultsIOError(
        .badName, "'\(name)' cannot name \(what)",
        suggestion: "use letters, digits, '_' and '-'")
    }
  }

  /// Whether the name is not empty, is no path, and holds nothing unprintable.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 200
      && !name.unicodeScalars.contains { $0 == "/" || $0.value < 32 || $0.value == 127 }
  }
}
