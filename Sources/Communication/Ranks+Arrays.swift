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

  /// Hands each rank the numbers that are for it, and takes from each what it has for this one.
  public func exchange(_ own: [[Double]]) -> [[Double]] {
    guard count > 1 else { return own }
    let outgoing = RankBlocks(counts: own.map(\.count))
    // Everybody's row of counts, of which each reads its column.
    let counts = gather(own.map { Double($0.count) }).map { $0.isEmpty ? 0 : Int($0[rank]) }
    let incoming = RankBlocks(counts: counts)
    var all = [Double](repeating: 0, count: max(incoming.total, 1))
    (Array(own.joined()) + [0]).withUnsafeBufferPointer { own in
      all.withUnsafeMutableBufferPointer { all in
        guard let from = own.baseAddress, let to = all.baseAddress else { return }
        exchange(from, outgoing, to, incoming)
      }
    }
    return incoming.split(all)
  }

  /// Whether it is so on any rank.
  public func any(_ value: Bool) -> Bool {
    count > 1 ? largest(value ? 1 : 0) > 0 : value
  }

  /// Everybody's bytes, by rank.
  public func gather(_ bytes: [UInt8]) -> [[UInt8]] {
    guard count > 1 else { return [bytes] }
    return gather(bytes.packed).map { [UInt8](packed: $0) }
  }

  /// Everybody's text, by rank.
  public func gather(_ text: String) -> [String] {
    gather(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
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

extension [UInt8] {
  /// How many bytes there are, and the bytes, eight to a double.
  public var packed: [Double] {
    let words = stride(from: 0, to: count, by: 8).map { start in
      self[start..<Swift.min(start + 8, count)].enumerated().reduce(UInt64(0)) { word, byte in
        word | UInt64(byte.element) << UInt64(8 * byte.offset)
      }
    }
    return [Double(count)] + words.map { Double(bitPattern: $0) }
  }

  /// The bytes in packed doubles; none where there are no doubles.
  public init(packed doubles: [Double]) {
    let count = doubles.first.map { Int($0) } ?? 0
    let bytes = doubles.dropFirst().flatMap { double in
      (0..<8).map { UInt8(truncatingIfNeeded: double.bitPattern >> UInt64(8 * $0)) }
    }
    self = Self(bytes.prefix(count))
  }
}
