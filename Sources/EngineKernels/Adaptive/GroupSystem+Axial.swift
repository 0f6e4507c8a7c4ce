/// Ions on their way along the trees, as an implicit system takes them.
struct SystemAxial {
  /// A way between two nodes of the system.
  struct Way {
    let node: Int
    let parent: Int
    /// In µm.
    let weight: Double
    /// The compartments whose mean temperature it has.
    let warm: (Int, Int)
  }

  let ways: [Way]
  /// In the order of the coupled unknowns, from the second on.
  let mobile: [AxialRuntime.Mobile]
  /// Whether differences of potential drive ions, whose current is then the axial one.
  let replacesOhmic: Bool

  init(_ axial: AxialRuntime, _ edges: TreeEdges, _ layout: ImplicitLayout) {
    mobile = axial.mobile
    replacesOhmic = axial.transport == .electrodiffusive
    // The columns end with edges of no weight, which only fill them up.
    ways = (0..<axial.edges.count).filter { axial.edges.weights[$0] > 0 }.map { edge in
      Way(
        node: edges.numbers[Int(axial.edges.nodes[edge])],
        parent: edges.numbers[Int(axial.edges.parents[edge])], weight: axial.edges.weights[edge],
        warm: (Int(axial.edges.warmNodes[edge]), Int(axial.edges.warmParents[edge])))
    }
  }
}

extension GroupSystem {
  /// The flux of a mobile species along a way, from the node to its parent.
  @inline(__always)
  private func flux(
    _ axial: SystemAxial, _ way: SystemAxial.Way, _ index: Int, _ state: UnsafePointer<Double>
  ) -> AxialFlux {
    let species = axial.mobile[index]
    let thermal = solutions?.thermalVoltage
    let temperature = ((thermal?[way.warm.0] ?? 25) + (thermal?[way.warm.1] ?? 25)) / 2
    return AxialFlux(
      concentration(species.species, index, way.node, state),
      concentration(species.species, index, way.parent, state),
      drop: axial.replacesOhmic ? state[way.node] - state[way.parent] : 0,
      valence: species.valence, permeability: species.diffusion * way.weight,
      thermalVoltage: temperature)
  }

  /// In mM: `load` has computed it for compartments; at junctions it is an unknown itself.
  @inline(__always)
  private func concentration(
    _ species: Int, _ index: Int, _ node: Int, _ state: UnsafePointer<Double>
  ) -> Double {
    guard node < layout.slotCount, let solutions else {
      return state[(index + 1) * layout.stride + node]
    }
    return solutions.pools[species].inside.midpoint[node]
  }

  /// Adds what ions bring along the tree, and their current to V.
  func addAxial(_ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>) {
    guard let axial else { return }
    for way in axial.ways {
      var current = 0.0
      for index in axial.mobile.indices {
        let flux = flux(axial, way, index, state).flux
        let column = rates + (index + 1) * layout.stride
        column[way.node] -= flux * room(way.node)
        column[way.parent] += flux * room(way.parent)
        current += flux * axial.mobile[index].valence * chargePerAmount
      }
      addCharge(way, current, state, rates)
    }
  }

  /// Adds a current from a node to its parent; a junction between ions has `JunctionClosure` instead.
  @inline(__always)
  private func addCharge(
    _ way: SystemAxial.Way, _ current: Double, _ state: UnsafePointer<Double>,
    _ rates: UnsafeMutablePointer<Double>
  ) {
    rates[way.node] +=
      isClosed(way.node)
      ? closure(way, of: way.node, from: way.parent, state) : -current * storage(way.node)
    rates[way.parent] +=
      isClosed(way.parent)
      ? closure(way, of: way.parent, from: way.node, state) : current * storage(way.parent)
  }

  /// Whether a node's potential follows from the charge density of its neighbours.
  @inline(__always)
  private func isClosed(_ node: Int) -> Bool {
    node >= layout.slotCount && axial?.replacesOhmic == true
  }

  /// A way's part of w Σ z (c of the neighbour − c of the junction).
  @inline(__always)
  private func closure(
    _ way: SystemAxial.Way, of junction: Int, from neighbour: Int, _ state: UnsafePointer<Double>
  ) -> Double {
    guard let axial else { return 0 }
    var sum = 0.0
    for (index, species) in axial.mobile.enumerated() {
      let difference =
        concentration(species.species, index, neighbour, state)
        - concentration(species.species, index, junction, state)
      sum += species.valence * difference
    }
    return way.weight * sum
  }

