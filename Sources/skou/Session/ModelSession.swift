import Communication
import Engine
import EngineKernels
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
    options.memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    options.path = isScalar ? .scalar : .lanes
    var l = try wrongInput { try ModelLowering.lower(model.description, catalogue, options) }
    let d = GroupDealing(
      costs: l.plan.groups.map { Double($0.slotCount) }, slotCounts: l.plan.groups.map(\.slotCount),
      rank: ranks.rank, rankCount: ranks.count)
    l.plan.groups = d.own.map { l.plan.groups[$0] }
    l.plan.share = d
    return l
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
