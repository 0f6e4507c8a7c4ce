import Morphology
import Testing

@Suite("Malformed SWC files")
struct MalformedSWCTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var code: MorphologyError.Code
    /// The beginning of the message, after the file's name.
    var place: String
    var mention: String
    var testDescription: String { name }
  }

  private static func line(_ text: String, _ name: String, mention: String) -> Case {
    Case(
      name: name, text: "1 1 0 0 0 10 -1\n" + text, code: .malformedLine, place: "2: ",
      mention: mention)
  }

  static let cases: [Case] = [
    Case(name: "empty", text: "", code: .malformedTree, place: " there", mention: "no samples"),
    Case(
      name: "only comments", text: "# a\n\n#b", code: .malformedTree, place: " there",
      mention: "no samples"),
    Case(
      name: "binary", text: "1 1 0 \0 0 0 10 -1", code: .unreadableFile, place: " this",
      mention: "plain text"),
    line("2 3 0 0 0 1", "six columns", mention: "6 columns"),
    line("2 3 0 0 0 1 1 9", "eight columns", mention: "8 columns"),
    line("2,3,0,0,0,1,1", "commas", mention: "1 columns"),
    line("two 3 0 0 0 1 1", "id is a word", mention: "id 'two'"),
    line("2.5 3 0 0 0 1 1", "id is a fraction", mention: "2.5"),
    line("99999999999999999999 3 0 0 0 1 1", "id overflows", mention: "whole"),
    line("1e300 3 0 0 0 1 1", "id is enormous", mention: "whole"),
    line("-2 3 0 0 0 1 1", "negative id", mention: "negative"),
    line("2 -3 0 0 0 1 1", "negative type", mention: "negative"),
    line("2 3 zero 0 0 1 1", "coordinate is a word", mention: "x 'zero'"),
    line("2 3 0 0x10 0 1 1", "hexadecimal", mention: "y '0x10'"),
    line("2 3 0 0 0 1 one", "parent is a word", mention: "parent 'one'"),
    Case(
      name: "not a number", text: "1 1 0 nan 0 10 -1", code: .implausibleValue, place: "1: ",
      mention: "y 'nan'"),
    Case(
      name: "infinite radius", text: "1 1 0 0 0 inf -1", code: .implausibleValue, place: "1: ",
      mention: "radius 'inf'"),
    Case(
      name: "overflow", text: "1 1 1e999 0 0 1 -1", code: .implausibleValue, place: "1: ",
      mention: "finite"),
    Case(
      name: "negative radius", text: "1 1 0 0 0 -1 -1", code: .implausibleValue, place: "1: ",
      mention: "radius is -1"),
    Case(
      name: "enormous radius", text: "1 1 0 0 0 1e9 -1", code: .implausibleValue, place: "1: ",
      mention: "radius"),
    Case(
      name: "enormous coordinate", text: "1 1 1e12 0 0 1 -1", code: .implausibleValue,
      place: "1: ", mention: "x is"),
    Case(
      name: "no radius at all", text: "1 1 0 0 0 0 -1\n2 3 1 0 0 0 1", code: .implausibleValue,
      place: "1: ", mention: "no sample has a radius"),
    Case(
      name: "missing parent", text: "1 1 0 0 0 9 -1\n2 3 9 0 0 1 7", code: .malformedTree,
      place: "2: ", mention: "parent 7"),
    Case(
      name: "parent 0 for the root", text: "1 1 0 0 0 9 0", code: .malformedTree, place: "1: ",
      mention: "-1"),
    Case(
      name: "parent -2", text: "1 1 0 0 0 9 -2", code: .malformedTree, place: "1: ", mention: "-1"),
    Case(
      name: "own parent", text: "1 1 0 0 0 9 -1\n2 3 9 0 0 1 2", code: .malformedTree,
      place: "2: ", mention: "own parent"),
    Case(
      name: "cycle", text: "1 1 0 0 0 9 -1\n2 3 9 0 0 1 4\n3 3 9 0 0 1 2\n4 3 9 0 0 1 3",
      code: .malformedTree, place: "2: ", mention: "own ancestor"),
    Case(
      name: "no root", text: "1 3 0 0 0 9 2\n2 3 9 0 0 1 1", code: .malformedTree, place: " every",
      mention: "root"),
    Case(
      name: "duplicate id", text: "1 1 0 0 0 9 -1\n2 3 9 0 0 1 1\n2 3 9 9 0 1 1",
      code: .malformedTree, place: "3: ", mention: "line 2"),
    Case(
      name: "two trees", text: "1 1 0 0 0 9 -1\n2 3 9 0 0 1 1\n3 3 9 9 0 1 -1",
      code: .malformedTree, place: " there", mention: "lines 1, 3"),
    Case(
      name: "a point", text: "1 3 0 0 0 9 -1\n2 3 0 0 0 9 1", code: .malformedTree, place: "1: ",
      mention: "no length"),
  ]

  @Test("are refused with file, line and advice", arguments: cases)
  func refusal(example: Case) {
    let error = #expect(throws: MorphologyError.self) {
      try Morphology.swc(text: example.text, file: "cell.swc")
    }
    #expect(error?.code == example.code, "\(error?.description ?? "")")
    #expect(
      error?.message.hasPrefix("cell.swc:" + example.place) == true, "\(error?.message ?? "")")
    #expect(error?.description.contains(example.mention) == true, "\(error?.description ?? "")")
    #expect(error?.suggestion.isEmpty == false)
  }

  @Test("in UTF-16 are recognised")
  func wideText() {
    let bytes: [UInt8] = [0xFF, 0xFE] + Array("1 1".utf16.flatMap { [UInt8($0 & 0xFF), 0] })
    let error = #expect(throws: MorphologyError.self) {
      try Morphology.swc(bytes: bytes, file: "cell.swc")
    }
    #expect(error?.message.contains("UTF-16") == true)
  }

  @Test("never trap, whichever byte is damaged")
  func damagedBytes() {
    let good = Array("1 1 0 0 0 10 -1\r\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 90 4 0 .5 3\n".utf8)
    for index in good.indices {
      for byte: UInt8 in [0x20, 0x2D, 0x39, 0x0A, 0x0D, 0x23, 0x65, 0xFF, 0x2E] {
        var bytes = good
        bytes[index] = byte
        if let morphology = try? Morphology.swc(bytes: bytes, file: "cell.swc") {
          #expect((try? morphology.discretized())?.compartments.isEmpty == false)
        }
      }
    }
  }
}
