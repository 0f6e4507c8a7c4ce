import Communication
public import EngineKernels

/// The state of a simulation between two epochs, as numbers that another one can go on from.
extension Simulation {
  /// Everything that the rest of the run depends on, besides the plan; on the first rank, and
  /// nothing on the others.
  ///
  /// To be called before the first epoch, from `betweenEpochs` of `run`, or after a run that was
  /// stopped.
  ///
  /// - Throws: never, but for a fault of the engine.
  public func checkpoint() throws -> [CheckpointSection] {
    exchange.tissue?.gather()
    var common = CheckpointPass.saving
    try carryProgress(&common)
    let own = try groups.indices.flatMap { index in
      var pass = CheckpointPass.saving
      try groups[index].carry(&pass, number: numbers[index])
      return pass.sections
    }
    var last = CheckpointPass.saving
    if ranks.rank == 0 { try exchange.carry(&last) }
    exchange.tissue?.forgetOthers()
    let all = ranks.gatherAtFirst(own.flatMap(\.message)).flatMap { message in
      var reader = DoubleReader(message)
      var sections: [CheckpointSection] = []
      while !reader.isAtEnd { sections.append(CheckpointSection(&reader)) }
      return sections
    }
    return ranks.rank == 0 ? common.sections + all + last.sections : []
  }

  /// Takes the state of a simulation of the same plan, on any number of threads and ranks.
  ///
  /// To be called before the first step.
  ///
  /// - Parameter sections: all of them, on every rank.
  /// - Throws: an `EngineError` where the sections are of another plan, or damaged; this simulation
  ///   is of no use then.
  public func restore(_ sections: [CheckpointSection]) throws {
    do {
      var pass = try CheckpointPass.restoring(sections)
      try carryProgress(&pass)
      for (group, number) in zip(groups, numbers) { try group.carry(&pass, number: number) }
      try exchange.carry(&pass)
    } catch let mismatch as CheckpointMismatch {
      throw EngineError(
        code: .unfitCheckpoint, message: "the checkpoint does not fit: \(mismatch)",
        suggestion: "resume with the model that it was taken of, or begin anew")
    }
  }

  /// A number that says whether two simulations are of the same plan; before the first step.
  public func fingerprint() throws -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.add(schedule.duration)
    let own = zip(groups, numbers).map { group, number in
      var fingerprint = Fingerprint()
      group.add(to: &fingerprint)
      return GroupFingerprint(number: number, value: fingerprint.value)
    }
    for group in try ranks.gather(own).joined().sorted(by: { $0.number < $1.number }) {
      fingerprint.add(group.value)
    }
    exchange.tissue?.add(to: &fingerprint)
    return fingerprint.value
  }

  private func carryProgress(_ pass: inout CheckpointPass) throws {
    var progress = SimulationProgress(
      epoch: epoch, step: reached.step, reached: reached.time, time: time)
    try progress.carry(&pass, schedule: schedule, groupCount: groupCount)
    epoch = progress.epoch
    reached = EpochSchedule.End(step: progress.step, time: progress.reached)
    time = progress.time
  }
}

private struct GroupFingerprint: Codable {
  var number: Int
  var value: UInt64
}

extension CheckpointSection {
  /// For another rank.
  fileprivate var message: [Double] {
    let name = Array(name.utf8).packed
    return [Double(name.count), Double(integers.count), Double(numbers.count)] + name
      + integers.map { Double(bitPattern: UInt64(bitPattern: $0)) } + numbers
  }

  /// Takes the next one out of another rank's message.
  fileprivate init(_ reader: inout DoubleReader) {
    let counts = (reader.integer(), reader.integer(), reader.integer())
    let name = [UInt8](packed: reader.next(counts.0))
    let integers = reader.next(counts.1).map { Int64(bitPattern: $0.bitPattern) }
    self.init(
      name: String(decoding: name, as: UTF8.self), integers: integers,
      numbers: reader.next(counts.2))
  }
}
