import ModelDescription
import Testing

@testable import Lowering

@Suite("Memory that networks and shared spaces need")
struct MemoryCheckTests {
  private let memory = MemoryCheck(available: 1 << 30)

  @Test("a space that does not fit is refused before it is laid out, with its line")
  func voxels() throws {
    // 48 bytes for each voxel and each of its species: 5.6 million voxels of three in a GiB.
    try memory.check(voxels: 5_000_000, species: 3, modelLine)
    let words = complaint { () throws(LoweringError) in
      try memory.check(voxels: 6_000_000, species: 3, modelLine)
    }
    #expect(words.contains("model.yaml:7:3"))
    #expect(words.contains("6000000 voxels with 3 species needs") && words.contains("1 GiB"))
  }

  @Test("there is room for as many connections as fit, and can be counted")
  func connections() {
    #expect(memory.mostConnections == 1 << 24)
    #expect(MemoryCheck(available: .max).mostConnections == Int(Int32.max))
    #expect(MemoryCheck(available: 1 << 30, rankCount: 4).mostConnections == 1 << 26)
    #expect(MemoryCheck(available: .max, rankCount: 4).mostConnections == Int(Int32.max))
  }
}
