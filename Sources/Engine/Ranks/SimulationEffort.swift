/// What a simulation takes: of one rank, or of all together.
public struct SimulationEffort: Sendable, Codable {
  /// Steps taken so far, added over groups that do not step together.
  public let stepCount: Int
  /// Bytes held for nodes, states and parameters, for connections and voxels.
  public let byteCount: Int

  init(stepCount: Int, byteCount: Int) {
    self.stepCount = stepCount
    self.byteCount = byteCount
  }

  init(ranks: [SimulationEffort]) {
    stepCount = ranks.map(\.stepCount).max() ?? 0
    byteCount = ranks.reduce(0) { $0 + $1.byteCount }
  }
}
