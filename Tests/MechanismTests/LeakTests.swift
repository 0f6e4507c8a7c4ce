import CMechanismABI
import Testing

@Suite("Leaks")
struct LeakTests {
  @Test("are ohmic", arguments: ["leak", "leak_na", "leak_k", "leak_cl"])
  func current(_ name: String) throws {
    let block = MembraneBlock(try TestedMechanism.named(name).table, rows: 1)
    block.parameter("g")?.update(repeating: 0.002, count: block.count)
    block.ions[0].reversal.update(repeating: -70, count: block.count)
    block.temperatureFactor.update(repeating: 1.5, count: block.count)
    block.setVoltage([-60])
    block.run(block.table.lanes.current)
    #expect(agree(block.conductance[3], 0.003, absolute: 0, relative: 1e-15))
    // 0.003 S/cm² × 10 mV; the drive is 0.003 × −70, of which 1e-17 is an ulp.
    #expect(agree(block.ions[0].current[3], 0.03, absolute: 0, relative: 1e-14))
    #expect(agree(block.drive[3], -0.21, absolute: 1e-16, relative: 1e-15))
  }

  @Test("let the model choose the ion of 'leak' alone")
  func configurable() throws {
    for name in ["leak", "leak_na", "leak_k", "leak_cl"] {
      let flags = Int(try TestedMechanism.named(name).table.ions[0].flags)
      #expect((flags & SKOU_ION_CONFIGURABLE != 0) == (name == "leak"))
      #expect(flags & SKOU_ION_MOVES != 0 && flags & SKOU_ION_READS_REVERSAL != 0)
    }
  }
}
