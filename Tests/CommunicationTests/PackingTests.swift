import Communication
import Testing

/// What travels as doubles arrives as it was.
@Suite("Numbers and texts between ranks")
struct PackingTests {
  @Test("Bytes of any number survive", arguments: [0, 1, 7, 8, 9, 1000])
  func bytes(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 37 * $0 + 255) }
    #expect([UInt8](packed: bytes.packed) == bytes)
    #expect(bytes.packed.count == 1 + (count + 7) / 8)
  }

  @Test("Nothing is no bytes")
  func nothing() {
    #expect([UInt8](packed: []) == [])
  }

  @Test("A reader takes a row apart, and finds zeros behind its end")
  func reader() {
    var reader = DoubleReader([3, 1.5, -2.5, 7, .nan])
    let count = reader.integer()
    #expect(reader.next(count - 1) == [1.5, -2.5])
    #expect(reader.integer() == 7)
    #expect(!reader.isAtEnd && reader.next().isNaN && reader.isAtEnd)
    #expect(reader.next() == 0 && reader.next(3) == [])
  }

  @Test("Blocks lie one behind the other, or where they are put")
  func blocks() {
    let blocks = RankBlocks(counts: [2, 0, 5])
    #expect(blocks.places == [0, 2, 2] && blocks.total == 7)
    #expect(RankBlocks([4..<6, 0..<0]).places == [4, 0])
  }
}

/// Ranks that are not there hand over zeros, and what they would hand over is counted.
@Suite("One rank, and dry ranks")
struct LoneRankTests {
  @Test("One rank hears itself")
  func one() {
    let ranks = OneRank()
    #expect(ranks.gather([1.0, 2.0]) == [[1, 2]] && ranks.gatherAtFirst([3]) == [[3]])
    #expect(ranks.exchange([[4.0, 5.0]]) == [[4, 5]])
    #expect(ranks.any(true) && !ranks.any(false))
    #expect(ranks.gather("ö") == ["ö"])
  }

  @Test("A dry rank hears itself alone, and counts the bytes of others", arguments: [0, 2, 3])
  func dry(_ rank: Int) {
    let ranks = DryRanks(rank: rank, count: 4)
    #expect(ranks.gather([7.0, 8.0]) == (0..<4).map { $0 == rank ? [7, 8] : [] })
    // The lengths of the others, and then nothing.
    #expect(ranks.meetingCount == 2 && ranks.receivedBytes == 3 * 8)
    ranks.reset()
    var values = [Double](repeating: 9, count: 8)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      ranks.share(base, RankBlocks(counts: [2, 2, 2, 2]))
    }
    #expect(values == (0..<8).map { $0 / 2 == rank ? 9 : 0 })
    #expect(ranks.receivedBytes == 6 * 8)
    #expect(ranks.exchange([[1.0], [2.0], [3.0], [4.0]])[rank] == [Double(rank + 1)])
  }
}
