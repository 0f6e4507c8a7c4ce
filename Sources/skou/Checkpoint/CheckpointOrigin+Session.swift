import Engine
import EngineKernels
import Foundation
import Lowering
import ResultsIO

extension CheckpointOrigin {
  /// What the checkpoints of a run belong to; `simulation` has taken no step.
  init(
    _ session: ModelSession, _ lowered: LoweredModel, _ simulation: Simulation,
    mechanismFolders: [String], started: String, interval: Double
  ) {
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    self.init(
      model: session.model.resolvedText, modelPath: absolute(session.model.path),
      skouVersion: SkouVersion.text, buildFlags: Processor.buildFlags,
      seed: session.model.description.simulation.seed,
      timeStep: lowered.plan.settings.timeStep, isScalar: session.isScalar,
      fingerprint: simulation.fingerprint, mechanisms: lowered.mechanismsInUse,
      mechanismFolders: mechanismFolders.map(absolute), started: started, interval: interval)
  }
}

extension LoweredModel {
  /// The mechanisms in use, each with the counts of its columns, in alphabetical order.
  var mechanismsInUse: [String] {
    let used = plan.groups.flatMap { $0.mechanisms + $0.points.map(\.mechanism) }
    let texts = used.map { mechanism in
      let functions = mechanism.functions
      return "'\(mechanism.name)' of \(functions.stateCount) states, "
        + "\(functions.parameterCount) parameters and \(functions.ionCount) ions"
    }
    return Set(texts).sorted()
  }
}
