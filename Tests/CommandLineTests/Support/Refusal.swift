import Foundation
import Testing

/// An input that must be refused: files, a command, and what the message must say.
struct Refusal: Sendable, CustomTestStringConvertible {
  var name: String
  var files: [String: Data] = [:]
  var arguments: [String]
  /// All of these stand in the message: the place, what is wrong, what to write instead.
  var mentions: [String]
  var testDescription: String { name }

  init(
    _ name: String, files: [String: String] = [:], _ arguments: [String], mentions: [String]
  ) {
    self.name = name
    self.files = files.mapValues { Data($0.utf8) }
    self.arguments = arguments
    self.mentions = mentions
  }

  /// Runs the command and checks that it is refused as it should be.
  func check(
    in folder: TemporaryFolder? = nil, environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    for (name, contents) in files { try folder.write(contents, to: name) }
    let before = folder.contents()
    let outcome = try Skou.run(arguments, in: folder, environment: environment)
    outcome.expectRefused(mentions: mentions, sourceLocation: sourceLocation)
    #expect(
      folder.contents() == before, "something was left half-written",
      sourceLocation: sourceLocation)
  }
}

extension Skou.Outcome {
  /// Checks for exit status 2 and one helpful message, on standard error.
  func expectRefused(mentions: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!isKilled, "a trap: \(messages)", sourceLocation: sourceLocation)
    #expect(status == 2, "\(messages)", sourceLocation: sourceLocation)
    expectOneError(mentions: mentions, sourceLocation: sourceLocation)
    #expect(output.isEmpty, sourceLocation: sourceLocation)
  }

  /// Checks that standard error ends with one error and what to do about it.
  func expectOneError(mentions: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = messages.split(whereSeparator: \.isNewline)
    let errors = lines.filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 1, "\(messages)", sourceLocation: sourceLocation)
    // What follows the error is advice, indented, or the usage of a command.
    #expect(
      lines.last?.hasPrefix("error: ") == false, "\(messages)", sourceLocation: sourceLocation)
    for mention in mentions {
      #expect(
        messages.contains(mention), "'\(mention)' is not in: \(messages)",
        sourceLocation: sourceLocation)
    }
    // One that quotes a file at length helps nobody.
    #expect(messages.utf8.count < 2000, sourceLocation: sourceLocation)
  }
}
