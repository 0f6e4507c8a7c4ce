/// Point mechanisms of one kind in a group, eight to a row.
public struct PointPlan: Sendable {
  /// The mechanism: its runs are its own rows from 0 on, its weights 1, or 0 in empty lanes.
  public var mechanism: MechanismPlan
  /// The compartment of each lane; in an empty lane any slot; `[rowCount × 8]`.
  public var slots: [Int32]

  /// Point mechanisms at some slots.
  public init(mechanism: MechanismPlan, slots: [Int32]) {
    self.mechanism = mechanism
    self.slots = slots
  }
}

/// The connections that end in a group, by the number of the spikes' source.
public struct ConnectionsPlan: Sendable {
  /// Where a connection ends.
  public struct Target: Sendable, Hashable {
    /// The kind of point mechanism, by its number in the group.
    public var point: Int32
    /// Which of them: its lane.
    public var lane: Int32
    /// In the unit that the mechanism states.
    public var weight: Double
    /// In ms.
    public var delay: Double

    /// Ends in a lane of a kind of point mechanism.
    public init(point: Int32, lane: Int32, weight: Double, delay: Double) {
      self.point = point
      self.lane = lane
      self.weight = weight
      self.delay = delay
    }
  }

  /// The sources from which some connection comes, increasing.
  public private(set) var sources: [Int32] = []
  /// For each of them its first target, and how many there are in all; `[sources.count + 1]`.
  public private(set) var firstTarget: [Int32] = [0]
  /// The targets, source by source.
  public private(set) var targets: [Target] = []

  /// No connection.
  public init() {}

  /// Connections from sources, in any order; those of one source keep their order.
  public init(_ connections: [(source: Int32, target: Target)]) {
    let order = connections.indices.sorted {
      (connections[$0].source, $0) < (connections[$1].source, $1)
    }
    targets.reserveCapacity(order.count)
    for index in order {
      let connection = connections[index]
      if sources.last != connection.source {
        sources.append(connection.source)
        firstTarget.append(Int32(targets.count))
      }
      targets.append(connection.target)
      firstTarget[sources.count] = Int32(targets.count)
    }
  }

  /// Bytes that they take.
  var byteCount: Int {
    targets.count * MemoryLayout<Target>.stride + 4 * (sources.count + firstTarget.count)
  }

  /// The targets of a source; none where no connection comes from it.
  @inline(__always)
  func targets(of source: Int32) -> Range<Int> {
    var (low, high) = (0, sources.count)
    while low < high {
      let middle = (low + high) / 2
      if sources[middle] < source { low = middle + 1 } else { high = middle }
    }
    guard low < sources.count, sources[low] == source else { return 0..<0 }
    return Int(firstTarget[low])..<Int(firstTarget[low + 1])
  }
}

/// A place of a cell whose upward crossings of a threshold leave as spikes.
public struct EmitterPlan: Sendable, Hashable {
  /// The place and the threshold; `identifier` is the number of the source.
  public var detector: DetectorPlan
  /// The point mechanisms of the cell that mind its spikes: kind and lane.
  public var responders: [Responder]

  /// A point mechanism that minds its cell's spikes.
  public struct Responder: Sendable, Hashable {
    /// The kind, by its number in the group.
    public var point: Int32
    /// Which of them.
    public var lane: Int32

    /// A lane of a kind.
    public init(point: Int32, lane: Int32) {
      self.point = point
      self.lane = lane
    }
  }

  /// Watches a place.
  public init(detector: DetectorPlan, responders: [Responder] = []) {
    self.detector = detector
    self.responders = responders
  }
}
