import Communication
import Engine
import EngineKernels
import Foundation
import Lowering
import ResultsIO

extension CheckpointOrigin {
  /// What the checkpoints of a run belong to; to be made by all ranks at once.
  ///
  /// The simulation has taken no step.
  init(
    _ session: ModelSession, _ lowered: LoweredModel, _ simulation: Simulation,
    mechanisms: [String], mechanismFolders: [String], interval: Double
  ) throws {
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    self.init(
      model: session.model.resolvedText, modelPath: absolute(session.model.path),
      skouVersion: SkouVersion.text, buildFlags: Processor.buildFlags,
      seed: session.model.description.simulation.seed,
      timeStep: lowered.plan.settings.timeStep, isScalar: session.isScalar,
      fingerprint: try simulation.fingerprint(), mechanisms: mechanisms,
      mechanismFolders: mechanismFolders.map(absolute), started: "", interval: interval)
  }
}

extension LoweredModel {
  /// The mechanisms in use on any rank, each with the counts of its columns, in alphabetical order.
  func mechanismsInUse(_ ranks: any Ranks) -> [String] {
    let used = plan.groups.flatMap { $0.mechanisms + $0.points.map(\.mechanism) }
    let texts = used.map { mechanism in
      let functions = mechanism.functions
      return "'\(mechanism.name)' of \(functions.stateCount) states, "
        + "\(functions.parameterCount) parameters and \(functions.ionCount) ions"
    }
    let own = Set(texts).sorted().joined(separator: "\n")
    return Set(ranks.gather(own).flatMap { $0.split(separator: "\n").map(String.init) }).sorted()
  }
}
