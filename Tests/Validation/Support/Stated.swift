import Foundation
import Testing

/// Expects a number to be what a statement or a reference says.
///
/// With the environment variable `SKOU_MEASURED`, appends a line to the file that it names: what was
/// stated, within what, and what was found. docs/validation.md is written from it.
func expectStated(
  _ statement: String, _ value: Double, is expected: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    abs(value - expected) <= tolerance,
    "\(statement): \(value) is not \(expected) within \(tolerance)", sourceLocation: sourceLocation)
  guard let path = ProcessInfo.processInfo.environment["SKOU_MEASURED"] else { return }
  let line = "\(statement)\t\(expected)\t\(tolerance)\t\(value)\t\(abs(value - expected))\n"
  guard let file = fopen(path, "a") else { return }
  fputs(line, file)
  fclose(file)
}
