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

  /// Bytes that there are.
  let available: Int

  /// How many connections there may be.
  var mostConnections: Int { min(Int(Int32.max), available / Self.connection) }

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
      guard needed > Double(available) else { continue }
      let words = synapses == 0 ? "" : " and \(synapses) synapses"
      throw LoweringError(
        .size,
        "\(population.count) cells of \(compartments) compartments\(words) need more than "
          + shortage(needed),
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

  private func shortage(_ needed: Double) -> String {
    "\(Int(needed / 0x1p30)) GiB of memory, and there are \(available >> 30) GiB"
  }
}

extension PaintedCell {
  /// How many places its synapses have, as far as they do not depend on what is connected.
  fileprivate var synapsePlaceCount: Int {
    zip(synapses, synapsePlaces).reduce(0) { sum, synapse in
      guard !synapse.0.manifest.isPerConnection else { return sum }
      // A place that is wrong is reported where synapses are laid out, with its line.
      return sum + ((try? synapse.1.compartments(in: morphology, seed: 0).count) ?? 0)
    }
  }
}
