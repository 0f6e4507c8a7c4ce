/// The lanes of a kind of point mechanism to which events come in the present step.
///
/// Room for every lane is there from the start: a step allocates nothing.
struct PointArrivals {
  /// A lane on its own way through a step.
  struct Lane {
    let lane: Int32
    /// How far its states have come, in ms.
    var time: Double
    /// Whether its states have taken an event, and differ from what the whole rows' call gives.
    var isOwn: Bool
    /// Whether its currents are those of a mean, which differs from the state in the middle.
    var hasMean: Bool
  }

  private(set) var lanes: UnsafeMutableBufferPointer<Lane>
  private(set) var count = 0
  private let place: UnsafeMutableBufferPointer<Int32>
  private let arena: DoubleArena
  private let stateCount: Int
  private let owner: Owner

  /// Frees what the pointers hold.
  private final class Owner {
    let lanes: UnsafeMutableBufferPointer<Lane>
    let place: UnsafeMutableBufferPointer<Int32>
    init(_ lanes: UnsafeMutableBufferPointer<Lane>, _ place: UnsafeMutableBufferPointer<Int32>) {
      (self.lanes, self.place) = (lanes, place)
    }
    deinit {
      lanes.deallocate()
      place.deallocate()
    }
  }

  init(laneCount: Int, stateCount: Int) {
    lanes = .allocate(capacity: laneCount)
    place = .allocate(capacity: laneCount)
    place.initialize(repeating: -1)
    owner = Owner(lanes, place)
    self.stateCount = stateCount
    arena = DoubleArena(count: 3 * laneCount * stateCount)
  }

  var doubleCount: Int { arena.count }
  var indices: Range<Int> { 0..<count }

  /// The states of an entry on its own way; `[stateCount]`.
  func own(_ entry: Int) -> UnsafeMutablePointer<Double> { arena.base + 3 * entry * stateCount }
  /// What the mean over the step adds to the states in its middle; `[stateCount]`.
  func mean(_ entry: Int) -> UnsafeMutablePointer<Double> { own(entry) + stateCount }
  /// Room for states that are put aside; `[stateCount]`.
  func aside(_ entry: Int) -> UnsafeMutablePointer<Double> { own(entry) + 2 * stateCount }

  /// The entry of a lane, made new where there is none.
  mutating func entry(_ lane: Int32, at time: Double) -> (index: Int, isNew: Bool) {
    let known = place[Int(lane)]
    guard known < 0 else { return (Int(known), false) }
    place[Int(lane)] = Int32(count)
    lanes[count] = Lane(lane: lane, time: time, isOwn: false, hasMean: false)
    mean(count).update(repeating: 0, count: stateCount)
    count += 1
    return (count - 1, true)
  }

  mutating func removeAll() {
    for entry in 0..<count { place[Int(lanes[entry].lane)] = -1 }
    count = 0
  }
}
