#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Morphology {
  /// Reads a shape from an SWC file.
  ///
  /// The soma is understood by the rules of neuromorpho.org (`MorphologyReport.SomaRule`); what is
  /// repaired or looks wrong is in `report`.
  ///
  /// - Parameter path: the file.
  /// - Returns: branches numbered by their smallest sample id, the soma or root first.
  /// - Throws: `MorphologyError` with file and line.
  public static func swc(path: String) throws(MorphologyError) -> Morphology {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw MorphologyError(
        .unreadableFile, "cannot read the morphology '\(path)'",
        suggestion: "check that the file exists and may be read")
    }
    return try swc(bytes: bytes, file: path)
  }

  /// Reads a shape from the bytes of an SWC file.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8 or any encoding that extends ASCII.
  ///   - file: what to call the file in messages.
  /// - Returns: branches numbered by their smallest sample id, the soma or root first.
  /// - Throws: `MorphologyError` with file and line.
  public static func swc(bytes: [UInt8], file: String) throws(MorphologyError) -> Morphology {
    var report = MorphologyReport()
    let samples = try SWCParser(bytes: bytes, file: file).parse(report: &report)
    let tree = try SWCTree(samples, file: file, report: &report)
    var assembly = SWCAssembly(tree: tree, report: report)
    return try assembly.build()
  }
  /// Reads a shape from the text of an SWC file.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - file: what to call the file in messages.
  /// - Returns: branches numbered by their smallest sample id, the soma or root first.
  /// - Throws: `MorphologyError` with file and line.
  public static func swc(text: String, file: String) throws(MorphologyError) -> Morphology {
    try swc(bytes: Array(text.utf8), file: file)
  }
}
