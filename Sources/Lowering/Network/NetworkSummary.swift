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
  /// Of no connections yet.
  init(weightUnit: String) {
    self.init(count: 0, weights: 0...0, weightUnit: weightUnit, delays: 0...0)
  }

  mutating func add(_ wired: WiredConnections) {
    weights = count == 0 ? wired.weights.extent : weights.including(wired.weights.extent)
    delays = count == 0 ? wired.delays.extent : delays.including(wired.delays.extent)
    count += wired.count
  }
}

extension ClosedRange<Double> {
  fileprivate func including(_ other: ClosedRange<Double>) -> ClosedRange<Double> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
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
