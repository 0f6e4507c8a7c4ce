import ModelDescription
import Quantities

extension AxialTransport {
  static let key = "axial"
  static let tortuosityKey = "intracellular_tortuosity"

  /// Reads the key `axial` of a cell with these ions.
  init(_ cell: MapEntry, ions: [IonDescription]) throws(ModelIOError) {
    let entry = cell.optional(Self.key, default: AxialTransport.ohmic.rawValue)
    self = try entry.choice(AxialTransport.self, example: "axial: diffusive")
    guard self != .ohmic else { return }
    let pools = ions.filter { $0.dynamics == .pool }
    guard !pools.isEmpty else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(rawValue), but the cell has no pool that could move",
        suggestion: "write for example ions: {k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}")
    }
    for ion in pools where ion.diffusion == nil {
      throw ModelIOError(
        .missingKey, at: ion.source,
        "the ion '\(ion.name)' has no 'diffusion', which 'axial: \(rawValue)' needs of every pool",
        suggestion: "add for example diffusion: \(Self.exampleCoefficient(of: ion.name))")
    }
  }

  /// Coefficients in water at 37 °C (in µm²/ms), for messages alone.
  private static func exampleCoefficient(of ion: String) -> String {
    let known = ["na": "1.33", "k": "1.96", "cl": "2.03", "ca": "0.6"]
    return "\(known[ion] ?? "1") um2/ms"
  }

  /// Reads the tortuosity of the cytoplasm, which only moving ions feel.
  func tortuosity(_ cell: MapEntry) throws(ModelIOError) -> Double {
    let key = Self.tortuosityKey
    guard self != .ohmic else {
      guard let entry = cell.optional(key) else { return 1 }
      throw entry.error(
        .inconsistent, "\(entry.path) means nothing with 'axial: ohmic'",
        suggestion: "remove it, or write axial: diffusive or axial: electrodiffusive")
    }
    let entry = cell.optional(key, default: "1")
    let tortuosity = try entry.number(example: "\(key): 1.6")
    guard tortuosity >= 1 else {
      throw entry.error(
        .outOfRange, "\(entry.path) is \(entry.node.kind) but must be at least 1",
        suggestion: "write for example \(key): 1.6")
    }
    return tortuosity
  }
}
