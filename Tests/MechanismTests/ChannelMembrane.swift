import CMechanismABI
import Foundation
import Testing

/// The solutions on both sides of a membrane, of one ion.
struct Solutions {
  var inside, outside: Double
  var valence = 1.0

  /// The Nernst potential, in mV, for an RT/F in mV.
  func reversal(_ thermalVoltage: Double) -> Double {
    thermalVoltage / valence * log(outside / inside)
  }
}

extension MembraneBlock {
  /// A row of one mechanism with its ions in solutions, at one potential.
  ///
  /// Reversal potentials are the Nernst potentials; hooks for rates, currents and observables have
  /// run. The area is 100 µm², by which S/cm² and mA/cm² come out as they are.
  static func bathed(
    _ name: String, _ variant: String = "", at voltage: Double, thermalVoltage: Double,
    _ solutions: [String: Solutions], set: [String: Double] = [:], states: [Double] = []
  ) throws -> MembraneBlock {
    let block = MembraneBlock(try TestedMechanism.named(name, variant).table, rows: 1)
    block.setVoltage([voltage])
    block.thermalVoltage.update(repeating: thermalVoltage, count: block.count)
    for (name, value) in set {
      try #require(block.parameter(name)).update(repeating: value, count: block.count)
    }
    for (index, ion) in block.ions.enumerated() {
      guard let solution = solutions[block.ionName(index)] else { continue }
      ion.inside.update(repeating: solution.inside, count: block.count)
      ion.outside.update(repeating: solution.outside, count: block.count)
      ion.reversal.update(repeating: solution.reversal(thermalVoltage), count: block.count)
    }
    block.run(block.table.lanes.initialize)
    for (state, value) in zip(block.states, states) {
      state.update(repeating: value, count: block.count)
    }
    block.run(block.table.lanes.rates)
    block.run(block.table.lanes.current)
    block.run(block.table.lanes.observe)
    return block
  }

  private func ionName(_ index: Int) -> String { String(cString: table.ions[index].name) }

  /// What a mechanism moves of an ion, in mA/cm²; 0 where it moves none.
  func current(of name: String) -> Double {
    (0..<ions.count).first { ionName($0) == name }.map { ions[$0].current[0] } ?? 0
  }

  /// What a mechanism adds to the outside of an ion, in mM/ms.
  func outsideGain(of name: String) -> Double {
    // F times 1 mM of 1 µm³ in 1 ms is 0.0965 nA, to the digits of the interface.
    (0..<ions.count).first { ionName($0) == name }.map {
      ions[$0].outsideGain[0] / (outsideVolume[0] * 0.09648533212331001)
    } ?? 0
  }

  /// What the volume inside gains of an ion, in mM/ms.
  func insideGain(of name: String) -> Double {
    (0..<ions.count).first { ionName($0) == name }.map {
      ions[$0].insideGain[0] / (insideVolume[0] * 0.09648533212331001)
    } ?? 0
  }

  /// An observable by its name.
  func observable(_ name: String) throws -> Double {
    let index = (0..<observables.count).first {
      String(cString: table.observables[$0].name) == name
    }
    return observables[try #require(index)][0]
  }
}
