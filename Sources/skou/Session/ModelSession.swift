import Engine
import Foundation
import Lowering
import MechanismCatalogue
import ModelIO

/// A model that has been read, and the mechanisms that it may use.
struct ModelSession {
  let model: LoadedModel
  let catalogue: MechanismCatalogue
  let isScalar: Bool

  /// No cell takes less, however small: a row of eight lanes and what describes it, in bytes.
  private static let leastBytesPerCell = 512

  /// Lowers the model to a plan.
  func lower(refinement: Int = 1, timeRefinement: Int = 1) throws -> LoweredModel {
    try checkMemory()
    var options = ModelLowering.Options()
    options.refinement = refinement
    options.memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    options.timeRefinement = timeRefinement
    options.path = isScalar ? .scalar : .lanes
    return try wrongInput { try ModelLowering.lower(model.description, catalogue, options) }
  }

  /// Refuses what cannot fit: without this, the system would end the process, with no word.
  private func checkMemory() throws {
    let populations = model.description.populations
    let cells = populations.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    guard cells > memory / Self.leastBytesPerCell,
      let largest = populations.max(by: { $0.count < $1.count })
    else { return }
    let needed = cells.multipliedReportingOverflow(by: Self.leastBytesPerCell)
    throw UserError.wrongInput(
      "\(largest.source): \(Format.count(cells)) cells need more than "
        + "\(Format.bytes(needed.overflow ? .max : needed.partialValue)) of memory, and this "
        + "machine has \(Format.bytes(memory))",
      advice: "simulate fewer cells, as in count: 1000")
  }
}
