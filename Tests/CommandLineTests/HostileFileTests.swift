import Foundation
import Testing

/// Files that nobody writes by mistake.
@Suite("Hostile files")
struct HostileFileTests {
  private static func model(_ name: String, _ text: String, _ mentions: String...) -> Refusal {
    Refusal(
      name, files: ["model.yaml": text], ["run", ".", "-o", "out"],
      mentions: ["model.yaml"] + mentions)
  }

  private static let aliases =
    "skou: 1\na0: &a0 [x, x, x, x, x, x, x, x]\n"
    + (1...30).map { number in
      let inner = [String](repeating: "*a\(number - 1)", count: 8).joined(separator: ", ")
      return "a\(number): &a\(number) [\(inner)]\n"
    }.joined()

  static let texts = [
    model("empty", "", "no model"),
    model("only comments", "# nothing\n\n# at all\n", "no model"),
    model(
      "a megabyte of brackets", "skou: 1\nx: " + String(repeating: "[", count: 1 << 20), "nested"),
    model(
      "a megabyte of maps", "skou: 1\nx: " + String(repeating: "{a: ", count: 1 << 18), "nested"),
    model("a bomb of aliases", aliases, "aliases"),
    model("an alias of itself", "skou: 1\na: &a [*a]\n", "a"),
    model(
      "a line of three megabytes", "skou: " + String(repeating: "1", count: 3 << 20), "version"),
    model("a key of a megabyte", String(repeating: "k", count: 1 << 20) + ": 1\n"),
    model("a NUL", Model.patch.replacingOccurrences(of: "axons", with: "ax\0ns"), "UTF-8"),
    model("escape sequences", "skou: 1\n\"\\e[31mred\": 1\n", "red"),
    model("two documents", Model.patch + "---\n" + Model.patch, "document"),
    model("a program", "#!/bin/sh\necho hello\n"),
  ]

  @Test("and all other malformed inputs of these tables are more than a hundred")
  func count() {
    let models =
      MalformedModelTests.yaml + MalformedModelTests.quantities + MalformedModelTests.places
      + MalformedModelTests.records
    let others = MalformedCommandTests.slips + MalformedMorphologyTests.slips + Self.texts
    let names = (models + others).map(\.name) + ForeignLibrary.all.map(\.name)
    #expect(names.count > 100)
  }

  @Test("of text are refused", arguments: texts)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  private static let bytes: [(name: String, bytes: [UInt8])] = [
    ("invalid UTF-8", Array(Model.patch.utf8) + [0x23, 0xC3, 0x28, 0xFF]),
    ("all bytes", (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* 197) }),
    ("UTF-16", [0xFF, 0xFE] + Model.patch.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
  ]

  @Test("of other bytes are refused", arguments: bytes.map(\.name), ["model.yaml", "cell.swc"])
  func binary(_ name: String, _ file: String) throws {
    let folder = try TemporaryFolder()
    let bytes = Self.bytes.first { $0.name == name }?.bytes ?? []
    try folder.write(Data(bytes), to: file)
    try Refusal(name, [file == "cell.swc" ? "inspect" : "run", file], mentions: [file])
      .check(in: folder)
  }

  @Test("that are no files are refused", arguments: ["run", "check", "inspect"])
  func devices(_ command: String) throws {
    for path in ["/dev/zero", "/dev/null", "/dev/tty"]
    where FileManager.default.fileExists(atPath: path) {
      try Refusal(path, [command, path], mentions: [path, "not a regular file"]).check()
    }
  }

  @Test("that nobody writes to are refused at once", arguments: ["run", "inspect", "plot"])
  func pipe(_ command: String) throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
    try Refusal("a pipe", [command, "pipe"], mentions: ["pipe"]).check(in: folder)
  }

  @Test("in place of a model file are refused")
  func folderInPlaceOfFile() throws {
    try Refusal(
      "a folder called model.yaml", files: ["model.yaml/x": ""], ["run", "."],
      mentions: ["model.yaml"]
    ).check()
    try Refusal(
      "a folder for a shape", files: ["cell.swc/x": ""], ["inspect", "cell.swc"],
      mentions: ["cell.swc", "is a folder"]
    ).check()
  }

  @Test("that may not be read, or folders that may not be written, are refused")
  func permissions() throws {
    // Root may do everything; what is below a file nobody may write, which another test tries.
    guard geteuid() != 0 else { return }
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    try FileManager.default.createDirectory(
      atPath: folder.file("closed"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o500])
    try Refusal("a closed folder", ["run", ".", "-o", "closed/out"], mentions: ["closed", "-o"])
      .check(in: folder)
    chmod(folder.file("model.yaml"), 0)
    try Refusal("a closed file", ["run", "."], mentions: ["model.yaml"]).check(in: folder)
  }

  @Test("for results, of which half is damaged, are refused")
  func damagedResults() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    #expect(try Skou.run(["run", ".", "-o", "out"], in: folder).status == 0)
    let record = try #require(FileManager.default.contents(atPath: folder.file("out/run.h5")))
    try folder.write(record.prefix(record.count / 2), to: "out/run.h5")
    try Refusal("half a record", ["plot", "out"], mentions: ["out/run.h5"]).check(in: folder)
  }
}
