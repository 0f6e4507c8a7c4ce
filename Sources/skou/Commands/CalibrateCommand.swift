import ArgumentParser
import ModelDescription
import Quantities

/// `skou calibrate`: finds parameters that make the given state a steady one.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find leak and pump densities that make the given V and concentrations a rest.",
    discussion: """
      A model's V and concentrations are seldom a rest: leaks and pumps that were chosen one by \
      one let ions trickle in or out. This takes V, gates steady at V, and the concentrations \
      that the model gives, and solves for the parameters named with --solve so that the net flux \
      of every ion is zero. One parameter for each ion is enough, if each moves its own; what is \
      left open needs a --sum:

        skou calibrate MODEL --solve leak_na.g,leak_k.g,nkcc1.u
        skou calibrate MODEL --solve leak_na.g,leak_k.g,leak_cl.g,nkcc1.u \\
          --sum 'leak_na.g + leak_k.g + leak_cl.g = 0.05 mS/cm2'

      It prints the values, ready to be pasted into the model or behind --set, and refuses ones \
      that the mechanism does not allow, such as a negative conductance. 'skou rest' then says \
      whether the rest is stable. Writes no files.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Option(
    help: ArgumentHelp(
      "What to solve for, as in leak_na.g,leak_k.g: mechanism, dot, parameter.",
      valueName: "names"))
  var solve: String

  @Option(
    help: ArgumentHelp(
      "A sum of some of these that is given; may be repeated.", valueName: "equation"))
  var sum: [String] = []

  @Option(help: ArgumentHelp("The kind of cell, where there are several.", valueName: "name"))
  var cell: String?

  @OptionGroup var options: ModelOptions

  func run() throws {
    let session = try options.load(model)
    let kind = try onlyKind(session.model.description)
    let calibration = try Calibration(
      QuietModel(session, cell: kind, .given), solve: solve.split(separator: ",").map(String.init),
      sums: sum)
    let values = try calibration.solve()
    Terminal.print(try CalibrationReport(calibration, values).text)
  }

  private func onlyKind(_ description: ModelDescription) throws -> String {
    let kinds = QuietModel.kinds(description)
    if let cell { return cell }
    guard let kind = kinds.first, kinds.count == 1 else {
      throw UserError.wrongInput(
        "the model has several kinds of cells: \(kinds.quotedList)",
        advice: "choose one, as in --cell \(kinds.first ?? "NAME")")
    }
    return kind
  }
}
