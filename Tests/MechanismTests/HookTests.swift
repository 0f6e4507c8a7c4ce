import CMechanismABI
import Testing

@Suite("Hooks of every mechanism")
struct HookTests {
  private func block(_ mechanism: TestedMechanism) -> MembraneBlock {
    let rows = (testedVoltages.count + Int(SKOU_LANES) - 1) / Int(SKOU_LANES)
    let block = MembraneBlock(mechanism.table, rows: rows)
    block.setVoltage(testedVoltages)
    return block
  }

  /// Runs every hook once, from rest over a step at other potentials.
  private func runEverything(_ block: MembraneBlock, _ hooks: skou_hooks) {
    block.start(hooks)
    block.setVoltage(testedVoltages.reversed())
    block.run(hooks.advance)
    block.run(hooks.current)
    block.run(hooks.observe)
  }

  @Test("eight lanes agree with one place at a time", arguments: TestedMechanism.all)
  func lanesAgreeWithScalar(_ mechanism: TestedMechanism) {
    let (lanes, scalar) = (block(mechanism), block(mechanism))
    runEverything(lanes, mechanism.table.lanes)
    runEverything(scalar, mechanism.table.scalar)
    // States lie in 0…1 and are differences of such numbers: an ulp of 1 is their noise.
    for (a, b) in zip(lanes.written, scalar.written) {
      #expect(a.isFinite && agree(a, b, absolute: 1e-15, relative: 1e-12))
    }
  }

  @Test("a step is an advance and a current, bit for bit", arguments: TestedMechanism.all)
  func stepIsAdvanceThenCurrent(_ mechanism: TestedMechanism) {
    for hooks in [mechanism.table.lanes, mechanism.table.scalar] {
      let (apart, together) = (block(mechanism), block(mechanism))
      for block in [apart, together] {
        block.start(hooks)
        block.setVoltage(testedVoltages.reversed())
      }
      apart.run(hooks.advance)
      apart.run(hooks.current)
      together.run(hooks.step)
      #expect(apart.written.map(\.bitPattern) == together.written.map(\.bitPattern))
    }
  }

  @Test("conditions in one row for all give the same bits", arguments: TestedMechanism.all)
  func sharedConditions(_ mechanism: TestedMechanism) {
    for hooks in [mechanism.table.lanes, mechanism.table.scalar] {
      let (own, shared) = (block(mechanism), block(mechanism))
      shared.sharesConditions = true
      for block in [own, shared] {
        block.start(hooks)
        block.setVoltage(testedVoltages.reversed())
        block.run(hooks.step)
      }
      #expect(own.written.map(\.bitPattern) == shared.written.map(\.bitPattern))
    }
  }

  @Test("rest is where nothing changes", arguments: TestedMechanism.startingAtRest)
  func restStays(_ mechanism: TestedMechanism) {
    let block = block(mechanism)
    block.run(mechanism.table.lanes.initialize)
    let before = block.written
    block.run(mechanism.table.lanes.advance)
    for (a, b) in zip(before, block.written) {
      #expect(agree(a, b, absolute: 0, relative: 1e-14))
    }
  }

  @Test("rates are what a short step changes", arguments: TestedMechanism.deterministic)
  func ratesAreDerivatives(_ mechanism: TestedMechanism) {
    for hooks in [mechanism.table.lanes, mechanism.table.scalar] {
      let block = block(mechanism)
      block.start(hooks)
      block.setVoltage(testedVoltages.reversed())
      let before = block.states.map { state in (0..<block.count).map { state[$0] } }
      block.run(hooks.rates)
      block.timeStep = 1e-6
      block.run(hooks.advance)
      for (i, state) in block.states.enumerated() {
        for index in 0..<block.count {
          let difference = (state[index] - before[i][index]) / block.timeStep
          // The step's own curvature is rate² × 1e-6 / 2, and an ulp of the state over 1e-6.
          #expect(agree(difference, block.rates[i][index], absolute: 1e-9, relative: 1e-3))
        }
      }
    }
  }

