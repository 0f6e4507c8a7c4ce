import Foundation
import ModelIO
import Testing

/// Every file in `Malformed/` holds one mistake; its first line says where and what is reported.
@Suite("Malformed models")
struct MalformedModelTests {
  static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Malformed"

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test("there are at least sixty of them")
  func count() {
    #expect(Self.files.count >= 60)
  }

  @Test("are refused with file, line and a helpful phrase", arguments: files)
  func refused(_ file: String) throws {
    let path = "\(Self.folder)/\(file)"
    let expected = try Expected(header: String(contentsOfFile: path, encoding: .utf8))
    let error = try #require(throws: ModelIOError.self) {
      _ = try ModelLoader(manifests: TestManifests.all).load(path: path)
    }
    let message = "\(error)"
    #expect(message.contains(expected.phrase))
    #expect(error.location.file == expected.file ?? path)
    #expect(error.location.line == expected.line)
    #expect(!error.suggestion.isEmpty)
    #expect(message.split(whereSeparator: \.isNewline).count == 1)
  }
}

/// What a file's first line says of its mistake: `# line 4: PHRASE` or `# FILE line 4: PHRASE`.
private struct Expected {
  var file: String?
  var line: Int
  var phrase: String

  init(header text: String) throws {
    let header = try #require(text.split(whereSeparator: \.isNewline).first).dropFirst(2)
    let place = header.prefix { $0 != ":" }
    let words = place.split(separator: " ")
    file = words.count == 3 ? String(words[0]) : nil
    line = try #require(words.last.flatMap { Int($0) })
    phrase = String(header.dropFirst(place.count + 2))
  }
}
