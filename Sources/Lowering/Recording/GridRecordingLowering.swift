import Engine
import EngineKernels
import ModelDescription
import Quantities

/// Puts recordings of the shared space into the plan, after those of cells.
struct GridRecordingLowering {
  let space: GridLowering
  /// In ms.
  let duration: Double

  func add(
    _ recordings: [GridRecordingDescription], to lowered: inout LoweredModel
  ) throws(LoweringError) {
    for recording in recordings {
      let report = try report(recording)
      let number = lowered.plan.reports.count
      guard let species = space.plan.species.firstIndex(where: { $0.name == recording.ion }) else {
        continue
      }
      lowered.plan.gridSamplers.append(
        GridSamplerPlan(
          report: number, species: species, voxels: report.voxels, start: report.start,
          interval: report.interval, sampleCount: report.sampleCount))
      lowered.plan.reports.append(
        SimulationPlan.Report(
          name: recording.name, elementCount: report.voxels.count,
          sampleCount: report.sampleCount))
      lowered.gridReports.append(report)
    }
  }

  private func report(
    _ recording: GridRecordingDescription
  ) throws(LoweringError) -> LoweredModel.GridReport {
    let source = recording.source
    let start = try value(recording.start, .millisecond, source)
    let interval = try value(recording.interval, .millisecond, source)
    let stop =
      try recording.stop.map { (t) throws(LoweringError) in
        try value(t, .millisecond, source)
      } ?? duration
    let count = ((min(stop, duration) - start) / interval + 1e-9).rounded(.down) + 1
    guard start <= duration, count >= 1 else {
      throw LoweringError(
        .range,
        "'\(recording.name)' starts at \(recording.start), but the run lasts \(duration) ms",
        suggestion: "start it before the run ends, or run longer", at: source)
    }
    let voxels = (0..<space.plan.voxelCount).filter {
      recording.within.contains(space.center(ofVoxel: $0))
    }
    guard !voxels.isEmpty, count * Double(voxels.count) < 1e13 else {
      throw LoweringError(
        .size, "'\(recording.name)' would take \(count) samples of \(voxels.count) voxels",
        suggestion: voxels.isEmpty
          ? "no voxel has its middle there: widen 'within:'"
          : "record a part of the space, or less often", at: source)
    }
    return LoweredModel.GridReport(
      description: recording, start: start, interval: interval, sampleCount: Int(count),
      voxels: voxels.map { Int32($0) })
  }
}