  @Test("an empty lane adds nothing", arguments: TestedMechanism.all)
  func emptyLanes(_ mechanism: TestedMechanism) {
    for hooks in [mechanism.table.lanes, mechanism.table.scalar] {
      let block = block(mechanism)
      for index in stride(from: 0, to: block.count, by: 2) { block.weight[index] = 0 }
      block.start(hooks)
      block.run(hooks.step)
      for index in stride(from: 0, to: block.count, by: 2) {
        #expect(block.conductance[index] == 0 && block.drive[index] == 0)
        for ion in block.ions { #expect(ion.current[index] == 0 && ion.conductance[index] == 0) }
        for ion in block.ions { #expect(ion.insideGain[index] == 0 && ion.outsideGain[index] == 0) }
      }
    }
  }

  @Test("what is there already is added to", arguments: TestedMechanism.all)
  func accumulation(_ mechanism: TestedMechanism) {
    let (once, onTop) = (block(mechanism), block(mechanism))
    for index in 0..<onTop.count { (onTop.conductance[index], onTop.drive[index]) = (3, -7) }
    for block in [once, onTop] {
      block.start(mechanism.table.lanes)
      block.run(mechanism.table.lanes.current)
    }
    for index in 0..<once.count {
      #expect(onTop.conductance[index] == once.conductance[index] + 3)
      #expect(onTop.drive[index] == once.drive[index] - 7)
    }
  }

  @Test("the ions' own currents add up to the total", arguments: TestedMechanism.all)
  func ionsAddUp(_ mechanism: TestedMechanism) {
    let block = block(mechanism)
    block.start(mechanism.table.lanes)
    block.run(mechanism.table.lanes.current)
    for index in 0..<block.count {
      let slopes = block.ions.map { $0.conductance[index] }
      let currents = block.ions.map { $0.current[index] }
      let drive = slopes.reduce(0, +) * block.voltage[index] - currents.reduce(0, +)
      // The sums differ by rounding, a few ulp of their largest term.
      let size = currents.map(abs).reduce(0, +) + abs(slopes.reduce(0, +) * block.voltage[index])
      #expect(agree(block.conductance[index], slopes.reduce(0, +), absolute: 0, relative: 1e-15))
      #expect(abs(block.drive[index] - drive) <= 1e-15 * size)
    }
  }

  @Test("nobody asking for the ions' own currents changes no total", arguments: TestedMechanism.all)
  func ownCurrentsAreOptional(_ mechanism: TestedMechanism) {
    let (with, without) = (block(mechanism), block(mechanism))
    for (block, own) in [(with, true), (without, false)] {
      block.start(mechanism.table.lanes)
      block.run(mechanism.table.lanes.step, ownCurrents: own)
    }
    for index in 0..<with.count {
      #expect(with.drive[index].bitPattern == without.drive[index].bitPattern)
      #expect(without.ions.allSatisfy { $0.current[index] == 0 })
    }
  }

  @Test("the slope is the derivative of the current", arguments: TestedMechanism.linear)
  func slopes(_ mechanism: TestedMechanism) {
    let block = block(mechanism)
    block.start(mechanism.table.lanes)
    let currents = [-1.0, 0, 1].map { shift in
      for index in 0..<block.count {
        block.voltage[index] = testedVoltages[min(index, testedVoltages.count - 1)] + shift
        (block.conductance[index], block.drive[index]) = (0, 0)
      }
      block.run(mechanism.table.lanes.current)
      return (0..<block.count).map { (block.current(at: $0), block.conductance[$0]) }
    }
    for index in 0..<block.count {
      // A current that is linear in V with its gates held has exact differences over 2 mV, but for
      // rounding.
      let difference = (currents[2][index].0 - currents[0][index].0) / 2
      let rounding = 1e-13 * (abs(currents[0][index].0) + abs(currents[2][index].0))
      #expect(abs(difference - currents[1][index].1) <= rounding)
    }
  }

  @Test(
    "the slope is the derivative of a current that is curved in V",
    arguments: TestedMechanism.curved
  )
  func curvedSlopes(_ mechanism: TestedMechanism) {
    let block = block(mechanism)
    block.start(mechanism.table.lanes)
    let step = 0.05
    let currents = [-2.0, -1, 1, 2, 0].map { shift in
      for index in 0..<block.count {
        block.voltage[index] = testedVoltages[min(index, testedVoltages.count - 1)] + shift * step
      }
      block.run(mechanism.table.lanes.current)
      return block.ions.map { ion in (0..<block.count).map { ion.current[$0] } }
    }
    for (number, ion) in block.ions.enumerated() {
      for index in 0..<block.count {
        let i = currents.map { $0[number][index] }
        let difference = (i[0] - 8 * i[1] + 8 * i[2] - i[3]) / (12 * step)
        // The rule's error is (step / 6 mV)⁴ / 30 of the slope, the steepest e-fold being 6 mV;
        // rounding is an ulp of the current, or of the terms that it is a difference of, in a step.
        let size = abs(i[0]) + abs(i[3]) + 1e-2 * abs(ion.conductance[index])
        #expect(abs(difference - ion.conductance[index]) <= 1e-9 * size + 1e-15)
      }
    }
  }

  @Test("gates move at the rate of the temperature", arguments: TestedMechanism.all)
  func temperature(_ mechanism: TestedMechanism) {
    let (warm, cold) = (block(mechanism), block(mechanism))
    for index in 0..<warm.count { warm.temperatureFactor[index] = 2 }
    cold.timeStep = 2 * warm.timeStep
    for block in [warm, cold] {
      for state in block.states { state.update(repeating: 0.3, count: block.count) }
      block.run(mechanism.table.lanes.advance)
    }
    for (a, b) in zip(warm.states, cold.states) {
      #expect((0..<warm.count).allSatisfy { a[$0].bitPattern == b[$0].bitPattern })
    }
  }
}
