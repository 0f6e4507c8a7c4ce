import Foundation
import Synchronization

/// The results of a sweep as they come in, and the files that hold what is known of them.
///
/// The files are written anew as the sweep goes on: whatever ends the program, they tell what was
/// done.
final class SweepRecord: Sendable {
  private struct State {
    var results: [SweepResult]
    var written = ContinuousClock.now
  }

  private let plan: SweepPlan
  private let paths: [String]
  private let state: Mutex<State>

  /// Writes a table in which nothing is run yet.
  ///
  /// - Parameters:
  ///   - plan: what will run.
  ///   - paths: the files with comma-separated values to write.
  /// - Throws: an error where one cannot be written.
  init(_ plan: SweepPlan, paths: [String]) throws {
    self.plan = plan
    self.paths = paths
    state = Mutex(State(results: plan.combinations.map { _ in SweepResult() }))
    try write()
  }

  /// What is known now.
  var results: [SweepResult] { state.withLock { $0.results } }

  /// Takes the result of a run.
  func set(_ index: Int, _ result: SweepResult) {
    state.withLock { state in
      state.results[index] = result
      guard state.written.duration(to: .now) > .milliseconds(500) else { return }
      // If this fails, the last write tells.
      try? write(state.results)
      state.written = .now
    }
  }

  /// Writes the files as they are to stay.
  func write() throws { try write(results) }

  private func write(_ results: [SweepResult]) throws {
    guard !paths.isEmpty else { return }
    let text = SweepTable(plan, results).csv
    for path in paths { try text.write(toFile: path, atomically: true, encoding: .utf8) }
  }

  /// Throws where no file can be written, before anything else is.
  static func requireWritable(_ path: String) throws {
    let files = FileManager.default
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    let isTaken = unsafe files.fileExists(atPath: path, isDirectory: &isFolder)
    guard files.isWritableFile(atPath: folder), !(isTaken && isFolder.boolValue) else {
      throw UserError.wrongInput(
        "no table can be written to '\(path)'",
        advice: "name a file, in a folder that exists and that you may write to")
    }
  }
}
