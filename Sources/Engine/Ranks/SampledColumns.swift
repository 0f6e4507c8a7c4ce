import Communication
import EngineKernels

/// Consecutive samples of some columns of a report: what a group, or the shared space, has sampled.
struct SampledColumns {
  var report: Int
  /// Time of the report's first sample, and between samples, in ms.
  var start, interval: Double
  /// The number of the first sample in `values`.
  var firstSample: Int
  var columns: [Int]
  /// `[sample count × columns]`.
  var values: [Double]

  init(_ sampler: Sampler) {
    let plan = sampler.plan
    (report, start, interval) = (plan.report, plan.start, plan.interval)
    (firstSample, columns, values) = (sampler.firstSample, plan.columns, sampler.values)
  }

  init(_ sampler: GridSampler) {
    let plan = sampler.plan
    (report, start, interval) = (plan.report, plan.start, plan.interval)
    (firstSample, columns, values) = (sampler.firstSample, sampler.columns, sampler.values)
  }

  /// How many samples there are.
  var sampleCount: Int { values.count / max(columns.count, 1) }

  /// How many of the samples lie at a time or before it.
  func count(upTo end: Double) -> Int {
    let last = (end - start) / interval + 1e-9
    guard last < Double(firstSample + sampleCount) else { return sampleCount }
    return min(max(Int(last.rounded(.down)) + 1 - firstSample, 0), sampleCount)
  }
}

extension SampledColumns {
  /// For another rank.
  var message: [Double] {
    [
      Double(report), start, interval, Double(firstSample), Double(columns.count),
      Double(values.count),
    ] + columns.map(Double.init) + values
  }

  /// Takes the next one out of another rank's message.
  init(_ reader: inout DoubleReader) {
    report = reader.integer()
    (start, interval) = (reader.next(), reader.next())
    firstSample = reader.integer()
    let (columnCount, valueCount) = (reader.integer(), reader.integer())
    columns = reader.next(columnCount).map { Int($0) }
    values = reader.next(valueCount)
  }
}
