public import EngineKernels

/// Where recordings go: the engine knows no file.
///
/// Called between epochs, always from the thread that runs the simulation.
public protocol RecordingSink: AnyObject {
  /// Takes consecutive samples of a report.
  ///
  /// - Parameters:
  ///   - report: the report's number in the plan.
  ///   - firstSample: the number of the first sample; calls follow each other without gaps.
  ///   - sampleCount: how many samples.
  ///   - values: the samples; shape `[sampleCount × elementCount]`.
  /// - Throws: what keeps them from being stored; the run then ends.
  func append(report: Int, firstSample: Int, sampleCount: Int, values: [Double]) throws

  /// Takes spikes, ordered in time within a call and from call to call.
  func append(spikes: [Spike]) throws

  /// Takes events, ordered in time within a call and from call to call.
  ///
  /// A sink that is not interested need not have this.
  func append(events: [EventOccurrence]) throws

  /// An epoch is over; everything up to `time` (ms) has been handed in.
  func epochEnded(time: Double) throws
}

extension RecordingSink {
  /// Ignores them.
  public func append(events: [EventOccurrence]) throws {}
}
