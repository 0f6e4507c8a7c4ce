import Communication
import Numerics

/// The solves along the last axis where several ranks have its sections: whole lines are handed to
/// ranks that solve them, and changes are handed back.
extension GridRuntime {
  /// Spreads the changes of a part along the last axis and lets amounts take them up.
  func sweepAcross(
    _ time: Double, _ share: Double, _ crew: GridCrew, _ scratch: GridScratch,
    _ synchronize: () -> Void
  ) {
    let count = plan.species.count
    for section in crew.share(of: slabs.sections) { pack(section, count) { change($0) } }
    meet(crew, synchronize) {
      ranks.exchange(
        columns.packed, columns.outgoingChanges, columns.values, columns.incomingChanges)
    }
    for item in items(of: slabs.ownColumns, crew) {
      let (unit, species) = item.quotientAndRemainder(dividingBy: count)
      solveLines(unit, part(species, time, share), scratch)
    }
    meet(crew, synchronize) {
      ranks.exchange(
        columns.values, columns.incomingChanges, columns.packed, columns.outgoingChanges)
    }
    for item in items(of: slabs.own, crew) {
      let (layer, species) = item.quotientAndRemainder(dividingBy: count)
      applyLayer(layer, part(species, time, share))
    }
  }

  /// Packs a section of some arrays for the ranks that solve its lines.
  private func pack(
    _ section: Int, _ count: Int, _ array: (Int) -> UnsafeMutablePointer<Double>
  ) {
    for rank in slabs.layers.indices {
      let lines = slabs.lines(ofRank: rank)
      for index in 0..<count {
        packed(section, rank, index, of: count).update(
          from: array(index) + section * shape.sectionVoxels + lines.lowerBound, count: lines.count)
      }
    }
  }

  /// Takes a section of a species' changes out of what has come back.
  private func unpack(_ section: Int, _ species: Int) {
    let first = change(species) + section * shape.sectionVoxels
    for rank in slabs.layers.indices {
      let lines = slabs.lines(ofRank: rank)
      (first + lines.lowerBound).update(
        from: packed(section, rank, species, of: plan.species.count), count: lines.count)
    }
  }

  /// Where a rank's lines of a section are packed, of one of `count` arrays.
  private func packed(
    _ section: Int, _ rank: Int, _ index: Int, of count: Int
  ) -> UnsafeMutablePointer<Double> {
    let lines = slabs.lines(ofRank: rank)
    let before = slabs.sections.count * count * lines.lowerBound
    return columns.packed + before
      + ((section - slabs.sections.lowerBound) * count + index) * lines.count
  }

  private func solveLines(_ unit: Int, _ part: GridPart, _ scratch: GridScratch) {
    let lanes = shape.sectionVoxels - unit * 8
    if lanes >= 8 {
      solveLines(unit, part, scratch, AllLanes())
    } else {
      solveLines(unit, part, scratch, FirstLanes(count: lanes))
    }
  }

  @inline(__always)
  private func solveLines<Access: LaneAccess>(
    _ unit: Int, _ part: GridPart, _ scratch: GridScratch, _ access: Access
  ) {
    let lines = slabs.ownLines.count
    let first = unit * 8 - slabs.ownLines.lowerBound
    let values = columns.values + part.species * lines + first
    let stride = plan.species.count * lines
    guard !isUniform else {
      return LineSolver.solve(
        values, stride: stride, count: shape.sectionCount,
        factors: factors(part.species, shape.lastAxis), work: scratch.lines, access)
    }
    LineSolver.solve(
      values, stride: stride, count: shape.sectionCount, water: columns.water + first,
      faces: columns.faces + first, waterStride: lines, half: part.reach / 2,
      factors: scratch.factors, work: scratch.lines, access)
  }

  /// Amounts of a layer take up what has come back.
  private func applyLayer(_ layer: Int, _ part: GridPart) {
    // What ranks that are not there would have solved is missing: nothing would be in balance.
    if !(ranks is DryRanks) {
      for section in shape.sections(layer..<layer + 1) { unpack(section, part.species) }
    }
    if plan.isHeld { bookEnds(layer, part) }
    let isGood = applyRange(part.species, shape.voxels(layer..<layer + 1), sign: 1)
    // With a field, amounts are not complete yet, and `collectPart` knows better.
    layerSums.layer(layer, part.species, .isBad).pointee = isGood ? 0 : 1
  }

  /// What leaves through the walls before the first section and after the last one; it takes the
  /// concentrations of before.
  private func bookEnds(_ layer: Int, _ part: GridPart) {
    if layer == 0 {
      layerSums.layer(layer, part.species, .throughFirst).pointee = throughWall(0, face: 0, part)
    }
    if layer == shape.layerCount - 1 {
      let last = shape.voxelCount - shape.sectionVoxels
      layerSums.layer(layer, part.species, .throughLast).pointee =
        throughWall(last, face: shape.voxelCount, part)
    }
  }

  /// What leaves through the wall of a section, in amol, unit by unit of its lines.
  private func throughWall(_ first: Int, face: Int, _ part: GridPart) -> Double {
    var sum = 0.0
    for line in Swift.stride(from: 0, to: shape.sectionVoxels, by: 8) {
      let lanes = shape.sectionVoxels - line
      if lanes >= 8 {
        sum += throughEnd(shape.lastAxis, first + line, face + line, part, AllLanes())
      } else {
        let access = FirstLanes(count: lanes)
        sum += throughEnd(shape.lastAxis, first + line, face + line, part, access)
      }
    }
    return sum
  }

  /// The faces along own lines, from the water there.
  func refreshColumnFaces(_ crew: GridCrew, _ synchronize: () -> Void) {
    for section in crew.share(of: slabs.sections) { pack(section, 1) { _ in water } }
    meet(crew, synchronize) {
      ranks.exchange(columns.packed, columns.outgoingWater, columns.water, columns.incomingWater)
    }
    for section in crew.share(of: 0..<shape.sectionCount) { refreshColumnFaces(below: section) }
  }

  /// Those below a section, and above the last one.
  private func refreshColumnFaces(below section: Int) {
    let count = slabs.ownLines.count
    func kappa(_ place: Int) -> Double { columns.water[place] * columns.spread[place] }
    for place in section * count..<(section + 1) * count {
      columns.faces[place] =
        section == 0
        ? wall(kappa(place), shape.lastFace)
        : face(between: kappa(place - count), kappa(place), shape.lastFace)
      guard section == shape.sectionCount - 1 else { continue }
      columns.faces[place + count] = wall(kappa(place), shape.lastFace)
    }
  }
}
