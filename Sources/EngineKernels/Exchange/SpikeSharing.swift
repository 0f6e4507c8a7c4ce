import Communication

/// Spikes on their way between ranks: one block of equal size from each, its first two numbers saying
/// how many spikes there are and whether the rank has come to an end.
///
/// Blocks grow with the spikes: what does not fit is sent after them, by all ranks at once, since all
/// know of it, and the next blocks are longer.
final class SpikeSharing {
  private let ranks: any Ranks
  /// Not an array: ranks write here while others read and write other things.
  private var blocks: UnsafeMutablePointer<Double>
  private var capacity = 8
  private var own: [Spike] = []
  /// Whether spikes have been handed in that nobody has taken yet.
  private(set) var isUnderWay = false

  init(_ ranks: any Ranks) {
    self.ranks = ranks
    blocks = Self.room(capacity, ranks)
  }

  deinit { blocks.deallocate() }

  private static func room(_ capacity: Int, _ ranks: any Ranks) -> UnsafeMutablePointer<Double> {
    let count = (2 + 2 * capacity) * ranks.count
    let room = UnsafeMutablePointer<Double>.allocate(capacity: count)
    room.initialize(repeating: 0, count: count)
    return room
  }

  private var blockSize: Int { 2 + 2 * capacity }

  /// Hands in the spikes of this rank.
  ///
  /// - Parameters:
  ///   - groups: their spikes of the last round.
  ///   - isOver: whether this rank cannot go on.
  func begin(_ groups: [GroupRuntime], isOver: Bool) {
    own.removeAll(keepingCapacity: true)
    for group in groups { own.append(contentsOf: group.emitted.spikes) }
    isUnderWay = true
    guard ranks.count > 1 else { return }
    let block = blocks + blockSize * ranks.rank
    block[0] = Double(own.count)
    block[1] = isOver ? 1 : 0
    for (place, spike) in own.prefix(capacity).enumerated() {
      block[2 + 2 * place] = spike.time
      block[3 + 2 * place] = Double(spike.detector)
    }
    ranks.beginSharing(blocks, size: blockSize)
  }

  /// Waits for the spikes of all ranks.
  ///
  /// - Parameter spikes: to which they are appended.
  /// - Returns: whether a rank cannot go on.
  func finish(into spikes: inout [Spike]) -> Bool {
    isUnderWay = false
    guard ranks.count > 1 else {
      spikes.append(contentsOf: own)
      return false
    }
    ranks.finishSharing()
    var most = 0
    var isOver = false
    for rank in 0..<ranks.count {
      let block = blocks + blockSize * rank
      for place in 0..<min(Int(block[0]), capacity) {
        spikes.append(Spike(time: block[2 + 2 * place], detector: Int(block[3 + 2 * place])))
      }
      most = max(most, Int(block[0]))
      isOver = isOver || block[1] != 0
    }
    if most > capacity { takeRest(into: &spikes, most: most) }
    return isOver
  }

  /// Takes what had no room, and makes room for as much the next time.
  private func takeRest(into spikes: inout [Spike], most: Int) {
    let rest = own.dropFirst(capacity).flatMap { [$0.time, Double($0.detector)] }
    for values in ranks.gather(rest) {
      for place in 0..<values.count / 2 {
        spikes.append(Spike(time: values[2 * place], detector: Int(values[2 * place + 1])))
      }
    }
    while capacity < most { capacity *= 2 }
    blocks.deallocate()
    blocks = Self.room(capacity, ranks)
  }
}
