import Foundation
import Testing

/// SWC files with one slip each, on the command line.
@Suite("Malformed morphologies on the command line")
struct MalformedMorphologyTests {
  private static let root = "1 1 0 0 0 10 -1\n"

  private static func slip(_ name: String, _ text: String, _ mentions: String...) -> Refusal {
    Refusal(
      name, files: ["cell.swc": text], ["inspect", "cell.swc"], mentions: ["cell.swc"] + mentions)
  }

  static let slips = [
    slip("an empty file", "", "no samples"),
    slip("six columns", root + "2 3 0 0 0 1\n", "cell.swc:2", "6 columns"),
    slip("commas", root + "2,3,0,0,0,1,1\n", "cell.swc:2"),
    slip("a word for a number", root + "2 3 zero 0 0 1 1\n", "cell.swc:2", "x 'zero'"),
    slip("an id beyond all numbers", root + "99999999999999999999 3 0 0 0 1 1\n", "cell.swc:2"),
    slip("a radius that is no number", "1 1 0 0 0 nan -1\n", "cell.swc:1", "radius 'nan'"),
    slip("a coordinate beyond all numbers", "1 1 1e999 0 0 1 -1\n", "cell.swc:1", "finite"),
    slip("a negative radius", "1 1 0 0 0 -1 -1\n", "cell.swc:1", "radius is -1"),
    slip("a missing parent", root + "2 3 9 0 0 1 7\n", "cell.swc:2", "parent 7"),
    slip("its own parent", root + "2 3 9 0 0 1 2\n", "cell.swc:2", "own parent"),
    slip("a circle", root + "2 3 9 0 0 1 3\n3 3 9 0 0 1 2\n", "cell.swc:2", "ancestor"),
    slip("an id twice", root + "2 3 9 0 0 1 1\n2 3 9 9 0 1 1\n", "cell.swc:3", "line 2"),
    slip("two trees", root + "2 3 9 0 0 1 -1\n", "lines 1, 2"),
  ]

  @Test("are refused with file, line and advice", arguments: slips)
  func refused(_ refusal: Refusal) throws { try refusal.check() }

  private static let inModel = Model.patch(
    "{cylinder: {length: 20 um, diameter: 20 um, compartments: 1}}", "{swc: cell.swc}")

  @Test(
    "that a model names are refused with the model's line and theirs",
    arguments: [
      Refusal(
        "a missing file", files: ["model.yaml": inModel.text, "cel.swc": root], ["run", "."],
        mentions: ["model.yaml:\(inModel.line):", "did you mean 'cel.swc'?"]),
      Refusal(
        "a missing parent",
        files: ["model.yaml": inModel.text, "cell.swc": root + "2 3 9 0 0 1 7\n"], ["run", "."],
        mentions: ["model.yaml:\(inModel.line):", "cell.swc:2", "parent 7"]),
    ])
  func refusedInModel(_ refusal: Refusal) throws { try refusal.check() }
}
