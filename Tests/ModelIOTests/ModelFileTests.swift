import Foundation
import ModelIO
import Testing

@Suite("Files of a model")
struct ModelFileTests {
  private let loader = ModelLoader(manifests: TestManifests.all)

  /// Runs a test in a folder of its own, which is removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("skou-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("a folder is read by its model.yaml, and gives the title")
  func folder() throws {
    try withFolder { folder in
      let text = TestModels.patch.split(separator: "\n").filter { !$0.hasPrefix("title") }
      try text.joined(separator: "\n")
        .write(toFile: folder + "/model.yaml", atomically: true, encoding: .utf8)
      let model = try loader.load(path: folder)
      #expect(model.path == folder + "/model.yaml")
      #expect(model.description.title == (folder as NSString).lastPathComponent)
      #expect(
        try loader.load(path: folder + "/model.yaml").description.title == model.description.title)
    }
  }

  @Test("a folder without a model is refused")
  func emptyFolder() throws {
    try withFolder { folder in
      let error = try #require(throws: ModelIOError.self) { try loader.load(path: folder) }
      #expect("\(error)".contains("has no model.yaml"))
    }
  }

  @Test("a missing file is refused, with a name that is near")
  func missing() throws {
    try withFolder { folder in
      try "".write(toFile: folder + "/model.yaml", atomically: true, encoding: .utf8)
      let error = try #require(throws: ModelIOError.self) {
        try loader.load(path: folder + "/modle.yaml")
      }
      #expect(error.code == .unreadableFile)
      #expect(error.suggestion == "did you mean 'model.yaml'?")
    }
  }

  @Test(
    "a file that is no text is refused",
    arguments: [
      [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x00], [0xFF, 0xFE, 0x73, 0x00], [0x61, 0xC3, 0x28],
      [0x61, 0x3A, 0x20, 0x01],
    ] as [[UInt8]])
  func binary(_ bytes: [UInt8]) throws {
    try withFolder { folder in
      let file = folder + "/model.yaml"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      let error = try #require(throws: ModelIOError.self) { try loader.load(path: file) }
      #expect(error.code == .notText)
      #expect(error.location.file == file)
    }
  }

  @Test("an empty file is refused", arguments: ["", "\n\n", "---\n", "null\n", "\u{FEFF}"])
  func empty(_ text: String) throws {
    let error = try #require(throws: ModelIOError.self) {
      try loader.load(text: text, file: "model.yaml")
    }
    #expect("\(error)".contains("the file holds no model"))
  }

  @Test("a device is refused")
  func device() throws {
    let error = try #require(throws: ModelIOError.self) { try loader.load(path: "/dev/zero") }
    #expect("\(error)".contains("not a regular file"))
  }
}