  /// Of a species' concentrations at the two ends of a way, in mM.
  @inline(__always)
  private func difference(
    _ way: SystemAxial.Way, _ index: Int, _ state: UnsafePointer<Double>
  ) -> Double {
    let species = axial?.mobile[index].species ?? 0
    return concentration(species, index, way.node, state)
      - concentration(species, index, way.parent, state)
  }

  /// Whether the equation of a node's V is not the balance of currents: see `JunctionClosure`.
  @inline(__always)
  private func takesClosure(_ node: Int) -> Bool {
    node >= layout.slotCount && axial?.replacesOhmic == true
  }

  /// 1/W at the start, in 1/µm³; for a junction, whose equation is a sum of fluxes, 1.
  @inline(__always)
  private func room(_ node: Int) -> Double {
    node < layout.slotCount ? 1 / constants.insideVolume[node] : 1
  }

  /// Adds the derivatives of `addAxial`.
  func addAxialCoupling(_ state: UnsafePointer<Double>, _ coupling: TreeCoupling) {
    guard let axial else { return }
    for way in axial.ways {
      let place = EdgePlace(way: way, coupling: coupling)
      for index in axial.mobile.indices {
        let species = axial.mobile[index]
        let flux = flux(axial, way, index, state)
        let potential = axial.replacesOhmic ? flux.byPotential : 0
        let byNode = flux.byFirst * perUnknown(way.node)
        let byParent = flux.bySecond * perUnknown(way.parent)
        for side in 0..<2 {
          let atNode = side == 0
          let end = atNode ? way.node : way.parent
          let sign = atNode ? -1.0 : 1
          let room = sign * room(end)
          place.add(atNode, row: index + 1, column: index + 1, room * byNode, room * byParent)
          place.add(atNode, row: index + 1, column: 0, room * potential, -room * potential)
          if isClosed(end) {
            let own = sign * way.weight * species.valence
            place.add(
              atNode, row: 0, column: index + 1, own * perUnknown(way.node),
              -own * perUnknown(way.parent))
          } else {
            let charge = sign * species.valence * chargePerAmount * storage(end)
            place.add(atNode, row: 0, column: index + 1, charge * byNode, charge * byParent)
            place.add(atNode, row: 0, column: 0, charge * potential, -charge * potential)
          }
        }
      }
    }
  }

  /// ∂c/∂y of an amount over the volume at the start; 1 at a junction.
  @inline(__always)
  private func perUnknown(_ node: Int) -> Double {
    guard node < layout.slotCount, let solutions else { return 1 }
    return constants.insideVolume[node] / solutions.insideVolume.value[node]
  }

  /// Starts junctions' concentrations with the mean of their neighbours'.
  func guessJunctions(_ state: UnsafeMutablePointer<Double>) {
    guard let axial, let solutions else { return }
    for (index, species) in axial.mobile.enumerated() {
      let column = state + (index + 1) * layout.stride
      let inside = solutions.pools[species.species].inside.now
      for node in layout.slotCount..<layout.nodeCount {
        let near = axial.ways.filter { $0.node == node || $0.parent == node }
        let sum = near.reduce(0.0) { sum, way in
          sum + way.weight * inside[way.node == node ? way.parent : way.node]
        }
        column[node] = sum / near.reduce(0) { $0 + $1.weight }
      }
    }
  }
}

/// Where the derivatives of one way's exchange stand.
private struct EdgePlace {
  let way: SystemAxial.Way
  let coupling: TreeCoupling

  /// Adds the derivatives of a rate at one end with respect to an unknown at both.
  @inline(__always)
  func add(_ atNode: Bool, row: Int, column: Int, _ byNode: Double, _ byParent: Double) {
    let place = (row * coupling.coupledCount + column) * coupling.stride
    if atNode {
      coupling.diagonal[place + way.node] += byNode
      coupling.fromParent[place + way.node] += byParent
    } else {
      coupling.toParent[place + way.node] += byNode
      coupling.diagonal[place + way.parent] += byParent
    }
  }
}
