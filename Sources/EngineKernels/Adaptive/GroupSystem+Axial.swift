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
      rates[way.node] -= current * storage(way.node)
      rates[way.parent] += current * storage(way.parent)
    }
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
      for index in axial.mobile.indices {
        let flux = flux(axial, way, index, state)
        let charge = axial.mobile[index].valence * chargePerAmount
        let potential = axial.replacesOhmic ? flux.byPotential : 0
        let ends = EdgeDerivatives(
          byNode: flux.byFirst * perUnknown(way.node),
          byParent: flux.bySecond * perUnknown(way.parent), byPotential: potential)
        add(ends, row: index + 1, column: index + 1, way, room, coupling)
        add(ends, row: 0, column: index + 1, way, { charge * self.storage($0) }, coupling)
      }
    }
  }

  /// ∂c/∂y of an amount over the volume at the start; 1 at a junction.
  @inline(__always)
  private func perUnknown(_ node: Int) -> Double {
    guard node < layout.slotCount, let solutions else { return 1 }
    return constants.insideVolume[node] / solutions.insideVolume.value[node]
  }

  /// Adds the derivatives of one flux in the row of an unknown that it changes by `share` of itself.
  @inline(__always)
  private func add(
    _ flux: EdgeDerivatives, row: Int, column: Int, _ way: SystemAxial.Way,
    _ share: (Int) -> Double, _ coupling: TreeCoupling
  ) {
    let own = share(way.node)
    let other = share(way.parent)
    func add(_ column: Int, _ byNode: Double, _ byParent: Double) {
      let place = (row * coupling.coupledCount + column) * coupling.stride
      coupling.diagonal[place + way.node] -= own * byNode
      coupling.fromParent[place + way.node] -= own * byParent
      coupling.toParent[place + way.node] += other * byNode
      coupling.diagonal[place + way.parent] += other * byParent
    }
    add(column, flux.byNode, flux.byParent)
    add(0, flux.byPotential, -flux.byPotential)
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

/// How a flux from a node to its parent depends on both ends.
private struct EdgeDerivatives {
  let byNode, byParent, byPotential: Double
}
