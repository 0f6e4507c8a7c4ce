import Morphology
import Testing

@Suite("SWC files")
struct SWCReaderTests {
  /// A soma, a dendrite that forks, and an axon.
  private let lines = [
    "1 1 0 0 0 10 -1", "2 3 10 0 0 1 1", "3 3 60 0 0 1 2", "4 3 90 40 0 0.5 3",
    "5 3 90 -40 0 0.5 3", "6 2 0 -10 0 0.5 1", "7 2 0 -110 0 0.5 6",
  ]

  private func checkTree(_ morphology: Morphology) {
    #expect(morphology.branches.map(\.tag) == [1, 3, 3, 3, 2])
    #expect(
      morphology.branches.map(\.attachment) == [
        .rootPoint, .along(branch: 0, position: 0.5), .distalEnd(of: 1), .distalEnd(of: 1),
        .along(branch: 0, position: 0.5),
      ])
    // The stretch between the soma's centre and its surface is not cable: 50, not 60 µm.
    let lengths = morphology.branches.map { BranchGeometry($0).length }
    #expect(lengths == [20, 50, 50, 50, 100])
  }

  @Test("become branches numbered by their smallest id, parents first")
  func branches() throws {
    let morphology = try Morphology.swc(text: lines.joined(separator: "\n"), file: "cell.swc")
    checkTree(morphology)
    #expect(morphology.report.somaRule == .onePoint)
    #expect(morphology.report.repairs.isEmpty)
  }

  @Test("are read with any line ends, a byte order mark, comments, tabs and any order of lines")
  func spellings() throws {
    for separator in ["\n", "\r\n", "\r", "\n\n"] {
      checkTree(try .swc(text: lines.joined(separator: separator), file: "cell.swc"))
    }
    let decorated = lines.reversed().map { "  " + $0.replacing(" ", with: "\t") + " # é" }
    checkTree(
      try .swc(text: "\u{FEFF}# header\n \n" + decorated.joined(separator: "\n"), file: "a.swc"))
    checkTree(
      try .swc(
        text: lines.map { $0.replacing(" 1 ", with: " 1.0 ") }.joined(separator: "\n"),
        file: "cell.swc"))
  }

  @Test("without a soma begin at the root sample")
  func noSoma() throws {
    let morphology = try Morphology.swc(
      "1 3 0 0 0 1 -1", "2 3 10 0 0 1 1", "3 3 -10 0 0 1 1", "4 4 -20 0 0 1 3")
    #expect(morphology.report.somaRule == .absent)
    #expect(
      morphology.branches.map(\.attachment) == [.rootPoint, .rootPoint, .distalEnd(of: 1)])
    #expect(morphology.branches.map(\.tag) == [3, 3, 4])
  }

  @Test("whose root is outside of the soma are re-rooted, which is reported")
  func rerooting() throws {
    let morphology = try Morphology.swc(
      "1 3 60 0 0 1 -1", "2 3 10 0 0 1 1", "3 1 0 0 0 10 2", "4 2 0 -10 0 1 3", "5 2 0 -60 0 1 4")
    #expect(morphology.branches.map(\.tag) == [1, 3, 2])
    #expect(morphology.branches.map { BranchGeometry($0).length } == [20, 50, 50])
    #expect(morphology.report.repairs.count == 1)
    #expect(morphology.report.repairs.first?.contains("re-rooted at soma sample 3") == true)
  }

  @Test("with a zero radius get the parent's, which is reported with its line")
  func zeroRadius() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 1 1", "3 3 60 0 0 0 2", "4 3 90 0 0 0 3")
    #expect(agree(BranchGeometry(morphology.branches[1]).total.area, 2 * .pi * 80))
    #expect(morphology.report.repairs.count == 2)
    #expect(morphology.report.repairs.first?.hasPrefix("cell.swc:3:") == true)
  }

  @Test("with branches without length lose them but keep their children")
  func zeroLength() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 10 -1", "2 3 10 0 0 1 1", "3 3 60 0 0 1 2", "4 3 60 0 0 1 3",
      "5 3 90 0 0 1 4", "6 3 60 30 0 1 4", "7 3 60 -30 0 1 3")
    #expect(morphology.branches.count == 5)
    #expect(morphology.branches.dropFirst(2).allSatisfy { $0.attachment == .distalEnd(of: 1) })
    #expect(morphology.report.repairs.count == 1)
  }

  @Test("with a neurite of a single sample begin it at the soma's sample")
  func singleSampleNeurite() throws {
    let morphology = try Morphology.swc("1 1 0 0 0 10 -1", "2 3 30 0 0 1 1")
    #expect(BranchGeometry(morphology.branches[1]).length == 30)
    #expect(agree(BranchGeometry(morphology.branches[1]).total.area, 2 * .pi * 30))
  }

  @Test("that start a neurite far from the soma are reported")
  func farNeurite() throws {
    let morphology = try Morphology.swc(
      "1 1 0 0 0 10 -1", "2 3 500 0 0 1 1", "3 3 600 0 0 1 2")
    #expect(morphology.report.warnings.first?.hasPrefix("cell.swc:2:") == true)
  }

  @Test("with 200 000 samples in one chain load without recursion")
  func longChain() throws {
    let text = (1...200_000).map { "\($0) 3 \($0) 0 0 1 \($0 == 1 ? -1 : $0 - 1)" }
    let morphology = try Morphology.swc(text: text.joined(separator: "\n"), file: "long.swc")
    #expect(morphology.branches.count == 1)
    #expect(agree(BranchGeometry(morphology.branches[0]).length, 199_999))
  }

  @Test("that cannot be opened are named")
  func missingFile() {
    let error = #expect(throws: MorphologyError.self) { try Morphology.swc(path: "/no/such.swc") }
    #expect(error?.message.contains("/no/such.swc") == true)
  }
}
