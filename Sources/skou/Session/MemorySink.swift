import Engine
import EngineKernels
import Lowering

/// Keeps recordings in memory, for commands that look at them themselves.
final class MemorySink: RecordingSink {
  /// For each report its samples, one after the other.
  private(set) var values: [[Double]]
  /// All spikes in the order of time.
  private(set) var spikes: [Spike] = []
  /// All events in the order of time.
  private(set) var events: [EventOccurrence] = []
  private var progress: ProgressLine

  init(reportCount: Int, progress: ProgressLine) {
    values = Array(repeating: [], count: reportCount)
    self.progress = progress
  }

  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) {
    self.values[report] += values
  }

  func append(spikes: [Spike]) { self.spikes += spikes }

  func append(events: [EventOccurrence]) { self.events += events }

  func epochEnded(time: Double) { progress.update(time) }

  func finish() { progress.finish() }
}
