import Numerics

/// What a step does with the edges' fluxes.
extension AxialRuntime {
  /// Adds the diffusion currents, which V does not change, to the nodes' drive.
  @inline(__always)
  func addDiffusionCurrents<L: Lane>(_ nodes: NodeArrays, _: L.Type) {
    var edge = 0
    while edge < edges.count {
      edges.move(L.load(diffusionCurrent + edge), in: nodes.drive, edge)
      edge &+= L.width
    }
  }

  /// Turns the nodes' sums into the currents at the present V, the axial ones included.
  ///
  /// The tree is then solved for how V changes: with V itself, rounding errors of the large axial
  /// conductances times −70 mV would part V from the charge that ions have carried.
  @inline(__always)
  func referToPresent<L: Lane>(_ nodes: NodeArrays, _: L.Type) {
    var slot = 0
    while slot < slotCount {
      let conductance = L.load(nodes.conductance + slot)
      (-conductance).multiplied(
        by: L.load(nodes.voltage + slot), adding: L.load(nodes.drive + slot)
      ).store(nodes.drive + slot)
      slot &+= L.width
    }
    var edge = 0
    while edge < edges.count {
      let drop = edges.difference(nodes.voltage, edge, L.self)
      let current = L.load(conductance + edge)
        .multiplied(by: drop, adding: L.load(diffusionCurrent + edge))
      edges.move(current, in: nodes.drive, edge)
      edge &+= L.width
    }
    increment.update(repeating: 0, count: nodeCount)
  }

  /// The fluxes at the potentials that were solved for, V + `increment`.
  @inline(__always)
  func setFluxes<L: Lane>(_ nodes: NodeArrays, _: L.Type) {
    var edge = 0
    while edge < edges.count {
      let drop =
        edges.difference(nodes.voltage, edge, L.self) + edges.difference(increment, edge, L.self)
      for species in mobile {
        L.load(species.mobility + edge)
          .multiplied(by: drop, adding: L.load(species.drift + edge))
          .store(species.flux + edge)
      }
      edge &+= L.width
    }
    for junction in junctions { balance(junction) }
    sumFluxes(L.self)
  }

  /// Lets nothing pile up in a junction, which has no volume.
  ///
  /// Concentrations there were found for expected potentials; what is left over at those that were
  /// solved for is shared out by the ways' weights. The solve has made Σ z of it 0, so that no way's
  /// current changes.
  private func balance(_ junction: AxialJunction) {
    for species in mobile {
      var left = 0.0
      for index in junction.ways { left += ways[index].sign * species.flux[ways[index].edge] }
      for index in junction.ways {
        species.flux[ways[index].edge] -= ways[index].sign * ways[index].share * left
      }
    }
  }

  /// What arrives at each node.
  @inline(__always)
  func sumFluxes<L: Lane>(_: L.Type) {
    for species in mobile {
      species.arriving.update(repeating: 0, count: nodeCount)
      var edge = 0
      while edge < edges.count {
        edges.move(L.load(species.flux + edge), in: species.arriving, edge)
        edge &+= L.width
      }
    }
  }

  /// Moves V by `reach` times the increment, junctions to the solution; the sum of squares of V.
  @inline(__always)
  func moveVoltage<L: Lane>(_ nodes: NodeArrays, reach: Double, _: L.Type) -> Double {
    let reach = L(splat: reach)
    var squares = 0.0
    var slot = 0
    while slot < slotCount {
      let next = L.load(increment + slot)
        .multiplied(by: reach, adding: L.load(nodes.voltage + slot))
      next.store(nodes.voltage + slot)
      slot &+= L.width
    }
    for slot in 0..<slotCount { squares += nodes.voltage[slot] * nodes.voltage[slot] }
    for junction in junctions { nodes.voltage[junction.node] += increment[junction.node] }
    return squares
  }

  /// Moves amounts over `time` ms; false where one would not stay positive.
  @inline(__always)
  func moveAmounts(_ solutions: Solutions, _ time: Double) -> Bool {
    var isSound = true
    for species in mobile {
      let pool = solutions.pools[species.species]
      let sums = pool.inside.amount
      for slot in 0..<slotCount {
        let old = sums.value[slot]
        let wanted = time * species.arriving[slot] - sums.lost[slot]
        let new = old + wanted
        sums.lost[slot] = (new - old) - wanted
        sums.value[slot] = new
        isSound = isSound && new >= pool.leastAmount
      }
    }
    return isSound
  }
}
