import Foundation
import Testing

/// What impermeant ions and water make of a cell without a pump.
@Suite("Statements: Donnan and swelling")
struct SwellingTests {
  @Test("T24: (a) in a bath with impermeants the textbook cell ends at 3.508 times its volume")
  func bath() throws {
    var cell = TextbookCell(
      duration: "20000 h", stepping: "method: adaptive, tolerance: 1e-8", hasWater: true)
    cell.scale.pump = 0
    let run = try Rundown(cell, windows: [], every: "1000 h")
    let reference = try ReferenceDocument("ions/tc_dose_response")["TC_bath_osmotic_Donnan"]
    let start = try ReferenceDocument("ions/textbook_cell")["TC"]["W0_pL"].number
    expectStated("T24a V", run.last("V_mV"), is: reference["V"].number, within: 1e-4)
    let volume = run.last("W_pL") / start
    expectStated("T24a W/W0", volume, is: reference["Wrel"].number, within: 1e-4)
  }

  /// The pump–leak model of Kay 2017 and of Düsterwald and others 2018.
  private func pumpLeak(pump: Double, outside: Double) -> String {
    // Conductances of 20, 70 and 20 µS/cm², the pump's P of 0.1 C/dm²/s, at 37 °C.
    """
    skou: 1
    simulation:
      {duration: 2000 h, temperature: 37 degC, method: adaptive, tolerance: 1e-8}
    ions:
      na: {inside: 14.002 mM, outside: 145 mM, dynamics: pool}
      k: {inside: 122.873 mM, outside: 3.5 mM, dynamics: pool}
      cl: {inside: 5.163 mM, outside: \(148.5 - outside) mM, dynamics: pool}
      x_in: {valence: -0.85, inside: 154.962 mM, outside: 0 mM, dynamics: impermeant}
      x_out: {valence: -1, inside: 0 mM, outside: \(outside) mM, dynamics: impermeant}
    cells:
      neuron:
        morphology: {cylinder: {length: 25 um, diameter: 10 um, compartments: 1}}
        cable: {capacitance: 2 uF/cm2, voltage: -72.6 mV}
        volume: {water_permeability: 15e-3 cm/s}
        mechanisms:
          - {use: leak_na, g: 20 uS/cm2}
          - {use: leak_k, g: 70 uS/cm2}
          - {use: leak_cl, g: 20 uS/cm2}
          - {use: na_k_atpase, model: cubic, imax: \(pump) mA/cm2}
          - {use: kcc2, model: conductance, g: 20 uS/cm2}
    populations: {neuron: {cell: neuron, count: 1}}
    record:
      v: {variable: v, cells: neuron, at: soma, every: 10 h}
      x: {variable: "[x_in]i", cells: neuron, at: soma, every: 10 h}
      volume: {variable: volume, cells: neuron, at: soma, every: 10 h}
    """
  }

  @Test("T24: (b) the pump keeps impermeants concentrated, 154.96 mM; without it they are 29.93 mM")
  func pumpAndLeak() throws {
    let on = try ModelRun(pumpLeak(pump: 1, outside: 29.5))
    let off = try ModelRun(pumpLeak(pump: 0, outside: 29.5))
    expectStated("T24b [X], pump", on.trace("x").last ?? .nan, is: 154.96, within: 0.01)
    // The statement's 29.93 mM, 5.18 times less, is 29.91816 mM in this bath: Donnan's conditions.
    let dilute = off.trace("x").last ?? .nan
    expectStated("T24b [X], no pump", dilute, is: 29.918164, within: 1e-4)
    expectStated("T24b dilution", (on.trace("x").last ?? .nan) / dilute, is: 5.18, within: 0.005)
  }

  @Test("T24: (c) without impermeants outside nothing ends the swelling")
  func endless() throws {
    let volumes = try ModelRun(pumpLeak(pump: 0, outside: 0)).trace("volume")
    #expect(zip(volumes, volumes.dropFirst()).allSatisfy { $1 > $0 })
    #expect((volumes.last ?? 0) > 10 * volumes[0])
  }
}
