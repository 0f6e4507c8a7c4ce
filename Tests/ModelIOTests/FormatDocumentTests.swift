import Foundation
import ModelIO
import Testing

@Suite("The examples of docs/model-format.md")
struct FormatDocumentTests {
  private static let document: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("docs/model-format.md").path
    return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }()

  /// The contents of the fences that are marked as YAML.
  private static let examples = document.components(separatedBy: "```yaml\n").dropFirst()
    .compactMap { $0.components(separatedBy: "\n```").first }

  @Test("there are examples of all parts")
  func count() {
    #expect(Self.examples.count >= 14)
    #expect(Self.examples.first?.hasPrefix("skou: 1\n") == true)
  }

  @Test("can be read in the place of the same keys of the first", arguments: examples)
  func read(_ example: String) throws {
    let base = try #require(Self.examples.first)
    let changes = example.hasPrefix("skou:") ? [] : Fragment(example).overrides
    let loader = ModelLoader(manifests: TestManifests.all)
    let file = TestModels.folder + "/model.yaml"
    _ = try loader.load(text: base, file: file, overrides: changes)
    // Without changes, the example would not have been tested.
    #expect(example.hasPrefix("skou:") || !changes.isEmpty)
  }
}

/// A part of a model: top-level keys, or keys of one cell, with what stands below them.
private struct Fragment {
  var overrides: [ModelOverride] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n").map(String.init)
    var path: [String] = []
    if lines.first == "cells:" {
      path = lines.prefix(2).map { $0.trimmingCharacters(in: [" ", ":"]) }
      lines.removeFirst(2)
    }
    let width = Self.indentation(lines.first ?? "")
    for line in lines {
      if Self.indentation(line) > width, let last = overrides.indices.last {
        overrides[last].value += "\n" + line
      } else {
        let parts = line.dropFirst(width).split(separator: ":", maxSplits: 1)
        let key = (path + parts.prefix(1).map(String.init)).joined(separator: ".")
        overrides.append(ModelOverride(path: key, value: parts.dropFirst().joined()))
      }
    }
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}
