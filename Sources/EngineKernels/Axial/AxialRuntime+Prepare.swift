import Numerics

/// What flows along the edges at given concentrations, as a linear function of V.
extension AxialRuntime {
  /// Sets the edges' conductances, diffusion currents and mobilities for the present step.
  ///
  /// The concentrations are those in the middle of the step. The nodes' `axial` and `diagonal` are set
  /// where ions carry the axial current. V is expected to move on by `ahead` times its last change
  /// until the middle of the step.
  @inline(__always)
  func prepare<L: Lane>(_ solutions: Solutions, _ nodes: NodeArrays, ahead: Double, _: L.Type) {
    for species in mobile {
      let inside = solutions.pools[species.species].inside.midpoint
      species.concentration.update(from: inside, count: slotCount)
    }
    if transport == .electrodiffusive {
      let junctions = JunctionSolver(self, solutions, nodes.voltage, ahead: ahead)
      for junction in self.junctions { junctions.solve(junction) }
      resetDiagonal(nodes)
    } else {
      for junction in junctions { mix(junction) }
    }
    var edge = 0
    while edge < edges.count {
      prepare(edge, solutions.thermalVoltage, nodes, L.self)
      edge &+= L.width
    }
    if transport == .diffusive { sumFluxes(L.self) }
  }

  /// Without a field the fluxes into a junction sum to 0 at the mean of its neighbours.
  private func mix(_ junction: AxialJunction) {
    for species in mobile {
      var sum = 0.0
      for way in junction.ways {
        sum += ways[way].share * species.concentration[ways[way].slot]
      }
      species.concentration[junction.node] = sum
    }
  }

  private func resetDiagonal(_ nodes: NodeArrays) {
    for node in 0..<nodeCount {
      nodes.diagonal[node] = nodes.capacitanceRate[node] + idleDiagonal[node]
    }
  }

  @inline(__always)
  private func prepare<L: Lane>(
    _ edge: Int, _ thermalVoltage: UnsafeMutablePointer<Double>, _ nodes: NodeArrays, _: L.Type
  ) {
    let isElectric = transport == .electrodiffusive
    let weight = L.load(edges.weights + edge)
    let inverse = isElectric ? inverseThermalVoltage(edge, thermalVoltage, L.self) : weight
    var current = L(splat: 0)
    var conductance = L(splat: 0)
    for species in mobile {
      let valence = L(splat: species.valence)
      let a = edges.read(species.concentration, edges.nodes, edge, L.self)
      let b = edges.read(species.concentration, edges.parents, edge, L.self)
      let permeability = weight * L(splat: species.diffusion)
      let flux = permeability * (a - b)
      flux.store((isElectric ? species.drift : species.flux) + edge)
      current = flux.multiplied(by: valence, adding: current)
      guard isElectric else { continue }
      var mobility = L(splat: 0)
      if species.valence != 0 {
        mobility = permeability * valence * logarithmicMean(a, b) * inverse
        conductance = mobility.multiplied(by: valence, adding: conductance)
      }
      mobility.store(species.mobility + edge)
    }
    (current * L(splat: chargePerAmount)).store(diffusionCurrent + edge)
    if isElectric { set(conductance * L(splat: chargePerAmount), edge, nodes) }
  }

  /// 1 / (RT/F) at the mean temperature of an edge's compartments.
  @inline(__always)
  private func inverseThermalVoltage<L: Lane>(
    _ edge: Int, _ thermalVoltage: UnsafeMutablePointer<Double>, _: L.Type
  ) -> L {
    let sum =
      edges.read(thermalVoltage, edges.warmNodes, edge, L.self)
      + edges.read(thermalVoltage, edges.warmParents, edge, L.self)
    return L(splat: 2) / sum
  }

  /// The edges' conductances, and their sums at both ends.
  @inline(__always)
  private func set<L: Lane>(_ value: L, _ edge: Int, _ nodes: NodeArrays) {
    value.store(conductance + edge)
    edges.add(value, to: nodes.diagonal, edges.nodes, edge)
    edges.add(value, to: nodes.diagonal, edges.parents, edge)
    for lane in 0..<L.width {
      nodes.axial[Int(edges.nodes[edge + lane])] = conductance[edge + lane]
    }
  }
}
