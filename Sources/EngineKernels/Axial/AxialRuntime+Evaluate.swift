import Numerics

extension AxialRuntime {
  /// Finds the fluxes at the potentials and concentrations that stand in the arrays now.
  ///
  /// For adaptive steps, whose solver has them not: a fixed step leaves its own.
  func evaluate(_ solutions: Solutions, _ nodes: NodeArrays) {
    prepare(solutions, nodes, ahead: 0, Double.self)
    guard transport == .electrodiffusive else { return }
    increment.update(repeating: 0, count: nodeCount)
    setFluxes(nodes, Double.self)
  }
}
