import CMechanismABI
import Testing

@Suite("h-current")
struct HCurrentTests {
  /// The potential at which the total current is 0: V − I / g.
  private func reversal(stated: Double, sodium: Double, potassium: Double) throws -> Double {
    let block = MembraneBlock(try TestedMechanism.named("h_current").table, rows: 1)
    block.parameter("reversal")?.update(repeating: stated, count: block.count)
    block.ions[0].reversal.update(repeating: sodium, count: block.count)
    block.ions[1].reversal.update(repeating: potassium, count: block.count)
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    return block.drive[0] / block.conductance[0]
  }

  @Test("reverses where it is said to, for any gradients that allow it")
  func statedReversal() throws {
    for (sodium, potassium) in [(50.0, -90.0), (67, -105), (-10, -60), (-80, 30)] {
      let found = try reversal(stated: -45, sodium: sodium, potassium: potassium)
      #expect(agree(found, -45, absolute: 1e-12, relative: 0))
    }
  }

  @Test("is carried by the nearer ion alone where the stated potential is out of reach")
  func unreachableReversal() throws {
    #expect(
      agree(
        try reversal(stated: 60, sodium: 50, potassium: -90), 50, absolute: 1e-12,
        relative: 0))
    #expect(
      agree(
        try reversal(stated: -95, sodium: 50, potassium: -90), -90, absolute: 1e-12,
        relative: 0))
    #expect(
      agree(
        try reversal(stated: -45, sodium: -10, potassium: -10), -10, absolute: 1e-12,
        relative: 0))
    #expect(
      agree(
        try reversal(stated: -95, sodium: -80, potassium: 30), -80, absolute: 1e-12,
        relative: 0))
  }

  @Test("gives sodium a third of the conductance in an ordinary cell")
  func shares() throws {
    let block = MembraneBlock(try TestedMechanism.named("h_current").table, rows: 1)
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    let share = block.ions[0].conductance[0] / block.conductance[0]
    #expect(agree(share, 45.0 / 140, absolute: 0, relative: 1e-14))
    #expect(block.ions[0].current[0] < 0 && block.ions[1].current[0] > 0)
  }
}
