import Engine
import EngineKernels

/// Takes recordings and forgets them.
final class IdleSink: RecordingSink {
  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) {}
  func append(spikes: [Spike]) {}
  func epochEnded(time: Double) {}
}
