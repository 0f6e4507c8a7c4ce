import ModelDescription
import Quantities

/// What is dissolved in a space that cells share.
///
/// Pools with a concentration outside move there. Impermeant species stay where they are.
struct GridSpecies {
  /// What moves, each once, in the order of the cells and their ions.
  let pools: [IonDescription]
  /// All ions of all cells.
  private let ions: [IonDescription]

  /// Collects the species of these cells, which must agree about them; `space` asks for it.
  init(_ cells: [CellDescription], _ space: Entry) throws(ModelIOError) {
    ions = cells.flatMap(\.ions)
    var first: [String: (ion: IonDescription, cell: String)] = [:]
    var pools: [IonDescription] = []
    for cell in cells {
      for ion in cell.ions where ion.dynamics != .constant {
        if let (other, otherCell) = first[ion.name] {
          try ion.checkAgreement(with: other, cells: (cell.name, otherCell))
        } else {
          first[ion.name] = (ion, cell.name)
        }
        let isNew = !pools.contains { $0.name == ion.name }
        if isNew, ion.isDissolvedOutside { pools.append(ion) }
      }
    }
    self.pools = pools
    guard pools.isEmpty else { return }
    throw space.error(
      .inconsistent, "\(space.path): no cell has a pool outside, so that nothing could diffuse",
      suggestion: "write for example ions: {k: {inside: 140 mM, outside: 4 mM, dynamics: pool}}")
  }

  /// The species of this name; `entry` names it, for messages.
  func pool(_ name: String, _ entry: Entry) throws(ModelIOError) -> IonDescription {
    if let pool = pools.first(where: { $0.name == name }) { return pool }
    guard let ion = ions.first(where: { $0.name == name }) else {
      throw entry.unknown(name, among: pools.map(\.name), kind: "species of the space")
    }
    let isPool = ion.dynamics == .pool
    throw entry.error(
      .inconsistent,
      isPool
        ? "\(entry.path): '\(name)' has no concentration outside and stays in the cell"
        : "\(entry.path): '\(name)' is \(ion.dynamics.rawValue), and does not move in the space",
      suggestion: isPool
        ? "add for example outside: 0 mM to it"
        : "write dynamics: pool, inside and outside for it")
  }
}

extension IonDescription {
  /// Whether it moves in a space that cells share.
  fileprivate var isDissolvedOutside: Bool { dynamics == .pool && outside != nil }

  /// Refuses another concentration, coefficient or nature than another kind of cell has.
  fileprivate func checkAgreement(
    with other: IonDescription, cells: (own: String, other: String)
  ) throws(ModelIOError) {
    var parts: [(what: String, own: Quantity?, other: Quantity?)] = [
      ("valence", Quantity(valence, .one), Quantity(other.valence, .one)),
      ("'outside'", outside, other.outside),
    ]
    // What stays in the cells may have another coefficient in each.
    if outside != nil { parts.append(("'diffusion'", diffusion, other.diffusion)) }
    let difference = parts.first { !Self.agree($0.own, $0.other) }
    guard difference != nil || dynamics != other.dynamics else { return }
    let what = difference?.what ?? "'dynamics'"
    throw ModelIOError(
      .inconsistent, at: source,
      "\(what) of '\(name)' is not the same in cell '\(cells.own)' and in cell '\(cells.other)', "
        + "which share one space",
      suggestion: "give the same in both, or once in the model's own 'ions'")
  }

  private static func agree(_ own: Quantity?, _ other: Quantity?) -> Bool {
    let (own, other) = (own?.siValue ?? -1, other?.siValue ?? -1)
    // The same number in two units may differ by a rounding.
    return abs(own - other) <= 1e-12 * max(abs(own), abs(other))
  }
}
