import Foundation
import Testing

/// A mechanism library written in C, of which one field is wrong.
struct ForeignLibrary: Sendable, CustomTestStringConvertible {
  var name: String
  /// What its entry point is; the tables of `source` are there.
  var entry: String
  var mentions: [String]
  var testDescription: String { name }

  private init(_ name: String, table: String = "", record: String = "", _ mentions: String...) {
    self.name = name
    entry = """
      const skou_mechanism_library *skou_mechanism_library_Kir(void) {
        static skou_mechanism_table table;
        table = sound_table();
        \(table)
        static const skou_mechanism_table *tables[1];
        tables[0] = &table;
        static skou_mechanism_library library;
        library = sound_library(tables);
        \(record)
        return &library;
      }
      """
    self.mentions = mentions
  }

  static let all = [
    ForeignLibrary("an older interface", record: "library.major = 0;", "0.0", "3.0"),
    ForeignLibrary("a newer interface", record: "library.major = 99;", "99.0"),
    ForeignLibrary("a newer minor version", record: "library.minor = 99;", "3.99"),
    ForeignLibrary("a shorter record", record: "library.size = 8;", "8 bytes"),
    ForeignLibrary("other tables", record: "library.table_size += 8;", "bytes"),
    ForeignLibrary("other blocks", record: "library.block_size -= 8;", "bytes"),
    ForeignLibrary("no mechanisms", record: "library.table_count = 0;", "0 mechanisms"),
    ForeignLibrary("too many mechanisms", record: "library.table_count = 2147483647;"),
    ForeignLibrary("no tables", record: "library.tables = 0;"),
    ForeignLibrary("no table", record: "tables[0] = 0;"),
    ForeignLibrary("no record", record: "return 0;", "returns nothing"),
    ForeignLibrary("no name", table: "table.name = 0;", "name"),
    ForeignLibrary("a name of blanks", table: "table.name = \"a b\";", "a b"),
    ForeignLibrary("a negative count", table: "table.parameter_count = -1;"),
    ForeignLibrary("an endless count", table: "table.state_count = 2147483647;"),
    ForeignLibrary("a count of nothing", table: "table.ion_count = 1;"),
    ForeignLibrary("another kind", table: "table.kind = 77;", "kind"),
    ForeignLibrary("no event unit", table: "table.event_unit = 0;", "event unit"),
    ForeignLibrary(
      "events without a function",
      table: "table.kind = SKOU_KIND_POINT; table.event_unit = \"uS\";", "lanes.receive"),
    ForeignLibrary("no hooks", table: "table.lanes.current = 0;"),
    ForeignLibrary("a q10 that is no number", table: "table.q10 = 0.0 / 0.0;", "q10"),
    ForeignLibrary("a defect", table: "table.defect = \"half the states\";", "half the states"),
  ]

  private var source: String {
    """
    #include "mechanism_abi.h"

    static void idle(const skou_block *block) { (void)block; }

    static skou_mechanism_table sound_table(void) {
      const skou_hooks hooks = {idle, idle, idle, idle, idle, idle};
      return (skou_mechanism_table){
          .size = sizeof(skou_mechanism_table), .kind = SKOU_KIND_DENSITY, .name = "kir",
          .variant = "", .summary = "nothing", .citation = "none", .event_unit = "",
          .q10 = 1, .reference_celsius = 20, .lanes = hooks, .scalar = hooks};
    }

    static skou_mechanism_library sound_library(const skou_mechanism_table *const *tables) {
      return (skou_mechanism_library){
          .major = SKOU_ABI_MAJOR, .minor = SKOU_ABI_MINOR, .size = sizeof(skou_mechanism_library),
          .table_size = sizeof(skou_mechanism_table), .block_size = sizeof(skou_block),
          .table_count = 1, .tables = tables};
    }

    \(entry)

    """
  }

  /// The library in which nothing is wrong.
  static let sound = ForeignLibrary("nothing wrong")

  /// Compiles the library with the C compiler.
  func compile(in folder: TemporaryFolder, to path: String) throws {
    try folder.write(source, to: "library.c")
    try folder.write("", to: path)
    let headers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/CMechanismABI/include").path
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-shared", "-fPIC", "-I", headers, "-o", folder.file(path), folder.file("library.c"),
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "these tests need a C compiler, cc")
    try FileManager.default.removeItem(atPath: folder.file("library.c"))
  }
}
