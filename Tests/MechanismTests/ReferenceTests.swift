import CMechanismABI
import Testing

/// One line of the generated table.
struct MechanismReference: Sendable, CustomTestStringConvertible {
  var mechanism: String
  var voltage: Double
  /// At rest, and after a step from 0.3.
  var rest, later: [Double]
  var conductance, current: Double

  var testDescription: String { "\(mechanism) at \(voltage) mV" }

  static let all: [MechanismReference] = mechanismReferences.split(separator: "\n").map { line in
    let words = line.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    let gateCount = (numbers.count - 3) / 2
    return MechanismReference(
      mechanism: String(words[0]), voltage: numbers[0], rest: Array(numbers[1...gateCount]),
      later: Array(numbers[(gateCount + 1)...(2 * gateCount)]),
      conductance: numbers[numbers.count - 2], current: numbers[numbers.count - 1])
  }
}

@Suite("Equations of the mechanisms")
struct ReferenceTests {
  /// A block at one potential, in weights by which S/cm² and mA/cm² come out as they are.
  private func block(_ reference: MechanismReference) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named(reference.mechanism).table, rows: 1)
    block.setVoltage([reference.voltage])
    return block
  }

  @Test("gates rest where the published equations say", arguments: MechanismReference.all)
  func rest(_ reference: MechanismReference) throws {
    let block = try block(reference)
    block.run(block.table.lanes.initialize)
    #expect(block.states.count == reference.rest.count)
    // Shared exponentials lose up to a dozen ulp, 60 near a removable singularity.
    for (state, expected) in zip(block.states, reference.rest) {
      #expect(agree(state[5], expected, absolute: 0, relative: 1e-13))
    }
  }

  @Test("gates move as the published equations say", arguments: MechanismReference.all)
  func motion(_ reference: MechanismReference) throws {
    let block = try block(reference)
    block.timeStep = 0.1
    block.temperatureFactor.update(repeating: 1.5, count: block.count)
    for state in block.states { state.update(repeating: 0.3, count: block.count) }
    block.run(block.table.lanes.advance)
    // A difference from 0.3 is rounded to an ulp of 0.3.
    for (state, expected) in zip(block.states, reference.later) {
      #expect(agree(state[2], expected, absolute: 2e-16, relative: 1e-13))
    }
  }

  @Test("currents are what the published equations say", arguments: MechanismReference.all)
  func currents(_ reference: MechanismReference) throws {
    let block = try block(reference)
    block.run(block.table.lanes.initialize)
    block.run(block.table.lanes.current)
    #expect(agree(block.conductance[0], reference.conductance, absolute: 0, relative: 1e-12))
    // slope × V − drive is a difference of terms of the size of g × 100 mV.
    let rounding = 1e-13 * reference.conductance * 100
    #expect(agree(block.current(at: 0), reference.current, absolute: rounding, relative: 1e-12))
  }
}
