import Foundation
import Testing

/// Mechanism libraries that cannot be used: each is refused with its path and the reason.
@Suite("Malformed mechanism libraries")
struct MalformedLibraryTests {
  /// The library that stands beside the executable.
  private static func installed(_ file: String) throws -> Data {
    let executable = URL(fileURLWithPath: try Skou.executable()).resolvingSymlinksInPath()
    let path = executable.deletingLastPathComponent().appendingPathComponent(file).path
    return try #require(FileManager.default.contents(atPath: path))
  }

  private func expectRefused(
    _ file: String, _ mentions: String..., in folder: TemporaryFolder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try Refusal(file, ["mechanisms", "--mechanisms", "plugins"], mentions: [file] + mentions)
      .check(in: folder, sourceLocation: sourceLocation)
  }

  @Test(
    "that are no libraries are refused",
    arguments: ["", "a text\n", "\u{7F}ELF", String(repeating: "\0", count: 1 << 16)])
  func noLibrary(_ contents: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(contents, to: "plugins/libSkouMechanism_Kir.so")
    try expectRefused("plugins/libSkouMechanism_Kir.so", in: folder)
  }

  @Test("that were cut off are refused", arguments: [1, 17, 64, 1000, 20_000])
  func truncated(_ byteCount: Int) throws {
    let folder = try TemporaryFolder()
    let whole = try Self.installed("libSkouMechanism_KvHH.so")
    try folder.write(whole.prefix(byteCount), to: "plugins/libSkouMechanism_KvHH.so")
    try expectRefused("plugins/libSkouMechanism_KvHH.so", in: folder)
    try folder.write(whole.dropLast(byteCount), to: "plugins/libSkouMechanism_KvHH.so")
    try expectRefused("plugins/libSkouMechanism_KvHH.so", in: folder)
  }

  #if os(Linux)
    @Test(
      "for another machine are refused",
      // Bytes of the ELF header: class (32 bits), byte order, machine, kind of file.
      arguments: [(4, 1), (5, 2), (18, 0xF3), (16, 2)] as [(Int, UInt8)])
    func otherMachine(_ place: Int, _ value: UInt8) throws {
      let folder = try TemporaryFolder()
      var bytes = try Self.installed("libSkouMechanism_KvHH.so")
      bytes[place] = value
      try folder.write(bytes, to: "plugins/libSkouMechanism_KvHH.so")
      try expectRefused("plugins/libSkouMechanism_KvHH.so", in: folder)
    }
  #endif

  @Test("under another name are refused")
  func renamed() throws {
    let folder = try TemporaryFolder()
    let library = try Self.installed("libSkouMechanism_KvHH.so")
    try folder.write(library, to: "plugins/libSkouMechanism_Other.so")
    try expectRefused("libSkouMechanism_Other.so", "skou_mechanism_library_Other", in: folder)
    try FileManager.default.moveItem(
      atPath: folder.file("plugins/libSkouMechanism_Other.so"),
      toPath: folder.file("plugins/libSkouMechanism_no name.so"))
    try expectRefused("libSkouMechanism_no name.so", "letters and digits", in: folder)
  }

  @Test("that claim a mechanism which is installed are refused, and so is that one")
  func duplicate() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.installed("libSkouMechanism_KvHH.so"), to: "plugins/libSkouMechanism_KvHH.so")
    try folder.write(Model.patch, to: "model.yaml")
    let outcome = try Skou.run(["run", ".", "-o", "out", "--mechanisms", "plugins"], in: folder)
    #expect(outcome.status == 2)
    let errors = outcome.messages.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 2, "each is told of the other: \(outcome.messages)")
    #expect(errors.allSatisfy { $0.contains("'kv_hh'") && $0.contains("claimed") })
    #expect(errors.contains { $0.contains("plugins/libSkouMechanism_KvHH.so") })
    #expect(!folder.contents().contains("out"))
  }

  @Test("that are folders, pipes or lead nowhere are refused")
  func noFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("plugins/libSkouMechanism_Kir.so")
    try folder.write("", to: "plugins/libSkouMechanism_Kir.so/x")
    try expectRefused("libSkouMechanism_Kir.so", in: folder)
    try FileManager.default.removeItem(atPath: path)
    try #require(mkfifo(path, 0o600) == 0)
    try expectRefused("libSkouMechanism_Kir.so", in: folder)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere.so")
    try expectRefused(".so", in: folder)
  }

  @Test("of another interface are refused, and nothing crashes", arguments: ForeignLibrary.all)
  func foreign(_ library: ForeignLibrary) throws {
    let folder = try TemporaryFolder()
    try library.compile(in: folder, to: "plugins/libSkouMechanism_Kir.so")
    try Refusal(
      library.name, ["mechanisms", "--mechanisms", "plugins"],
      mentions: ["plugins/libSkouMechanism_Kir.so"] + library.mentions
    ).check(in: folder)
  }
}

@Suite("Sound mechanism libraries in C")
struct SoundLibraryTests {
  /// Shows that the libraries above are refused for the one thing that is wrong with each.
  @Test("are taken")
  func taken() throws {
    let folder = try TemporaryFolder()
    try ForeignLibrary.sound.compile(in: folder, to: "plugins/libSkouMechanism_Kir.so")
    let outcome = try Skou.run(["mechanisms", "kir", "--mechanisms", "plugins"], in: folder)
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("kir: nothing"))
  }
}
