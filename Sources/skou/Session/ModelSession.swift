import Communication
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

  /// Lowers the model to a plan of the share of one of several ranks.
  func lower(on ranks: any Ranks) throws -> LoweredModel {
    var options = ModelLowering.Options()
    options.memory = Int(clamping: ProcessInfo.processInfo.physicalMemory) / Team.neighbourCount
    options.path = isScalar ? .scalar : .lanes
    (options.rank, options.rankCount) = (ranks.rank, ranks.count)
    return try wrongInput { try ModelLowering.lower(model.description, catalogue, options) }
  }

  /// Lowers the model to a plan, which may need its share of the memory where several run at once.
  func lower(
    refinement: Int = 1, timeRefinement: Int = 1, runsAtOnce: Int = 1
  ) throws -> LoweredModel {
    var options = ModelLowering.Options()
    options.refinement = refinement
    options.memory = Int(clamping: ProcessInfo.processInfo.physicalMemory) / max(runsAtOnce, 1)
    options.timeRefinement = timeRefinement
    options.path = isScalar ? .scalar : .lanes
    return try wrongInput { try ModelLowering.lower(model.description, catalogue, options) }
  }
}
