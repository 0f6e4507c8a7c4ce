import Foundation

/// The only place that writes to the terminal or ends the process.
enum Terminal {
  /// Writes a line of a command's result to standard output.
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// Writes a line of information to standard error.
  static func note(_ text: String) { write(text + "\n", to: .standardError) }

  /// Writes a line to standard error, marked as an error where the text does not say so itself.
  static func error(_ text: String) {
    let isMarked = text.contains("error: ") || text.hasPrefix("Error: ")
    note(isMarked ? text : "error: \(text)")
  }

  /// Writes over the present line of standard error.
  static func overwrite(_ text: String) { write("\r\u{1B}[2K\(text)", to: .standardError) }

  /// Whether standard error is a terminal, where a line can be written over.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  static func exit(_ status: ExitStatus) -> Never { Foundation.exit(status.rawValue) }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away (a closed pipe) is no reason to fail.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
