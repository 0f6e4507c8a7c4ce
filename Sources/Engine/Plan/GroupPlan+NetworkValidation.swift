import EngineKernels

extension GroupPlan {
  /// Checks what couples cells: points, connections, emitters and gap junctions.
  func validateNetwork() throws {
    for point in points {
      let name = point.mechanism.name
      try require(point.slots.count == point.mechanism.rowCount * 8, "\(name)'s lanes")
      try require(point.slots.allSatisfy { isSlot(Int($0)) }, "\(name) outside the slots")
      try validate(point.mechanism, rowsWithin: point.slots.count)
      try require(point.mechanism.runs.first?.firstRow == 0, "\(name)'s first row")
      try require(point.mechanism.runs.count == 1, "\(name)'s rows")
    }
    for target in connections.targets {
      try require(isLane(target.lane, of: target.point), "a connection to lane \(target.lane)")
      try require(
        target.weight.isFinite && target.delay >= 0 && target.delay.isFinite,
        "a connection of delay \(target.delay)")
    }
    for emitter in emitters {
      try require(isSlot(emitter.detector.slot), "an emitter at \(emitter.detector.slot)")
      for responder in emitter.responders {
        try require(isLane(responder.lane, of: responder.point), "a responder")
      }
    }
    for junction in gapJunctions { try validate(junction) }
  }

  private func isLane(_ lane: Int32, of point: Int32) -> Bool {
    points.indices.contains(Int(point)) && points[Int(point)].slots.indices.contains(Int(lane))
  }

  private func validate(_ junction: GapJunctionPlan) throws {
    try require(
      isSlot(junction.first) && isSlot(junction.second) && junction.first != junction.second,
      "a gap junction between \(junction.first) and \(junction.second)")
    try require(
      junction.conductance > 0 && junction.conductance.isFinite, "a gap junction's conductance")
    for carrier in junction.carriers {
      try require(
        solutions?.species.indices.contains(carrier.species) == true
          && solutions?.species[carrier.species].valence != 0 && carrier.share.isFinite,
        "a gap junction that species \(carrier.species) passes")
    }
  }
}
