/// What a model's network came to, for people to read.
public struct NetworkSummary: Sendable, Hashable {
  /// What an entry of the model's `connections` made.
  public struct Connections: Sendable, Hashable {
    /// How many connections.
    public var count: Int
    /// From the least weight to the greatest, in the unit of the synapse's weights.
    public var weights: ClosedRange<Double>
    /// That unit, such as `uS`.
    public var weightUnit: String
    /// From the shortest delay to the longest, in ms.
    public var delays: ClosedRange<Double>
  }

  /// What an entry of the model's `gap_junctions` made.
  public struct Junctions: Sendable, Hashable {
    /// How many gap junctions.
    public var count: Int
    /// From the smallest conductance to the largest, in µS.
    public var conductances: ClosedRange<Double>
  }

  /// By entry of `connections`.
  public var connections: [Connections] = []
  /// By entry of `gap_junctions`.
  public var gapJunctions: [Junctions] = []
  /// How many point mechanisms there are, by kind of cell and by synapse of the kind.
  public var synapses: [[Int]] = []
  /// How many cells the clusters have that gap junctions make, the largest first.
  public var clusterSizes: [Int] = []

  /// All connections.
  public var connectionCount: Int { connections.reduce(0) { $0 + $1.count } }
  /// All point mechanisms.
  public var synapseCount: Int { synapses.joined().reduce(0, +) }
  /// All gap junctions.
  public var gapJunctionCount: Int { gapJunctions.reduce(0) { $0 + $1.count } }
}

extension NetworkSummary.Connections {
  init(_ wired: WiredConnections, weightUnit: String) {
    self.init(
      count: wired.count, weights: wired.weights.extent, weightUnit: weightUnit,
      delays: wired.delays.extent)
  }
}

extension NetworkSummary.Junctions {
  init(_ wired: [WiredJunction]) {
    self.init(count: wired.count, conductances: wired.map(\.conductance).extent)
  }
}

extension [Double] {
  /// From the smallest to the largest; 0 where there is none.
  fileprivate var extent: ClosedRange<Double> {
    guard let low = self.min(), let high = self.max() else { return 0...0 }
    return low...high
  }
}
