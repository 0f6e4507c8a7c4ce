import ModelDescription
import Morphology

/// Refuses what cannot fit: without this the system would end the process, with no word.
///
/// What things take was measured as the largest resident size of a process; these are lower bounds,
/// so that nothing is refused which might fit.
struct MemoryCheck {
  /// Of a compartment, in bytes; 225 and more were measured (Benchmarks/README.md).
  static let compartment = 200.0
  /// Of a cell, however small: a row of eight lanes, and what describes it.
  static let cell = 512.0
  /// Of a synapse's place: 150 were measured for `exp_syn`.
  static let point = 130.0
  /// Of a connection: 80 were measured.
  static let connection = 64
  /// Of a voxel, and of each species in it once more: 199 were measured for three species.
  static let voxel = 48.0

  /// Bytes that there are for a rank.
  let available: Int
  /// How many ranks share cells and connections; each has the whole of a shared space.
  var rankCount = 1

  /// How many connections there may be.
  var mostConnections: Int {
    // Of all ranks together; more than numbers have room for are as good as any.
    let room = (available / Self.connection).multipliedReportingOverflow(by: rankCount)
    return room.overflow ? Int(Int32.max) : min(Int(Int32.max), room.partialValue)
  }

  /// Checks cells and their synapses before these are laid out.
  func check(
    _ model: ModelDescription, _ painted: [PaintedCell]
  ) throws(LoweringError) {
    var needed = 0.0
    for population in model.populations {
      let cell = painted.first { $0.name == population.cell }
      let compartments = cell?.morphology.compartments.count ?? 0
      let synapses = cell?.synapsePlaceCount ?? 0
      let each = Self.compartment * Double(compartments) + Self.point * Double(synapses)
      needed += Double(population.count) * max(Self.cell, each)
      let share = needed / Double(rankCount)
      guard share > Double(available) else { continue }
      let words = synapses == 0 ? "" : " and \(synapses) synapses"
      throw LoweringError(
        .size,
        "\(population.count) cells of \(compartments) compartments\(words) need more than "
          + shortage(share, rankCount == 1 ? "" : " for each of \(rankCount) ranks"),
        suggestion: "simulate fewer cells, or cut them more coarsely", at: population.source)
    }
  }

  /// Checks a shared space before it is laid out.
  func check(
    voxels: Int, species: Int, _ source: SourceLocation
  ) throws(LoweringError) {
    let needed = Double(voxels) * Self.voxel * Double(species + 1)
    guard needed > Double(available) else { return }
    throw LoweringError(
      .size,
      "a space of \(voxels) voxels with \(species) species needs more than "
        + shortage(needed),
      suggestion: "give a wider 'spacing:' or a smaller 'box:'", at: source)
  }

  private func shortage(_ needed: Double, _ whose: String = "") -> String {
    "\(Int(needed / 0x1p30)) GiB of memory\(whose), and there are \(available >> 30) GiB"
  }
}

extension PaintedCell {
  /// How many places its synapses have, as far as they do not depend on what is connected.
  var synapsePlaceCount: Int {
    synapses.indices.reduce(0) {
      synapses[$1].manifest.isPerConnection ? $0 : $0 + placeCount(ofSynapse: $1)
    }
  }

  /// How many places a synapse has, wherever they are drawn.
  ///
  /// A place that is wrong is none here; it is reported where synapses are laid out, with its line.
  func placeCount(ofSynapse number: Int) -> Int {
    (try? synapsePlaces[number].compartments(in: morphology, seed: 0).count) ?? 0
  }
}
