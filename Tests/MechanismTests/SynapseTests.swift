import CMechanismABI
import Foundation
import Testing

/// One synapse of each lane, which tests drive by hand.
struct DrivenSynapse {
  let block: MembraneBlock
  private var hooks: skou_hooks { block.table.lanes }

  init(_ name: String, _ parameters: [String: Double] = [:], at voltage: Double = -60) throws {
    block = MembraneBlock(try TestedMechanism.named(name).table, rows: 1)
    try block.set(parameters)
    block.setVoltage([voltage])
    block.run(hooks.initialize)
  }

  /// An event arrives.
  func receive(_ weight: Double) {
    block.eventWeight.update(repeating: weight, count: block.count)
    block.run(hooks.receive)
  }

  /// The cell spikes.
  func spike() { block.run(hooks.respond) }

  /// Time passes.
  func wait(_ duration: Double) {
    block.timeStep = duration
    block.run(hooks.advance)
  }

  /// The current in nA and its slope in µS, at the present potential.
  func current() -> (value: Double, slope: Double) {
    block.conductance.update(repeating: 0, count: block.count)
    block.drive.update(repeating: 0, count: block.count)
    block.run(hooks.current)
    return (block.current(at: 0), block.conductance[0])
  }

  /// The conductance of two exponentials, in µS.
  func conductance() throws -> Double { try state("b") - state("a") }

  /// What magnesium leaves of it, as it is recorded.
  func unblockedConductance() -> Double {
    block.run(hooks.observe)
    return block.observables[0][0]
  }

  func state(_ name: String) throws -> Double { try #require(block.state(name))[0] }
}

@Suite("Synapses")
struct SynapseTests {
  private static let curved = ["exp2_syn", "ampa", "gaba_a"]

  @Test("with one exponential add up events, and decay")
  func oneExponential() throws {
    let synapse = try DrivenSynapse("exp_syn", ["tau": 3])
    synapse.block.ions[0].reversal.update(repeating: 0, count: synapse.block.count)
    synapse.receive(2e-3)
    synapse.wait(1.5)
    synapse.receive(1e-3)
    synapse.wait(4)
    let expected = 2e-3 * exp(-5.5 / 3) + 1e-3 * exp(-4.0 / 3)
    #expect(agree(try synapse.state("g"), expected, absolute: 0, relative: 1e-14))
    let (value, slope) = synapse.current()
    #expect(agree(value, expected * -60, absolute: 0, relative: 1e-13))
    #expect(agree(slope, expected, absolute: 0, relative: 1e-14))
  }

  @Test(
    "with two exponentials peak at the weight of an event",
    arguments: curved, [(0.5, 5.0), (0.1, 200), (2, 2.5), (5, 0.5)])
  func peak(_ name: String, _ times: (Double, Double)) throws {
    let (rise, decay) = times
    let synapse = try DrivenSynapse(name, ["tau_rise": rise, "tau_decay": decay])
    synapse.receive(3e-3)
    synapse.wait(rise * decay / (decay - rise) * log(decay / rise))
    #expect(agree(try synapse.conductance(), 3e-3, absolute: 0, relative: 1e-12))
    let before = try synapse.conductance()
    synapse.wait(1e-3 * min(rise, decay))
    #expect(try synapse.conductance() < before)
  }

  @Test("with two exponentials follow their difference")
  func twoExponentials() throws {
    let synapse = try DrivenSynapse("exp2_syn")
    synapse.receive(1e-3)
    synapse.wait(3)
    let peakTime = 0.5 * 5 / 4.5 * log(10.0)
    let scale = exp(-peakTime / 5) - exp(-peakTime / 0.5)
    let expected = 1e-3 * (exp(-3.0 / 5) - exp(-3.0 / 0.5)) / scale
    #expect(agree(try synapse.conductance(), expected, absolute: 0, relative: 1e-13))
  }

  @Test("with equal time constants are those of t e^(−t/τ)")
  func equalTimes() throws {
    let synapse = try DrivenSynapse("exp2_syn", ["tau_rise": 4, "tau_decay": 4])
    synapse.receive(1e-3)
    synapse.wait(6)
    // The time constants differ by 1e-6 of them, half of which shows in the shape.
    let expected = 1e-3 * 6 / 4 * exp(1 - 6.0 / 4)
    #expect(agree(try synapse.conductance(), expected, absolute: 0, relative: 1e-6))
  }

