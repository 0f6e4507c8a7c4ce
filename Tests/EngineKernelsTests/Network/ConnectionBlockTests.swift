import ModelDescription
import Quantities
import Testing

@testable import Lowering

/// Large entries are drawn block by block.
@Suite("Blocks of connections")
struct ConnectionBlockTests {
  private let cells = PopulationDescription("a", 300)
  private var all: [CellSelection] { [.first(300, of: "a")] }

  @Test("blocks have a bounded size, and follow each other without a gap")
  func blocks() throws {
    let entry = try ConnectionDescription(all, all, .allToAll, allowsSelf: true)
    var expansion = try Wiring([cells]).connections(entry, weightUnit: "") { _, _ in 3 }
    #expect(expansion.mostConnections { $0 < 10 } == 10 * 300)
    var counts: [Int] = []
    var targets: [Int32] = []
    while let block = try expansion.next() {
      counts.append(block.count)
      targets += block.targets
    }
    #expect(counts == [65_536, 90_000 - 65_536])
    #expect((targets == (0..<90_000).map { Int32($0 / 300) }) as Bool)
  }

  @Test("what a list says of a connection is taken beyond the first block, too")
  func list() throws {
    let pairs = (0..<40_000).map {
      ConnectionRule.Pair(
        from: $0 % 300, to: ($0 % 300 + 1) % 300, weight: $0 % 2 == 0 ? nil : Double($0),
        delay: 0.5 + Double($0))
    }
    let entry = try ConnectionDescription(all, all, .list(pairs), site: .each)
    let wired = try Wiring([cells]).wire(entry, sites: 2)
    #expect(wired.count == 80_000)
    let numbers = wired.all.indices.map { $0 / 2 }
    #expect((wired.sites == wired.all.indices.map { Int32($0 % 2) }) as Bool)
    #expect((wired.weights == numbers.map { $0 % 2 == 0 ? 1 : Double($0) }) as Bool)
    #expect((wired.delays == numbers.map { 0.5 + Double($0) }) as Bool)
  }

  @Test("the room for connections is that of all blocks together")
  func room() throws {
    var wiring = try Wiring([cells])
    let entry = try ConnectionDescription(all, all, .allToAll, allowsSelf: true, site: .each)
    wiring.mostConnections = 180_000
    #expect(try wiring.wire(entry, sites: 2).count == 180_000)
    wiring.mostConnections = 179_999
    let words = complaint { () throws(LoweringError) in _ = try wiring.wire(entry, sites: 2) }
    #expect(words.contains("more than 179999 connections"))
  }
}
