import Engine
import EngineKernels
import Lowering

/// Runs a model as it is, with half the step, and with finer compartments, and compares.
struct ConvergenceCheck {
  let session: ModelSession
  let threads: Int

  /// Prints by how much each recording changes.
  func report() throws {
    guard
      !session.model.description.recordings.isEmpty
        || !session.model.description.detectors.isEmpty
    else {
      throw UserError.wrongInput(
        "\(session.model.path): the model records nothing that could be compared",
        advice: "add for example record: {v: {variable: v, cells: all, at: soma}}")
    }
    let base = try run("as it is", refinement: 1, timeRefinement: 1)
    let finerTime = try run("half the time step", refinement: 1, timeRefinement: 2)
    let finerSpace = try run(
      "a third of the compartments' length", refinement: 3, timeRefinement: 1)
    Terminal.print("convergence: largest and root-mean-square change of each recording")
    var rows = [["", "with dt / 2", "", "with dx / 3", ""]]
    for index in base.model.reports.indices {
      rows.append(row(index, base, finerTime, finerSpace))
    }
    for index in session.model.description.detectors.indices {
      rows.append(spikeRow(index, base, finerTime, finerSpace))
    }
    Terminal.print(Format.table(rows))
  }

  private struct Run {
    var model: LoweredModel
    var sink: MemorySink
  }

  private func run(_ name: String, refinement: Int, timeRefinement: Int) throws -> Run {
    let model = try session.lower(refinement: refinement, timeRefinement: timeRefinement)
    let simulation = try Simulation(model.plan, threads: threads)
    let total = model.plan.duration
    Terminal.note("running \(name): \(Format.counted(model.compartmentCount, "compartment"))")
    let sink = MemorySink(
      reportCount: model.plan.reports.count, progress: ProgressLine(total: total, quiet: false))
    let end = RunEnd(try simulation.run(into: sink), simulation, model)
    sink.finish()
    if let error = end.error(kept: nil) { throw error }
    return Run(model: model, sink: sink)
  }

  private func row(_ index: Int, _ base: Run, _ time: Run, _ space: Run) -> [String] {
    let report = base.model.reports[index].description
    let unit = report.variable.unit
    let changes = [time, space].flatMap { other -> [String] in
      let pairs = zip(base.sink.values[index], other.sink.values[index])
      guard base.sink.values[index].count == other.sink.values[index].count else {
        return ["other places", ""]
      }
      var largest = 0.0
      var squares = 0.0
      var count = 0
      for (a, b) in pairs {
        largest = max(largest, abs(a - b))
        squares += (a - b) * (a - b)
        count += 1
      }
      let mean = (squares / Double(max(count, 1))).squareRoot()
      return [
        "\(Format.number(largest, digits: 3)) \(unit)", "\(Format.number(mean, digits: 3)) rms",
      ]
    }
    return [report.name] + changes
  }

  private func spikeRow(_ detector: Int, _ base: Run, _ time: Run, _ space: Run) -> [String] {
    let name = session.model.description.detectors[detector].name
    let own = times(detector, base)
    let changes = [time, space].flatMap { other -> [String] in
      let others = times(detector, other)
      guard own.count == others.count else {
        return ["\(own.count) -> \(Format.counted(others.count, "spike"))", ""]
      }
      let largest = zip(own, others).map { abs($0 - $1) }.max() ?? 0
      return ["\(Format.number(largest, digits: 3)) ms", Format.counted(own.count, "spike")]
    }
    return [name] + changes
  }

  private func times(_ detector: Int, _ run: Run) -> [Double] {
    run.sink.spikes.filter { run.model.detectors[$0.detector].detector == detector }.map { $0.time }
  }
}