  @Test("of AMPA receptors reverse at 0 mV, where sodium and potassium cancel")
  func ampaReversal() throws {
    let synapse = try DrivenSynapse("ampa", at: 0)
    let block = synapse.block
    try #require(block.ion("na")).reversal.update(repeating: 60, count: block.count)
    try #require(block.ion("k")).reversal.update(repeating: -90, count: block.count)
    synapse.receive(1e-3)
    synapse.wait(1)
    let g = try synapse.conductance()
    // Two currents of 36 mV × g cancel to an ulp of them.
    #expect(abs(synapse.current().value) <= 1e-14 * g * 36)
    #expect(agree(block.current(of: 0), g * 0.6 * -60, absolute: 0, relative: 1e-13))
    #expect(agree(block.current(of: 1), g * 0.4 * 90, absolute: 0, relative: 1e-13))
  }

  @Test("of NMDA receptors are blocked by magnesium", arguments: [-90.0, -60, -20, 0, 40])
  func magnesium(_ voltage: Double) throws {
    for magnesium in [0, 1, 1.2, 10] {
      let synapse = try DrivenSynapse("nmda", ["magnesium": magnesium], at: voltage)
      synapse.receive(1e-3)
      synapse.wait(7)
      let block = 1 / (1 + magnesium / 3.57 * exp(-0.062 * voltage))
      let expected = try synapse.conductance() * block
      #expect(agree(synapse.unblockedConductance(), expected, absolute: 0, relative: 1e-13))
    }
  }

  @Test("of NMDA receptors share the conductance among the ions that there are")
  func nmdaShares() throws {
    let synapse = try DrivenSynapse("nmda", ["na_share": 0.7, "ca_share": 0.1])
    let block = synapse.block
    synapse.receive(1e-3)
    synapse.wait(10)
    let g = synapse.unblockedConductance()
    _ = synapse.current()
    #expect(agree(block.current(of: 0), g * 0.7 * (-60 - 50), absolute: 0, relative: 1e-13))
    #expect(agree(block.current(of: 1), g * 0.3 * (-60 + 90), absolute: 0, relative: 1e-13))
    #expect(block.current(of: 2) == 0)
    try #require(block.ion("ca")).reversal.update(repeating: 130, count: block.count)
    _ = synapse.current()
    #expect(agree(block.current(of: 0), g * 0.63 * (-60 - 50), absolute: 0, relative: 1e-13))
    #expect(agree(block.current(of: 1), g * 0.27 * (-60 + 90), absolute: 0, relative: 1e-13))
    #expect(agree(block.current(of: 2), g * 0.1 * (-60 - 130), absolute: 0, relative: 1e-13))
  }

  @Test("of GABA A receptors let bicarbonate pass where there is any")
  func gabaShares() throws {
    let synapse = try DrivenSynapse("gaba_a")
    let block = synapse.block
    synapse.receive(1e-3)
    synapse.wait(2)
    let g = try synapse.conductance()
    #expect(agree(synapse.current().value, g * (-60 + 64), absolute: 0, relative: 1e-13))
    try #require(block.ion("hco3")).reversal.update(repeating: -15, count: block.count)
    let (value, slope) = synapse.current()
    #expect(agree(block.current(of: 0), 0.8 * g * (-60 + 64), absolute: 0, relative: 1e-13))
    #expect(agree(block.current(of: 1), 0.2 * g * (-60 + 15), absolute: 0, relative: 1e-13))
    #expect(agree(value, block.current(of: 0) + block.current(of: 1), absolute: 0, relative: 1e-13))
    #expect(agree(slope, g, absolute: 0, relative: 1e-14))
  }

  @Test("take each lane's own event, and none of weight 0")
  func lanes() throws {
    let block = MembraneBlock(try TestedMechanism.named("exp_syn").table, rows: 2)
    for hooks in [block.table.lanes, block.table.scalar] {
      block.run(hooks.initialize)
      block.run(hooks.receive)
      let g = try #require(block.state("g"))
      #expect((0..<block.count).allSatisfy { g[$0] == 1e-3 * Double($0 % 7) })
    }
  }
}
