import ArgumentParser

/// `skou sweep`: runs a model with every combination of some values, and tabulates what it finds.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Run a model with many values and tabulate what it finds.",
    discussion: """
      One run for each combination of the values, several at once. For example six runs:

        skou sweep Networks/squid-axon-patch \\
          --over 'simulation.dt=0.05 ms,0.025 ms' \\
          --over 'cells.patch.mechanisms.nav_hh.gbar=0.08 S/cm2..0.16 S/cm2:3'

      A PATH is what --set takes: the keys of the model file, with dots between them. Values stand \
      between commas, or as FROM..TO:COUNT for a range; a value in brackets may have commas of its \
      own.

      The table has a row for each run: what the model's 'expect' list asks for, as it was found \
      (of several cells or places, where it fits worst); at how many places each event of 'detect' \
      occurred, and when it did first; the spikes of each detector; how well the ledger is \
      balanced; and what went wrong. Every combination is read and checked before the first one \
      runs. Ctrl-C ends a sweep and keeps what is done. Exits with 1 if a run failed.

      docs/sweep.md says more.
      """)

  @Argument(help: "A folder with a file model.yaml, or such a file.")
  var model: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What to change, and the values it takes; may be repeated.",
      valueName: "PATH=V1,V2,..."))
  var over: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write sweep.csv and a folder with the results of each run here (default: nothing).",
      valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Write the table to this file, too.", valueName: "file"))
  var csv: String?

  @Flag(help: "Show no progress and no table.")
  var quiet = false

  @OptionGroup var options: ModelOptions

  func run() throws {
    let plan = try SweepPlan(parsing: over)
    guard !quiet || output != nil || csv != nil else {
      throw UserError.wrongInput(
        "--quiet would leave nothing of the sweep", advice: "name a place with -o or --csv")
    }
    let interrupt = Interrupt()
    let sweep = try Sweep(
      plan, options.reader(model), threads: options.threads, interrupt: interrupt)
    if let csv { try SweepRecord.requireWritable(csv) }
    let folder = try output.map {
      try SweepFolder(creating: $0, runCount: plan.combinations.count)
    }
    let record = try wrongInput {
      try SweepRecord(plan, paths: [folder?.tablePath, csv].compactMap { $0 })
    }
    let progress = SweepProgress(count: plan.combinations.count, quiet: quiet)
    sweep.run(into: record, folder: folder, progress: progress, interrupt: interrupt)
    progress.clear()
    if !quiet { Terminal.print(SweepTable(plan, record.results).text) }
    do {
      try record.write()
    } catch {
      throw UserError.failed(
        "the table could not be written: \(error)", advice: "is the disk full?")
    }
    try judge(record.results.map(\.state))
  }

  /// Throws unless every run is done.
  private func judge(_ states: [SweepResult.State]) throws {
    let done = states.count { $0 == .done }
    let kept = "what was found is kept" + (output.map { " in \($0)" } ?? "")
    guard !states.contains(where: { $0 == .interrupted || $0 == .notRun }) else {
      throw UserError.failed(
        "interrupted when \(done) of \(Format.counted(states.count, "run")) were done",
        advice: kept)
    }
    guard done == states.count else {
      throw UserError.failed(
        "\(Format.count(states.count - done)) of \(Format.counted(states.count, "run")) failed",
        advice: "their rows say where; \(kept)")
    }
  }
}
