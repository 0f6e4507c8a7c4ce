import Foundation
import MechanismCatalogue
import Testing

/// A way to be wrong, and words that the reason must contain.
struct WrongLibrary: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var definitions: [String: String]
  var reason: String

  init(_ what: String, _ definitions: [String: String], _ reason: String) {
    testDescription = what
    self.definitions = definitions
    self.reason = reason
  }

  static let all = [
    WrongLibrary("another major version", ["MAJOR": "7"], "version 7.0"),
    WrongLibrary("a newer minor version", ["MINOR": "99"], "version 3.99"),
    WrongLibrary("a record of another size", ["RECORD_SIZE": "24"], "24 bytes"),
    WrongLibrary("tables of another size", ["TABLE_SIZE": "8"], "8 and"),
    WrongLibrary("blocks of another size", ["BLOCK_SIZE": "16"], "and 16 bytes"),
    WrongLibrary("a table of another size", ["OWN_SIZE": "1"], "1 bytes"),
    WrongLibrary("another entry point", ["EXPORTED": "Other"], "no function"),
    WrongLibrary("an entry point that returns nothing", ["RETURNED": "0"], "returns nothing"),
    WrongLibrary("no tables", ["TABLES": "0"], "0 mechanisms"),
    WrongLibrary("fewer tables than none", ["TABLES": "-3"], "-3 mechanisms"),
    WrongLibrary("a million tables", ["TABLES": "1000000"], "1000000 mechanisms"),
    WrongLibrary("a missing table", ["TABLE": "0"], "mechanism 1 of 1 is missing"),
    WrongLibrary("a defect", ["DEFECT": #""state 'q' is missing""#], "state 'q' is missing"),
    WrongLibrary("an unknown kind", ["KIND": "77"], "kind 77"),
    WrongLibrary("no name", ["NAME": "0"], "name of a mechanism is missing"),
    WrongLibrary("an empty name", ["NAME": #""""#], "not a name"),
    WrongLibrary("a name in capitals", ["NAME": #""Nav-HH""#], "'Nav-HH'"),
    WrongLibrary("a name that is not text", ["NAME": #""\xff\xfe""#], "is not text"),
    WrongLibrary("a variant that is no name", ["VARIANT": #""a b""#], "'a b'"),
    WrongLibrary("no summary", ["SUMMARY": "0"], "summary of 'fixture' is missing"),
    WrongLibrary("too many parameters", ["PARAMETERS": "1000"], "1000 parameters"),
    WrongLibrary("a negative number of parameters", ["PARAMETERS": "-1"], "-1 parameters"),
    WrongLibrary("states without a list", ["STATE_LIST": "0"], "1 states"),
    WrongLibrary("a parameter that a key of every use hides", ["PARAMETER": #""q10""#], "'q10'"),
    WrongLibrary("a parameter with a bad name", ["PARAMETER": #""gBar""#], "'gBar'"),
    WrongLibrary("one name for two things", ["STATE": #""gbar""#], "two names 'gbar'"),
    WrongLibrary("an unknown unit", ["UNIT": #""furlong""#], "'furlong'"),
    WrongLibrary("no unit", ["UNIT": "0"], "unit of 'fixture.gbar' is missing"),
    WrongLibrary("a default out of range", ["DEFAULT": "2"], "default of 'fixture.gbar'"),
    WrongLibrary("a default that is no number", ["DEFAULT": "NAN"], "default of 'fixture.gbar'"),
    WrongLibrary("unknown uses of an ion", ["FLAGS": "4096"], "uses 4096"),
    WrongLibrary("a q10 of 0", ["Q10": "0"], "q10 of 0"),
    WrongLibrary("a missing function", ["HOOK": "0"], "lacks the function lanes.step"),
    WrongLibrary("a symbol that nobody has", ["HOOK": "no_such_function"], "loader refuses"),
  ]

  private static let point = ["KIND": "SKOU_KIND_POINT", "EVENT_UNIT": #""uS""#]

  private static func atPoint(_ definitions: [String: String]) -> [String: String] {
    point.merging(definitions) { $1 }
  }

  static let events = [
    WrongLibrary("unknown flags", ["TABLE_FLAGS": "64"], "flags 64"),
    WrongLibrary(
      "events in the membrane", ["EVENT_UNIT": #""uS""#], "in the membrane and takes events"),
    WrongLibrary(
      "a function for events in the membrane", ["RECEIVE": "nothing"], "has the function lanes.rec"),
    WrongLibrary(
      "a function for spikes in the membrane", ["RESPOND": "nothing"], "has the function lanes.res"),
    WrongLibrary("events without a function", atPoint([:]), "lacks the function lanes.receive"),
    WrongLibrary(
      "a function for events without a unit",
      atPoint(["EVENT_UNIT": #""""#, "RECEIVE": "nothing"]), "no event unit"),
    WrongLibrary("no event unit at all", atPoint(["EVENT_UNIT": "0"]), "event unit of 'fixture'"),
    WrongLibrary(
      "an unknown event unit", atPoint(["EVENT_UNIT": #""furlong""#, "RECEIVE": "nothing"]),
      "'furlong' of the events of 'fixture'"),
    WrongLibrary(
      "a response in one form alone",
      atPoint(["RECEIVE": "nothing", "RESPOND": "nothing", "SCALAR_RESPOND": "0"]),
      "lacks scalar.respond"),
    WrongLibrary(
      "what a point adds to a solution",
      atPoint(["RECEIVE": "nothing", "FLAGS": "SKOU_ION_GAINS_INSIDE"]),
      "adds 'na' to a solution"),
    WrongLibrary(
      "one for each connection in the membrane",
      ["TABLE_FLAGS": "SKOU_MECHANISM_IS_PER_CONNECTION"], "once for each connection"),
    WrongLibrary(
      "one for each connection without events",
      ["KIND": "SKOU_KIND_POINT", "TABLE_FLAGS": "SKOU_MECHANISM_IS_PER_CONNECTION"],
      "once for each connection"),
  ]
}

@Suite("Libraries that are refused")
struct RefusedLibraryTests {
  @Test("for what they say", arguments: WrongLibrary.all + WrongLibrary.events)
  func refused(_ wrong: WrongLibrary) throws {
    let folder = try TemporaryFolder()
    try FixtureLibrary.build("Fixture", in: folder, definitions: wrong.definitions)
    let (catalogue, failures) = MechanismCatalogue.load(directories: [folder.path])
    #expect(catalogue.mechanisms.isEmpty)
    let failure = try #require(failures.first)
    #expect(failures.count == 1)
    #expect(failure.path.hasSuffix(LibraryName.file("Fixture")))
    #expect(failure.reason.contains(wrong.reason), "\(failure)")
    #expect(!failure.suggestion.isEmpty)
  }

  @Test("for a file name that hides no library's name")
  func fileNames() throws {
    let folder = try TemporaryFolder()
    try FixtureLibrary.build("Fixture", in: folder)
    let bytes = try folder.bytes(of: LibraryName.file("Fixture"))
    let names = ["libSkouMechanism_.so", "libSkouMechanism_A-B.so", "libSkouMechanism_X.dll"]
    for name in names { try folder.write(bytes, to: name) }
    try folder.write(bytes, to: "libOther.so")
    let (catalogue, failures) = MechanismCatalogue.load(directories: [folder.path])
    #expect(catalogue.mechanisms.map(\.manifest.name) == ["fixture"])
    #expect(failures.map { URL(fileURLWithPath: $0.path).lastPathComponent } == names)
  }
}
