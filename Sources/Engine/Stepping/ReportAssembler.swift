import EngineKernels

/// Puts together what the groups sampled in an epoch, one block a report.
struct ReportAssembler {
  struct Block {
    var firstSample = 0
    var sampleCount = Int.max
    var values: [Double] = []
  }

  private let reports: [SimulationPlan.Report]
  private var blocks: [Block]
  private var samplers: [[Sampler]]
  private var gridSamplers: [Int: GridSampler] = [:]

  init(_ reports: [SimulationPlan.Report]) {
    self.reports = reports
    blocks = reports.map { _ in Block() }
    samplers = reports.map { _ in [] }
  }

  mutating func begin() {
    for report in reports.indices { samplers[report].removeAll(keepingCapacity: true) }
  }

  mutating func add(_ sampler: Sampler) { samplers[sampler.plan.report].append(sampler) }

  mutating func add(_ sampler: GridSampler) { gridSamplers[sampler.plan.report] = sampler }

  private func block(_ sampler: GridSampler, upTo end: Double?) -> Block {
    let count = sampler.count(upTo: end ?? .infinity)
    return Block(
      firstSample: sampler.firstSample, sampleCount: count,
      values: Array(sampler.values.prefix(count * sampler.plan.voxels.count)))
  }

  /// The samples that all groups have, up to a time: a group that failed has fewer than the others.
  mutating func block(_ report: Int, upTo end: Double?) -> Block {
    if let sampler = gridSamplers[report] { return block(sampler, upTo: end) }
    let parts = samplers[report]
    let width = reports[report].elementCount
    let most = parts.map { $0.values.count / max($0.plan.elements.count, 1) }.min() ?? 0
    let count = min(most, parts.first?.count(upTo: end ?? .infinity) ?? 0)
    var block = Block(firstSample: parts.first?.firstSample ?? 0, sampleCount: count, values: [])
    block.values = [Double](repeating: 0, count: count * width)
    for part in parts {
      let elements = part.plan.elements.count
      for sample in 0..<count {
        for (element, column) in part.plan.columns.enumerated() {
          block.values[sample * width + column] = part.values[sample * elements + element]
        }
      }
    }
    return block
  }
}

extension Sampler {
  /// How many of the present samples lie at a time or before it.
  fileprivate func count(upTo end: Double) -> Int {
    let last = (end - plan.start) / plan.interval + 1e-9
    guard last < Double(firstSample + values.count) else { return .max }
    return max(Int(last.rounded(.down)) + 1 - firstSample, 0)
  }
}
