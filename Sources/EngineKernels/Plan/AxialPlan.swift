/// Ions that move along the trees of a group: the edges, and what is mobile.
///
/// The flux of species k along an edge, in amol/ms, is D_k w times what `AxialFlux` says.
public struct AxialPlan: Sendable {
  /// What drives ions along the tree.
  public enum Transport: Sendable, Hashable {
    /// Differences of concentration; the ohmic axial current is there too and belongs to no ion.
    case diffusive
    /// Differences of concentration and of potential: the axial current is that of the ions.
    case electrodiffusive
  }

  /// A way between two nodes: a compartment's middle and the next one, or a junction.
  public struct Edge: Sendable, Hashable {
    /// The distal node.
    public var node: Int32
    /// The proximal one.
    public var parent: Int32
    /// 1 / ∫ dx / (π r²) along the way, in µm.
    public var weight: Double
    /// A way of `weight` µm from `node` to `parent`.
    public init(node: Int32, parent: Int32, weight: Double) {
      self.node = node
      self.parent = parent
      self.weight = weight
    }
  }

  /// A species that moves along the tree.
  public struct Mobile: Sendable, Hashable {
    /// Its number in the group's solutions.
    public var species: Int
    /// Its charge.
    public var valence: Double
    /// D / λ² with λ the tortuosity, in µm²/ms; positive.
    public var diffusion: Double
    /// The species of that number.
    public init(species: Int, valence: Double, diffusion: Double) {
      self.species = species
      self.valence = valence
      self.diffusion = diffusion
    }
  }

  /// What drives the ions.
  public var transport: Transport
  /// One for each node that has a parent.
  public var edges: [Edge]
  /// What moves.
  public var mobile: [Mobile]

  /// Makes a plan of edges and mobile species.
  public init(transport: Transport, edges: [Edge], mobile: [Mobile]) {
    self.transport = transport
    self.edges = edges
    self.mobile = mobile
  }
}

extension AxialPlan.Edge {
  /// The compartments whose temperature the edge has, the mean of the two: at a junction, which has
  /// none of its own, that of the compartment at the other end, twice.
  func compartments(slotCount: Int) -> (Int, Int) {
    let (distal, proximal) = (Int(node), Int(parent))
    if distal >= slotCount { return (proximal, proximal) }
    return (distal, proximal >= slotCount ? distal : proximal)
  }
}
