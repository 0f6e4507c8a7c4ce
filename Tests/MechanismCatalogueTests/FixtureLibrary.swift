import Foundation
import MechanismCatalogue

/// Small mechanism libraries in C, made to measure: right as they are, wrong by one definition.
enum FixtureLibrary {
  /// Compiles a library called `name` into a folder.
  ///
  /// `definitions` are macros of the source below that differ from the right ones.
  static func build(
    _ name: String, in folder: TemporaryFolder, definitions: [String: String] = [:]
  ) throws {
    let source = try folder.write([UInt8](source.utf8), to: "\(name).c")
    let macros = definitions.map { "-D\($0.key)=\($0.value)" }
    let output = folder.url.appendingPathComponent(LibraryName.file(name)).path
    let entry = "-DENTRY=skou_mechanism_library_\(definitions["EXPORTED"] ?? name)"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["clang", "-shared", "-fPIC", "-w", "-I", headers, entry, "-o", output, source] + macros
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
  }

  private static let headers = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/CMechanismABI/include").path

  private static let source = """
    #include "mechanism_abi.h"
    #include <math.h>
    #ifndef NAME
    #define NAME "fixture"
    #endif
    #ifndef VARIANT
    #define VARIANT ""
    #endif
    #ifndef SUMMARY
    #define SUMMARY "for tests"
    #endif
    #ifndef UNIT
    #define UNIT "S/cm2"
    #endif
    #ifndef PARAMETER
    #define PARAMETER "gbar"
    #endif
    #ifndef DEFAULT
    #define DEFAULT 0.1
    #endif
    #ifndef STATE
    #define STATE "m"
    #endif
    #ifndef FLAGS
    #define FLAGS 9
    #endif
    #ifndef MAJOR
    #define MAJOR SKOU_ABI_MAJOR
    #endif
    #ifndef MINOR
    #define MINOR SKOU_ABI_MINOR
    #endif
    #ifndef RECORD_SIZE
    #define RECORD_SIZE sizeof(skou_mechanism_library)
    #endif
    #ifndef TABLE_SIZE
    #define TABLE_SIZE sizeof(skou_mechanism_table)
    #endif
    #ifndef BLOCK_SIZE
    #define BLOCK_SIZE sizeof(skou_block)
    #endif
    #ifndef OWN_SIZE
    #define OWN_SIZE sizeof(skou_mechanism_table)
    #endif
    #ifndef KIND
    #define KIND SKOU_KIND_DENSITY
    #endif
    #ifndef TABLES
    #define TABLES 1
    #endif
    #ifndef PARAMETERS
    #define PARAMETERS 1
    #endif
    #ifndef STATES
    #define STATES 1
    #endif
    #ifndef Q10
    #define Q10 3
    #endif
    #ifndef HOOK
    #define HOOK nothing
    #endif
    #ifndef RECEIVE
    #define RECEIVE 0
    #endif
    #ifndef RESPOND
    #define RESPOND 0
    #endif
    #ifndef SCALAR_RESPOND
    #define SCALAR_RESPOND RESPOND
    #endif
    #ifndef EVENT_UNIT
    #define EVENT_UNIT ""
    #endif
    #ifndef TABLE_FLAGS
    #define TABLE_FLAGS 0
    #endif
    #ifndef DEFECT
    #define DEFECT 0
    #endif
    #ifndef STATE_LIST
    #define STATE_LIST states
    #endif
    #ifndef TABLE
    #define TABLE &table
    #endif
    #ifndef RETURNED
    #define RETURNED &library
    #endif
    void no_such_function(const skou_block *block);
    static void nothing(const skou_block *block) {}
    static const skou_parameter_info parameters[] = {
        {PARAMETER, UNIT, "a conductance", DEFAULT, 0, 1}};
    static const skou_state_info states[] = {{STATE, "1", "a gate"}};
    static const skou_ion_info ions[] = {{"na", FLAGS, 0}};
    #define HOOKS(respond) \\
      {nothing, nothing, nothing, HOOK, nothing, nothing, RECEIVE, respond}
    static const skou_mechanism_table table = {
        OWN_SIZE, KIND, TABLE_FLAGS, NAME, VARIANT, SUMMARY, "nobody", EVENT_UNIT, Q10, 20,
        PARAMETERS, STATES, 1, 0, parameters, STATE_LIST, ions, 0, HOOKS(RESPOND),
        HOOKS(SCALAR_RESPOND), DEFECT};
    static const skou_mechanism_table *const tables[] = {TABLE, &table};
    static const skou_mechanism_library library = {
        MAJOR, MINOR, RECORD_SIZE, TABLE_SIZE, BLOCK_SIZE, TABLES, tables};
    const skou_mechanism_library *ENTRY(void) { return RETURNED; }

    """
}
