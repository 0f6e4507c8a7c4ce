import Foundation
import ResultsIO

/// The folder of a sweep: `sweep.csv`, and for each run a folder with its results.
struct SweepFolder: Sendable {
  private let path: String
  private let width: Int

  /// Creates the folder, or takes the place of an earlier sweep.
  ///
  /// - Throws: a `UserError` where there is something else.
  init(creating path: String, runCount: Int) throws {
    self.path = path
    width = String(runCount).count
    guard FileManager.default.fileExists(atPath: path) else {
      _ = try wrongInput(advice: Self.advice) { try ResultsFolder(creating: path) }
      return
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if names.contains("sweep.csv") {
      try wrongInput(advice: Self.advice) { try removeRuns(names) }
    } else {
      // A new or empty folder, or an error that says what is wrong.
      _ = try wrongInput(advice: Self.advice) {
        try ResultsFolder(creating: path, overwriting: .nothing)
      }
    }
  }

  private static let advice = "choose another place with -o"

  /// The path of the table.
  var tablePath: String { "\(path)/sweep.csv" }

  /// The path of the results of a run, counted from 0: `run-07` of ten or more.
  func path(ofRun index: Int) -> String {
    let number = "\(index + 1)"
    return "\(path)/run-" + String(repeating: "0", count: max(width - number.count, 0)) + number
  }

  /// Removes the results of an earlier sweep, and nothing else.
  private func removeRuns(_ names: [String]) throws {
    for name in names where name.wholeMatch(of: /run-[0-9]+/) != nil {
      let run = "\(path)/\(name)"
      guard (try? ResultsFolder(reading: run)) != nil else { continue }
      _ = try ResultsFolder(creating: run)
      // What somebody else put there stays.
      if try FileManager.default.contentsOfDirectory(atPath: run).isEmpty {
        try FileManager.default.removeItem(atPath: run)
      }
    }
  }
}
