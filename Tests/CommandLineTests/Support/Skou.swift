import Foundation
import Testing

/// Runs the executable as a user does.
enum Skou {
  /// What a command left behind.
  struct Outcome {
    /// The exit status, or the number of the signal that ended it.
    var status: Int32
    /// Whether a signal ended it: a trap, or what the test sent.
    var isKilled: Bool
    /// Standard output.
    var output: String
    /// Standard error.
    var messages: String
  }

  /// The executable was not built.
  struct Missing: Error, CustomStringConvertible {
    var path: String
    var description: String {
      "there is no executable \(path): run 'make build' first, or set SKOU_EXECUTABLE"
    }
  }

  /// A command that took longer than any command of these tests may.
  struct Hanging: Error, CustomStringConvertible {
    var command: [String]
    var description: String { "skou \(command.joined(separator: " ")) does not end" }
  }

  /// The path of the executable: `SKOU_EXECUTABLE`, or `bin/skou` of this package.
  static func executable() throws -> String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["SKOU_EXECUTABLE"]
      ?? package.appendingPathComponent("bin/skou").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
    return path
  }

  /// Runs a command in a folder and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: the words after `skou`.
  ///   - folder: where it runs.
  ///   - environment: variables besides those of the test.
  ///   - limit: seconds after which it is taken to hang; no command here needs a tenth of it.
  /// - Returns: how it ended, and what it said.
  /// - Throws: `Missing` or `Hanging`.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    limit: Double = 120
  ) throws -> Outcome {
    let command = try RunningSkou(arguments, in: folder, environment: environment)
    return try command.wait(limit: limit)
  }
}

/// A command that has been started.
final class RunningSkou {
  let process = Process()
  private let arguments: [String]
  // Outside of the folder in which it runs, whose contents tests compare; files, since a pipe that
  // nobody reads would stop a command that says much.
  private let streams: TemporaryFolder

  /// Starts a command, by a `launcher` if there is one; `standardOutput` and `standardError` replace the files for the streams.
  init(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    launcher: [String] = [], executable: String? = nil, standardOutput: FileHandle? = nil,
    standardError: FileHandle? = nil
  ) throws {
    self.arguments = arguments
    streams = try TemporaryFolder()
    let command = launcher + [try executable ?? Skou.executable()] + arguments
    // Looks the launcher up in the PATH.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    try process.standardOutput = standardOutput ?? stream("output")
    try process.standardError = standardError ?? stream("messages")
    try process.run()
  }

  private func stream(_ name: String) throws -> FileHandle {
    try streams.write("", to: name)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: streams.file(name)))
  }

  private func text(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: streams.file(name)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// Waits until something holds; whether it did before the command ended or the time was up.
  func waitUntil(limit: Double = 60, _ condition: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: limit)
    while Date() < end, process.isRunning {
      if condition() { return true }
      usleep(5_000)
    }
    return condition()
  }

  /// Waits for the end; what still runs when the time is up is ended and counts as hanging.
  func wait(limit: Double = 120) throws -> Skou.Outcome {
    guard waitUntil(limit: limit, { !self.process.isRunning }) else {
      kill(process.processIdentifier, SIGKILL)
      throw Skou.Hanging(command: arguments)
    }
    process.waitUntilExit()
    return Skou.Outcome(
      status: process.terminationStatus,
      isKilled: process.terminationReason == .uncaughtSignal, output: text("output"),
      messages: text("messages"))
  }
}
