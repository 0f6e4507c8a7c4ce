/// Where the charge of a group is, and what moved it without a pool; all in pC.
public struct ChargeAmounts: Sendable, Hashable, Codable {
  /// Charge that no pool carried, by who moved it; into the cells.
  public struct Line: Sendable, Hashable, Codable {
    /// A mechanism, `current_clamps` or `voltage_clamps`.
    public let name: String
    /// In pC, into the cells.
    public internal(set) var charge: Double
  }

  /// On the membranes: Σ C V.
  public internal(set) var membrane = 0.0
  /// Of what is dissolved inside: F Σ z n.
  public internal(set) var pools = 0.0
  /// What buffers and reactions have added to `pools`, without any current.
  public internal(set) var reactions = 0.0
  /// F Σ |z| n, beside which rounding is seen.
  public internal(set) var size = 0.0
  /// What is known of currents that no pool carries.
  public internal(set) var lines: [Line] = []
  /// Whether constant ions carry currents too: how much, only the balance says.
  public internal(set) var hasOthers = false

  init() {}

  /// Adds what another part of the model has.
  public mutating func add(_ other: ChargeAmounts) {
    membrane += other.membrane
    pools += other.pools
    reactions += other.reactions
    size += other.size
    hasOthers = hasOthers || other.hasOthers
    for line in other.lines { add(line) }
  }

  /// For all cells of the tissue that a group's cells stand for.
  mutating func scale(by factor: Double) {
    membrane *= factor
    pools *= factor
    reactions *= factor
    size *= factor
    for i in lines.indices { lines[i].charge *= factor }
  }

  mutating func add(_ line: Line) {
    if let known = lines.firstIndex(where: { $0.name == line.name }) {
      lines[known].charge += line.charge
    } else {
      lines.append(line)
    }
  }
}

extension GroupRuntime {
  /// The charges of this group as they stand; nil where nothing is dissolved.
  public var chargeAmounts: ChargeAmounts? {
    guard let solutions, let books else { return nil }
    var amounts = ChargeAmounts()
    for slot in 0..<slotCount where solutions.isCompartment[slot] {
      amounts.membrane += nodes.capacitanceRate[slot] * settings.solveTime * nodes.voltage[slot]
    }
    for (pool, inside) in zip(solutions.pools, solutions.amounts.map(\.inside)) {
      amounts.pools += pool.valence * inside / amountPerCharge
      amounts.size += abs(pool.valence * inside) / amountPerCharge
      add(pool, solutions, to: &amounts)
    }
    let all = mechanisms + points.map(\.mechanism)
    amounts.hasOthers = amounts.hasOthers || all.contains(where: \.movesConstantIons)
    addLines(books, to: &amounts)
    amounts.scale(by: represents)
    return amounts
  }

  /// Gains inside bring charge that no current brought; where both sides gain, nobody knows the
  /// inside's part.
  private func add(_ pool: Pool, _ solutions: Solutions, to amounts: inout ChargeAmounts) {
    guard pool.valence != 0, !pool.insideGains.isEmpty else { return }
    guard pool.outsideGains.isEmpty else {
      amounts.hasOthers = true
      return
    }
    amounts.reactions += pool.valence * solutions.total(pool.gained) / amountPerCharge
  }

  private func addLines(_ books: GroupBooks, to amounts: inout ChargeAmounts) {
    if currentClamps.contains(where: { $0.uncarriedShare > 0 }) {
      amounts.add(ChargeAmounts.Line(name: "current_clamps", charge: books.currentClamps.total))
    }
    if !voltageClamps.isEmpty {
      amounts.add(ChargeAmounts.Line(name: "voltage_clamps", charge: books.voltageClamps.total))
    }
    for stray in books.strays {
      amounts.add(ChargeAmounts.Line(name: stray.mechanism, charge: stray.charge.total))
    }
  }
}

extension MechanismRuntime {
  /// Whether it moves an ion whose amounts are not followed.
  fileprivate var movesConstantIons: Bool {
    zip(species, uses).contains { species, uses in
      species == nil && uses.contains(.moves) && !uses.contains(.ofNoIon)
    }
  }
}
