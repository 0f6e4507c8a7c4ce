import ArgumentParser
import Morphology

/// `skou inspect`: says what a morphology file holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Say what an SWC file holds, and what is wrong with it.")

  @Argument(help: "An SWC file.")
  var file: String

  @Flag(help: "List every branch.")
  var branches = false

  func run() throws {
    try InputPath.requireFile(file, advice: "name an SWC file")
    let morphology = try wrongInput { try Morphology.swc(path: file) }
    let summary = try wrongInput { try morphology.summary() }
    Terminal.print(file)
    Terminal.print(Format.table(overview(summary)))
    Terminal.print("by kind")
    Terminal.print(
      Format.table([header] + summary.kinds.map { row($0.name, $0) } + [row("all", summary.total)]))
    list("repaired", summary.repairs)
    list("worth a look", summary.warnings)
    if branches { Terminal.print(Format.table(try branchRows(morphology))) }
  }

  private func overview(_ summary: MorphologySummary) -> [[String]] {
    [
      ["samples", Format.count(summary.sampleCount)],
      ["branches", Format.count(summary.total.branchCount)],
      ["tips", Format.count(summary.tipCount)],
      ["soma", "\(summary.somaRule)"],
      [
        "diameters",
        "\(Format.number(summary.diameters.lowerBound)) to "
          + "\(Format.number(summary.diameters.upperBound)) um",
      ],
      ["farthest tip", "\(Format.number(summary.maximumDistance)) um from the root"],
    ]
  }

  private var header: [String] { ["", "branches", "length um", "area um2", "volume um3"] }

  private func row(_ name: String, _ kind: MorphologySummary.Kind) -> [String] {
    [
      name, "\(kind.branchCount)", Format.number(kind.length, digits: 6),
      Format.number(kind.area, digits: 6), Format.number(kind.volume, digits: 6),
    ]
  }

  private func branchRows(_ morphology: Morphology) throws -> [[String]] {
    let cut = try wrongInput { try morphology.discretized(by: .perBranch(1)) }
    let rows = cut.branches.enumerated().map { index, branch -> [String] in
      let area = branch.compartments.reduce(0) { $0 + cut.compartments[$1].area }
      return [
        "\(index)", "tag \(branch.tag)", attachment(branch.attachment),
        Format.number(branch.length), Format.number(area),
      ]
    }
    return [["branch", "kind", "attached to", "length um", "area um2"]] + rows
  }

  private func attachment(_ attachment: DiscretizedMorphology.NodeAttachment) -> String {
    switch attachment {
    case .root: "the root"
    case .distalEnd(let branch): "the end of branch \(branch)"
    case .compartment(let compartment): "the middle of compartment \(compartment)"
    }
  }

  private func list(_ title: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    Terminal.print("\(title)\n" + lines.map { "  \($0)" }.joined(separator: "\n"))
  }
}
