import Numerics

/// What flows along the cells, and the heat that it makes there.
extension EnergyMeter {
  func addAxial(_ time: Double) {
    var heat = AxialHeat()
    // Electrodiffusion has no current but that of the ions.
    if axial?.transport != .electrodiffusive { addOhmic(&heat) }
    if let axial, let solutions { addIons(axial, solutions, &heat) }
    sums.add(heat.power * time, to: .axial)
    sums.add(heat.entropy * time, to: .entropy)
  }

  /// Σ G (ΔV)² over the pieces of the cells.
  private func addOhmic(_ heat: inout AxialHeat) {
    for edge in edges {
      let drop = middle(edge.node) - middle(edge.parent)
      heat.add(edge.conductance * drop * drop, edge.inverseKelvin)
    }
  }

  /// Σ J (z F Δφ + RT Δ ln c): ions that move fall from one electrochemical potential to another.
  private func addIons(_ axial: AxialRuntime, _ solutions: Solutions, _ heat: inout AxialHeat) {
    for edge in 0..<axial.edges.count {
      let (node, parent) = (Int(axial.edges.nodes[edge]), Int(axial.edges.parents[edge]))
      guard node != parent else { continue }
      let drop = middle(node) - middle(parent)
      let warm = (Int(axial.edges.warmNodes[edge]), Int(axial.edges.warmParents[edge]))
      let thermal = (solutions.thermalVoltage[warm.0] + solutions.thermalVoltage[warm.1]) / 2
      var power = 0.0
      for ion in axial.mobile {
        let height = logarithm(ion.concentration[node]) - logarithm(ion.concentration[parent])
        power += ion.flux[edge] * (ion.valence * drop + thermal * height)
      }
      heat.add(
        power * Self.perAmount, (inverseKelvin[warm.0] + inverseKelvin[warm.1]) / 2)
    }
  }

  /// Junctions hold the potential that was solved for itself.
  private func middle(_ node: Int) -> Double {
    node < slotCount ? potential[node] : nodes.voltage[node]
  }
}

/// Power in pW and entropy production in pW/K.
private struct AxialHeat {
  var power = 0.0
  var entropy = 0.0

  mutating func add(_ power: Double, _ inverseKelvin: Double) {
    self.power += power
    entropy += power * inverseKelvin
  }
}
