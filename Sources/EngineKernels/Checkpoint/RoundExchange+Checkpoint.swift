/// What lies between groups.
extension RoundExchange {
  /// Saves the state of sources and of the shared space, or restores it.
  ///
  /// Only the first rank may save, after `Tissue.gather`: it alone has the whole space then.
  ///
  /// - Throws: `CheckpointMismatch` where the sections are not those of this model.
  public func carry(_ pass: inout CheckpointPass) throws(CheckpointMismatch) {
    try pass.section("sources") { (to) throws(CheckpointMismatch) in
      try to.match(sources.count, "sources of spikes")
      for i in sources.indices { try sources[i].carry(&to) }
    }
    guard let tissue else { return }
    try pass.section("grid") { (to) throws(CheckpointMismatch) in
      try to.carry(tissue.grid.state, count: tissue.grid.stateCount)
      if to.direction == .restoring { tissue.grid.stateHasChanged() }
    }
    try pass.section("grid_samplers") { (to) throws(CheckpointMismatch) in
      for sampler in tissue.samplers { try sampler.carry(&to, tissue.grid) }
    }
  }
}

extension SpikeSource {
  fileprivate mutating func carry(_ to: inout CheckpointTransfer) throws(CheckpointMismatch) {
    var (count, next) = (count, next)
    try to.carry(&count)
    try to.carry(&next)
    restore(count: count, next: next)
  }
}

extension GridSampler {
  /// Which sample is next; the concentrations where the last round ended are the grid's.
  fileprivate func carry(
    _ to: inout CheckpointTransfer, _ grid: GridRuntime
  ) throws(CheckpointMismatch) {
    try to.carry(&next, in: 0...plan.sampleCount)
    if to.direction == .restoring { refresh(grid) }
  }
}
