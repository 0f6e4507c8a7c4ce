import EngineKernels
import MechanismCatalogue

/// A mechanism of a group: the same instance in any of its cells.
struct GroupMechanism {
  let name: String
  let manifest: MechanismManifest
  let functions: MechanismFunctions
  /// The cells' list that it stands in: of mechanisms in the membrane, or of synapses.
  let list: ListPath
  /// Its number in each cell's list; nil in cells without it.
  let inCell: [Int?]

  /// A list of a cell's mechanisms.
  typealias ListPath = KeyPath<PaintedCell, [PaintedMechanism]> & Sendable

  /// The mechanisms of several cells; those of one name and kind, and of the same ions, are one.
  static func all(
    _ cells: [PaintedCell], in list: ListPath = \.mechanisms
  ) -> [GroupMechanism] {
    struct Key: Hashable {
      var name: String
      var mechanism: String
      var variant: String
      var species: [String?]
    }
    var order: [Key] = []
    var members: [Key: [Int?]] = [:]
    for (cell, painted) in cells.enumerated() {
      for (index, mechanism) in painted[keyPath: list].enumerated() {
        let manifest = mechanism.manifest
        let key = Key(
          name: mechanism.name, mechanism: manifest.name, variant: manifest.variant,
          species: mechanism.ions.map(\.species))
        if members[key] == nil { order.append(key) }
        members[key, default: Array(repeating: nil, count: cells.count)][cell] = index
      }
    }
    return order.compactMap { key in
      let inCell = members[key] ?? []
      guard let cell = inCell.firstIndex(where: { $0 != nil }), let index = inCell[cell] else {
        return nil
      }
      let mechanism = cells[cell][keyPath: list][index]
      return GroupMechanism(
        name: key.name, manifest: mechanism.manifest, functions: mechanism.functions,
        list: list, inCell: inCell)
    }
  }

  /// The plan: rows that carry the mechanism anywhere, and its numbers lane by lane.
  func plan(
    _ cells: [PaintedCell], _ layout: GroupLayout, numbers: [Int], seed: UInt64
  ) -> MechanismPlan {
    var lanes = MechanismLanes(rowCount: layout.slotCount / 8)
    for (cell, index) in inCell.enumerated() {
      guard let index else { continue }
      let mechanism = cells[cell][keyPath: list][index]
      for (compartment, slot) in layout.slots[cell].enumerated()
      where mechanism.isPresent[compartment] {
        lanes.place(
          MechanismLanes.Place(
            cell: cell, compartment: compartment, identity: compartment),
          at: slot)
      }
    }
    let areas = cells.map { $0.morphology.compartments.map(\.area) }
    return plan(cells, lanes, numbers: numbers, seed: seed) {
      areas[$0.cell][$0.compartment] * 0.01
    }
  }

  /// The plan of what is in some lanes, each of the weight that `weight` gives.
  func plan(
    _ cells: [PaintedCell], _ lanes: MechanismLanes, numbers: [Int], seed: UInt64,
    weight: (MechanismLanes.Place) -> Double
  ) -> MechanismPlan {
    func column(_ values: (PaintedCell, PaintedMechanism) -> [Double]) -> ColumnPlan {
      // By cell first: what is painted is large to copy for each lane.
      let byCell = inCell.enumerated().map { cell, index in
        index.map { values(cells[cell], cells[cell][keyPath: list][$0]) } ?? []
      }
      return lanes.column { byCell[$0.cell][$0.compartment] }
    }
    var plan = MechanismPlan(
      name: name, functions: functions, runs: lanes.runs, weight: lanes.weights(weight),
      parameters: manifest.parameters.indices.map { i in column { $1.parameters[i] } },
      ions: manifest.ions.indices.map { i in
        MechanismPlan.Ion(
          reversal: column { $1.ions[i].reversal }, inside: column { $1.ions[i].inside },
          outside: column { $1.ions[i].outside }, species: species(i, cells),
          uses: MechanismPlan.Ion.Uses(manifest.ions[i], isBound: species(ofIon: i, cells) != nil))
      },
      temperatureFactor: column { $1.temperatureFactor },
      celsius: column { cell, _ in cell.celsius },
      thermalVoltage: column { cell, _ in cell.thermalVoltage })
    plan.q10 = column { $1.q10 }
    for i in plan.ions.indices { plan.ions[i].isNernst = column { $1.ions[i].isNernst } }
    guard manifest.isRandom else { return plan }
    plan.randomKey = randomKey(seed)
    plan.identity = lanes.column { Double(numbers[$0.cell]) * 0x1p24 + Double($0.identity) }
    return plan
  }

  /// The seed and the name together (FNV-1a): mechanisms draw independently.
  private func randomKey(_ seed: UInt64) -> UInt64 {
    name.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

extension GroupMechanism {
  /// The number of an ion's species in the solutions; nil where it is constant.
  private func species(_ ion: Int, _ cells: [PaintedCell]) -> Int? {
    species(ofIon: ion, cells).flatMap { cells.first?.solutions?.index(of: $0) }
  }

  /// The name of an ion's species; nil where the model binds the ion to none.
  func species(ofIon ion: Int, _ cells: [PaintedCell]) -> String? {
    for (cell, index) in inCell.enumerated() {
      if let index, let name = cells[cell][keyPath: list][index].ions[ion].species { return name }
    }
    return nil
  }
}

extension MechanismPlan.Ion.Uses {
  fileprivate init(_ ion: MechanismManifest.Ion, isBound: Bool) {
    self = isBound ? [] : .ofNoIon
    if ion.moves { insert(.moves) }
    if ion.gainsInside { insert(.gainsInside) }
    if ion.gainsOutside { insert(.gainsOutside) }
  }
}
