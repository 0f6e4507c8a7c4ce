/// For what is not handed around in every round.
extension Ranks {
  /// Everybody's numbers, by rank, however many each has.
  public func gather(_ own: [Double]) -> [[Double]] {
    guard count > 1 else { return [own] }
    let blocks = RankBlocks(counts: lengths(own.count))
    var all = [Double](repeating: 0, count: blocks.total)
    all.replaceSubrange(
      blocks.places[rank]..<blocks.places[rank] + own.count, with: own)
    all.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      share(base, blocks)
    }
    return blocks.split(all)
  }

  /// Everybody's numbers, by rank, to rank 0; the others get nothing.
  public func gatherAtFirst(_ own: [Double]) -> [[Double]] {
    guard count > 1 else { return [own] }
    let lengths = lengths(own.count)
    let isFirst = rank == 0
    let outgoing = RankBlocks(counts: (0..<count).map { $0 == 0 ? own.count : 0 })
    let incoming = RankBlocks(counts: isFirst ? lengths : lengths.map { _ in 0 })
    var all = [Double](repeating: 0, count: max(incoming.total, 1))
    // An empty array has no address.
    (own.isEmpty ? [0] : own).withUnsafeBufferPointer { own in
      all.withUnsafeMutableBufferPointer { all in
        guard let from = own.baseAddress, let to = all.baseAddress else { return }
        exchange(from, outgoing, to, incoming)
      }
    }
    return isFirst ? incoming.split(all) : []
  }

  /// Whether it is so on any rank.
  public func any(_ value: Bool) -> Bool {
    guard count > 1 else { return value }
    return lengths(value ? 1 : 0).contains { $0 > 0 }
  }

  /// Everybody's text, by rank.
  public func gather(_ text: String) -> [String] {
    gather(text.doubles).map { String(doubles: $0) }
  }

  private func lengths(_ own: Int) -> [Int] {
    var lengths = [Double](repeating: 0, count: count)
    lengths[rank] = Double(own)
    lengths.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      share(base, RankBlocks(counts: buffer.map { _ in 1 }))
    }
    return lengths.map { Int($0) }
  }
}

extension RankBlocks {
  fileprivate func split(_ all: [Double]) -> [[Double]] {
    zip(places, counts).map { Array(all[$0..<$0 + $1]) }
  }
}

extension String {
  /// The text's length and its bytes, eight to a double.
  public var doubles: [Double] {
    let bytes = Array(utf8)
    let words = stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].enumerated().reduce(UInt64(0)) { word, byte in
        word | UInt64(byte.element) << UInt64(8 * byte.offset)
      }
    }
    return [Double(bytes.count)] + words.map { Double(bitPattern: $0) }
  }

  /// The text in doubles; empty where there are none.
  public init(doubles: [Double]) {
    let count = doubles.first.map { Int($0) } ?? 0
    let bytes = doubles.dropFirst().flatMap { double in
      (0..<8).map { UInt8(truncatingIfNeeded: double.bitPattern >> UInt64(8 * $0)) }
    }
    self = String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
