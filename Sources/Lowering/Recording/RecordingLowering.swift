import Engine
import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts samplers and detectors into the groups that are built, and numbers those of all.
struct RecordingLowering {
  let placer: Placer
  /// In ms.
  let duration: Double

  func add(
    _ model: ModelDescription, to builders: inout [GroupBuilder], _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    for recording in model.recordings { try add(recording, to: &builders, &lowered) }
    for (number, detector) in model.detectors.enumerated() {
      try add(detector, number, to: &builders, &lowered)
    }
  }

  private func add(
    _ recording: RecordingDescription, to builders: inout [GroupBuilder],
    _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    let report = try report(recording)
    let number = lowered.reports.count
    var samplers: [Int: SamplerPlan] = [:]
    for (column, element) in report.elements.enumerated() {
      guard let (builder, slot) = placer.location(element, builders) else { continue }
      var sampler =
        samplers[builder]
        ?? SamplerPlan(
          report: number, start: report.start, interval: report.interval,
          sampleCount: report.sampleCount, elements: [], columns: [])
      sampler.elements.append(
        try terms(recording, element, builders[builder], slot: slot))
      sampler.columns.append(column)
      samplers[builder] = sampler
    }
    for (builder, sampler) in samplers { builders[builder].add(sampler) }
    lowered.reports.append(report)
    lowered.plan.reports.append(
      SimulationPlan.Report(
        name: recording.name, elementCount: report.elements.count,
        sampleCount: report.sampleCount))
  }

  /// Samples are taken at start, start + interval, …, up to and including the stop.
  private func report(
    _ recording: RecordingDescription
  ) throws(LoweringError) -> LoweredModel.Report {
    let source = recording.source
    let start = try value(recording.start, .millisecond, source)
    let interval = try value(recording.interval, .millisecond, source)
    let stop =
      try recording.stop.map { (t) throws(LoweringError) in
        try value(t, .millisecond, source)
      } ?? duration
    let count = ((min(stop, duration) - start) / interval + 1e-9).rounded(.down) + 1
    let elements = try placer.elements(recording.cells, recording.places, source)
    try check(recording, lasts: start <= duration && interval <= duration)
    guard count >= 1, count * Double(elements.count) < 1e13 else {
      throw LoweringError(
        .size, "'\(recording.name)' would take \(count) samples of \(elements.count) places",
        suggestion: "record fewer places or less often", at: source)
    }
    return LoweredModel.Report(
      description: recording, start: start, interval: interval, sampleCount: Int(count),
      elements: elements)
  }

  private func check(
    _ recording: RecordingDescription, lasts: Bool
  ) throws(LoweringError) {
    guard !lasts else { return }
    throw LoweringError(
      .range,
      "'\(recording.name)' starts at \(recording.start) and records every \(recording.interval), "
        + "but the run lasts \(duration) ms",
      suggestion: "start it before the run ends, record more often, or run longer",
      at: recording.source)
  }

  private func add(
    _ detector: SpikeDetectorDescription, _ number: Int, to builders: inout [GroupBuilder],
    _ lowered: inout LoweredModel
  ) throws(LoweringError) {
    guard detector.name != "run" else {
      throw LoweringError(
        .name, "a spike detector cannot be called 'run', as the record of the run is",
        suggestion: "choose another name, such as 'spikes'", at: detector.source)
    }
    let threshold = try value(detector.threshold, .millivolt, detector.source)
    for element in try placer.elements(detector.cells, detector.places, detector.source) {
      if let (builder, slot) = placer.location(element, builders) {
        builders[builder].add(
          DetectorPlan(slot: slot, threshold: threshold, identifier: lowered.detectors.count))
      }
      lowered.detectors.append(LoweredModel.Detector(detector: number, element: element))
    }
  }

  private func terms(
    _ recording: RecordingDescription, _ element: LoweredModel.Element, _ builder: GroupBuilder,
    slot: Int
  ) throws(LoweringError) -> [SamplerPlan.Term] {
    let resolver = TermResolver(
      cell: placer.cell(element), place: placer.cells[element.cell].place,
      compartment: element.compartment, slot: slot, builder: builder)
    let terms = resolver.terms(recording.variable)
    guard terms.isEmpty else { return terms }
    throw LoweringError(
      .name,
      "'\(recording.variable)' does not exist at compartment \(element.compartment) of "
        + "cell '\(placer.cell(element).name)'",
      suggestion: resolver.suggestion(recording.variable), at: recording.source)
  }
}
