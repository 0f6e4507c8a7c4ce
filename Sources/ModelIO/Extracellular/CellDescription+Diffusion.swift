import ModelDescription
import Quantities

extension CellDescription {
  /// Coefficients in water near 37 °C, in µm²/ms.
  private static let knownCoefficients = ["na": 1.33, "k": 1.96, "cl": 2.03, "ca": 0.71]

  /// The cells of a model, with the diffusion coefficients that a shared space needs of all pools.
  ///
  /// - Parameters:
  ///   - cells: the cells as they were read.
  ///   - model: the model; if its space is not shared, the cells stay as they are.
  /// - Returns: the cells, with coefficients in water for the ions that are known.
  /// - Throws: `ModelIOError` for a pool of which nothing is known.
  static func withDiffusion(
    _ cells: [CellDescription], in model: MapEntry
  ) throws(ModelIOError) -> [CellDescription] {
    guard let space = model.entry.value(below: ["extracellular", "space"]),
      case .text("grid", _) = space.node.content
    else { return cells }
    var cells = cells
    for (number, cell) in cells.enumerated() {
      for (index, ion) in cell.ions.enumerated() where ion.needsDiffusion {
        cells[number].ions[index].diffusion = try coefficient(of: ion, in: cell, model)
      }
    }
    return cells
  }

  private static func coefficient(
    of ion: IonDescription, in cell: CellDescription, _ model: MapEntry
  ) throws(ModelIOError) -> Quantity {
    guard let known = knownCoefficients[ion.name] else {
      throw ModelIOError(
        .missingKey, at: ion.source,
        "the ion '\(ion.name)' has no 'diffusion', which 'space: grid' needs of every pool",
        suggestion: "add for example diffusion: 1 um2/ms, or 0 um2/ms for what stays in its place")
    }
    let coefficient = Quantity(known, .squareMicrometerPerMillisecond)
    let own = model.entry.value(below: ["cells", cell.name, "ions", ion.name])
    if let entry = own ?? model.entry.value(below: ["ions", ion.name]) {
      let node = DocumentNode(text: "\(coefficient)", at: entry.location)
      entry.reading.note(node, at: entry.path.appending("diffusion"))
    }
    return coefficient
  }
}

extension IonDescription {
  fileprivate var needsDiffusion: Bool {
    dynamics == .pool && outside != nil && diffusion == nil
  }
}

extension Entry {
  /// The value at the end of a chain of keys, where the document has it.
  fileprivate func value(below keys: [String]) -> Entry? {
    guard let key = keys.first else { return self }
    guard case .map(let pairs) = node.content,
      let pair = pairs.first(where: { $0.key == key })
    else { return nil }
    return Entry(node: pair.value, path: path.appending(key), reading: reading)
      .value(below: Array(keys.dropFirst()))
  }
}
