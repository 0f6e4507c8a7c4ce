import Engine
import EngineKernels

/// Keeps of one run of a sweep what its table needs, and writes everything to files if wanted.
final class SweepSink: RecordingSink {
  /// What expectations are checked with.
  let memory: MemorySink
  private let files: ResultsSink?
  private let isKept: [Bool]
  private let onEpoch: (_ time: Double) -> Void

  /// - Parameters:
  ///   - isKept: for each report whether an expectation looks at it; others may fill the memory.
  ///   - files: where everything is written; nil for nowhere.
  ///   - onEpoch: is told how far the run is, in ms.
  init(isKept: [Bool], files: ResultsSink?, onEpoch: @escaping (_ time: Double) -> Void) {
    memory = MemorySink(
      reportCount: isKept.count, progress: ProgressLine(total: 0, quiet: true))
    self.files = files
    self.isKept = isKept
    self.onEpoch = onEpoch
  }

  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) throws {
    try files?.append(
      report: report, firstSample: firstSample, sampleCount: sampleCount, values: values)
    guard isKept[report] else { return }
    memory.append(
      report: report, firstSample: firstSample, sampleCount: sampleCount, values: values)
  }

  func append(spikes: [Spike]) throws {
    try files?.append(spikes: spikes)
    memory.append(spikes: spikes)
  }

  func append(events: [EventOccurrence]) throws {
    try files?.append(events: events)
    memory.append(events: events)
  }

  func epochEnded(time: Double) throws {
    try files?.epochEnded(time: time)
    onEpoch(time)
  }
}
