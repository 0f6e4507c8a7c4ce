/// Where something was said: a line of a model file, or an option of the command line.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
  /// The file's path as the user gave it, or the option, such as `--set simulation.dt=0.01 ms`.
  public var file: String
  /// The line, from 1; 0 where `file` is an option or the file as a whole is meant.
  public var line: Int
  /// The column in Unicode scalars, from 1; 0 where there is no line.
  public var column: Int

  /// Makes a location; without a line it means the file as a whole, or an option.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, or the file alone where there is no line.
  public var description: String {
    guard line > 0 else { return file }
    return column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
  }
}
