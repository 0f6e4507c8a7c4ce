import EngineKernels

/// The edges along which ions move, and what moves.
extension GroupPlan {
  func validateAxial() throws {
    guard let axial else { return }
    for mobile in axial.mobile {
      try require(
        solutions?.species.indices.contains(mobile.species) == true
          && mobile.valence.isFinite && mobile.diffusion > 0 && mobile.diffusion.isFinite,
        "the mobile species \(mobile.species)")
    }
    for edge in axial.edges { try validate(edge) }
  }

  private func validate(_ edge: AxialPlan.Edge) throws {
    let nodes = [Int(edge.node), Int(edge.parent)]
    try require(
      nodes.allSatisfy { $0 >= 0 && $0 < nodeCount } && nodes.contains { $0 < slotCount },
      "an edge between the nodes \(nodes)")
    try require(parents[nodes[0]] == edge.parent, "an edge past the parent of node \(nodes[0])")
    try require(edge.weight > 0 && edge.weight.isFinite, "an edge of weight \(edge.weight)")
  }
}
