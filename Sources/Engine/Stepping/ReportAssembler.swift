/// Puts together what was sampled in an epoch, one block a report.
struct ReportAssembler {
  struct Block {
    var firstSample = 0
    var sampleCount = 0
    var values: [Double] = []
  }

  private let reports: [SimulationPlan.Report]
  private var parts: [[SampledColumns]]

  init(_ reports: [SimulationPlan.Report], _ samples: [SampledColumns]) {
    self.reports = reports
    parts = reports.map { _ in [] }
    for part in samples { parts[part.report].append(part) }
  }

  /// The samples that all groups have, up to a time: a group that failed has fewer than the others.
  func block(_ report: Int, upTo end: Double?) -> Block {
    let parts = parts[report]
    let width = reports[report].elementCount
    let most = parts.map(\.sampleCount).min() ?? 0
    let count = min(most, parts.first?.count(upTo: end ?? .infinity) ?? 0)
    let firstSample = parts.first?.firstSample ?? 0
    if parts.count == 1, let only = parts.first, only.columns == Array(0..<width) {
      return Block(
        firstSample: firstSample, sampleCount: count,
        values: count == most ? only.values : Array(only.values.prefix(count * width)))
    }
    var values = [Double](repeating: 0, count: count * width)
    for part in parts {
      let elements = part.columns.count
      for sample in 0..<count {
        for (element, column) in part.columns.enumerated() {
          values[sample * width + column] = part.values[sample * elements + element]
        }
      }
    }
    return Block(firstSample: firstSample, sampleCount: count, values: values)
  }
}
