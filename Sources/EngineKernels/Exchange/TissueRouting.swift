import Communication

/// Who has to hand what to whom, between compartments and voxels of different ranks.
///
/// A compartment in a voxel is an entry; a rank knows the entries of its own groups, and a voxel's
/// rank has to add up what all entries in it have given, in the order of groups and slots whatever
/// their ranks. Made once, by all ranks at once.
struct TissueRouting {
  /// A compartment in a voxel.
  struct Entry {
    var voxel: Int32
    /// The group's number in the model.
    var group: Int32
    var slot: Int32
    /// The compartment's share in the voxel, times the cells that it stands for.
    var factor: Double
  }

  /// An entry of this rank, whose exports go out.
  struct Export {
    /// The place of its group among those of this rank.
    var group: Int32
    var slot: Int32
  }

  /// An entry that has arrived.
  struct Arrival {
    /// Its place in what one species' exports of its rank are.
    var place: Int32
    var rank: Int32
    var factor: Double
  }

  /// What goes out, by rank that it goes to; once where all ranks get the same.
  private(set) var exports: [Export] = []
  /// How `exports` is cut into ranks; a single range where all get the same.
  private(set) var outgoing: [Range<Int>] = []
  /// How many entries come from each rank.
  private(set) var incoming: [Int] = []
  /// The voxels of this rank in which there are compartments, increasing.
  private(set) var occupied: [Int32] = []
  /// Where the arrivals of each of these begin, and how many there are in all.
  private(set) var firstArrival: [Int32] = []
  /// Voxel by voxel, by group and slot in each.
  private(set) var arrivals: [Arrival] = []
  /// By rank: the voxels that it has and this one looks at; and those that this one has and it does.
  private(set) var seen: [[Int32]] = [], shown: [[Int32]] = []

  init(_ groups: [GroupRuntime], numbers: [Int], _ grid: GridRuntime, _ ranks: any Ranks) {
    let own = Self.entries(groups, numbers: numbers)
    // By rank of the voxel; all of them, once, where every rank has all voxels.
    let bound =
      grid.isReplicated ? [Array(own.indices)] : Self.sort(own, by: grid, ranks.count)
    addExports(own, bound, numbers)
    let messages = bound.map { list in list.flatMap { own[$0].message } }
    let received =
      grid.isReplicated ? ranks.gather(messages[0]) : ranks.exchange(messages)
    incoming = received.map { $0.count / Entry.messageLength }
    sortArrivals(received)
    guard !grid.isReplicated else {
      seen = received.map { _ in [] }
      shown = seen
      return
    }
    seen = bound.map { list in Set(list.map { own[$0].voxel }).sorted() }
    shown = ranks.exchange(seen.map { $0.map(Double.init) }).map { $0.map { Int32($0) } }
  }

  /// The places in `entries` of those in each rank's voxels, which are in the order of ranks.
  private static func sort(_ entries: [Entry], by grid: GridRuntime, _ ranks: Int) -> [[Int]] {
    let ends = (0..<ranks).map { grid.ownVoxels(ofRank: $0).upperBound }
    var bound = [[Int]](repeating: [], count: ranks)
    for (place, entry) in entries.enumerated() {
      // The first rank whose voxels end behind this one.
      var (low, high) = (0, ranks - 1)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] > Int(entry.voxel) { high = middle } else { low = middle + 1 }
      }
      bound[low].append(place)
    }
    return bound
  }

  private mutating func addExports(_ entries: [Entry], _ bound: [[Int]], _ numbers: [Int]) {
    let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    for list in bound {
      let first = exports.count
      exports += list.map {
        Export(
          group: Int32(places[Int(entries[$0].group)] ?? 0), slot: entries[$0].slot)
      }
      outgoing.append(first..<exports.count)
    }
  }

  /// All entries of some groups, by group and slot.
  private static func entries(_ groups: [GroupRuntime], numbers: [Int]) -> [Entry] {
    var entries: [Entry] = []
    for (group, number) in zip(groups, numbers) {
      guard let shared = group.solutions?.shared else { continue }
      for slot in 0..<group.slotCount {
        for share in Int(shared.firstShare[slot])..<Int(shared.firstShare[slot + 1]) {
          entries.append(
            Entry(
              voxel: shared.voxels[share], group: Int32(number), slot: Int32(slot),
              factor: shared.shares[share] * group.represents))
        }
      }
    }
    return entries
  }

  /// Puts what has arrived in the order of voxels, groups and slots.
  private mutating func sortArrivals(_ received: [[Double]]) {
    var all: [(entry: Entry, arrival: Arrival)] = []
    for (rank, message) in received.enumerated() {
      for place in 0..<message.count / Entry.messageLength {
        let entry = Entry(message, at: place)
        all.append(
          (entry, Arrival(place: Int32(place), rank: Int32(rank), factor: entry.factor)))
      }
    }
    // Within a group and slot the order of arrival: a compartment may have two shares in a voxel.
    let order = all.indices.sorted {
      let (a, b) = (all[$0].entry, all[$1].entry)
      return (a.voxel, a.group, a.slot, $0) < (b.voxel, b.group, b.slot, $1)
    }
    for index in order {
      let (entry, arrival) = all[index]
      if occupied.last != entry.voxel {
        occupied.append(entry.voxel)
        firstArrival.append(Int32(arrivals.count))
      }
      arrivals.append(arrival)
    }
    firstArrival.append(Int32(arrivals.count))
  }

  /// Bytes that it takes.
  var byteCount: Int {
    exports.count * MemoryLayout<Export>.stride + arrivals.count * MemoryLayout<Arrival>.stride
      + 4 * (occupied.count + firstArrival.count)
      + 4 * (seen + shown).reduce(0) { $0 + $1.count }
  }
}

extension TissueRouting.Entry {
  static let messageLength = 4

  fileprivate var message: [Double] {
    [Double(voxel), Double(group), Double(slot), factor]
  }

  fileprivate init(_ message: [Double], at place: Int) {
    let start = place * Self.messageLength
    self.init(
      voxel: Int32(message[start]), group: Int32(message[start + 1]),
      slot: Int32(message[start + 2]), factor: message[start + 3])
  }
}
