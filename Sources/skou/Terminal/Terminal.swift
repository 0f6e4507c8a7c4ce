import Foundation

/// The only place that writes to the terminal or ends the process.
enum Terminal {
  /// Writes a line of a command's result to standard output.
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// Writes a text to standard output as it is.
  static func write(_ text: String) { write(text, to: .standardOutput) }

  /// Writes a line of information to standard error.
  static func note(_ text: String) { write(text + "\n", to: .standardError) }

  /// Writes a line to standard error, marked as an error as all others are.
  static func error(_ text: String) {
    note("error: " + (text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text))
  }

  /// A reader that goes away (`skou mechanisms | head -1`) must not end a run that goes on.
  static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }

  /// Writes over the present line of standard error.
  static func overwrite(_ text: String) { write("\r\u{1B}[2K\(text)", to: .standardError) }

  /// Whether standard error is a terminal, where a line can be written over.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  static func exit(_ status: ExitStatus) -> Never { Foundation.exit(status.rawValue) }

  private static func write(_ text: String, to handle: FileHandle) {
    // A pipe that its reader has closed is no reason to fail.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
