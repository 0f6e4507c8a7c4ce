import ModelDescription

/// What buffers, sinks, supplies and reactions add to the solutions, and whether charge goes along.
struct SinkNotes {
  private typealias Wire = CellWiring.Wire

  private let wiring: CellWiring

  init(_ wiring: CellWiring) { self.wiring = wiring }

  /// One sentence for each use of a mechanism that adds to a pool or takes from it.
  var sentences: [String] {
    wiring.cell.mechanisms.flatMap { use in
      let wires = wiring.wires(of: use).filter { $0.adds && $0.touchesPool }
      let felt = wires.filter(isFelt)
      return idle(use, wires) + counted(use, felt) + charge(use, felt)
    }
  }

  /// Whether what is added changes anything: a bath does not notice.
  private func isFelt(_ wire: Wire) -> Bool {
    wire.ion.gainsInside || wiring.shell != nil || wiring.isShared
  }

  private func idle(_ use: MechanismUse, _ wires: [Wire]) -> [String] {
    let lost = wires.filter { !isFelt($0) }.compactMap(\.name)
    guard !lost.isEmpty else { return [] }
    return [
      "'\(use.name)' acts on \(lost.joined(separator: ", ")) outside, which is an infinite bath "
        + "here and stays as it is; 'extracellular: {space: private, …}' would let it change"
    ]
  }

  private func counted(_ use: MechanismUse, _ wires: [Wire]) -> [String] {
    guard !wires.isEmpty else { return [] }
    let species = wires.compactMap(\.name).joined(separator: ", ")
    return [
      "'\(use.name)' adds or removes \(species) other than through the membrane: the ledger counts "
        + "it as 'gained'"
    ]
  }

  /// A sink of ions whose partners do not go along leaves charge behind.
  private func charge(_ use: MechanismUse, _ wires: [Wire]) -> [String] {
    let charged = wires.filter { $0.species?.isNeutral == false }
    // The ion that is always there is the one that the sink is about; the others are its partners.
    guard let main = charged.first(where: { !$0.ion.isOptional }) ?? charged.first,
      let name = main.name
    else { return [] }
    let share = partnerShare(use, charged.filter { $0.ion.name != main.ion.name })
    guard share < 1 - 1e-12 else { return [] }
    let part = share > 0 ? "\(Format.number(100 * (1 - share))) % of the \(name)" : "the \(name)"
    let side = main.ion.gainsInside ? "inside" : "outside"
    return [
      "\(part) that '\(use.name)' takes or adds \(side) has no partner ion: charge appears or goes "
        + "with it" + advice(use)
    ]
  }

  /// The part of the main ion that partners go along with, from the parameters `…_share`.
  private func partnerShare(_ use: MechanismUse, _ partners: [Wire]) -> Double {
    partners.reduce(0) { sum, partner in
      guard case .constant(let share)? = use.parameters["\(partner.ion.name)_share"]?.form else {
        return sum
      }
      return sum + share.value
    }
  }

  private func advice(_ use: MechanismUse) -> String {
    let shares = use.parameters.keys.filter { $0.hasSuffix("_share") }.sorted()
    guard !shares.isEmpty else { return "" }
    return "; \(shares.quotedList) of together 1, for ions that are pools, would balance it"
  }
}
