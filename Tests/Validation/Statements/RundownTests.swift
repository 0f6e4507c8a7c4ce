import Testing

/// What becomes of the textbook cell in hours without its pump.
@Suite("Statements: gradients run down")
struct RundownTests {
  /// The pump stops at 60 s, for good or until a time in s.
  private func cell(
    _ duration: String, hasWater: Bool = false, isClosed: Bool = false, until end: Double? = nil
  ) -> TextbookCell {
    var cell = TextbookCell(
      duration: duration, stepping: "method: adaptive, tolerance: 1e-8", hasWater: hasWater,
      isClosed: isClosed)
    let release = end.map { "until: \($0) s, " } ?? ""
    cell.interventions = ["- {at: 60 s, \(release)set: {na_k_atpase.block: 1}}"]
    return cell
  }

  @Test("T14: at a fixed volume V runs down to the Donnan potential, and is there after days")
  func fixedVolume() throws {
    let run = try Rundown(cell("24 h"))
    try run.expectReference("tc_ouabain_fixedvol")
    for (time, expected) in [
      (600.0, -70.4206), (1800, -69.462), (3600, -66.861), (7200, -58.887), (14400, -37.303),
      (36000, -14.387),
    ] {
      expectStated("T14 V at \(time) s", run.value("V_mV", at: time), is: expected, within: 0.01)
    }
  }

  @Test("T14, T31: the end is Donnan's: one potential for all ions")
  func donnan() throws {
    let reference = try ReferenceDocument("ions/textbook_cell")["TC"]
    var cell = cell("2000 h")
    for ion in ["na", "k", "cl"] { cell.record("e_\(ion)", "e_\(ion)", every: "100 h") }
    let run = try Rundown(cell, windows: [], every: "100 h")
    let v = reference["V_Donnan_fixed_volume"].number
    expectStated("T14 V at the end", run.last("V_mV"), is: v, within: 0.01)
    for (column, ion) in [("K_i_mM", "K"), ("Na_i_mM", "Na"), ("Cl_i_mM", "Cl")] {
      let expected = reference["Donnan_conc"][ion].number
      expectStated("T14 \(ion) at the end", run.last(column), is: expected, within: 0.01)
    }
    for ion in ["na", "k", "cl"] {
      let end = run.outcome.trace("e_\(ion)").last ?? .nan
      expectStated("T31 E of \(ion)", end, is: v, within: 1e-3)
    }
  }

  @Test("T15: where water follows, the cell swells to twice its volume in a day")
  func osmotic() throws {
    let run = try Rundown(cell("24.5 h", hasWater: true))
    try run.expectReference("tc_ouabain_osmotic")
    let start = try ReferenceDocument("ions/textbook_cell")["TC"]["W0_pL"].number
    for (hours, expected) in [(1.0, 1.0094), (2, 1.0274), (4, 1.1206), (10, 1.5075), (24, 1.9912)] {
      let volume = run.value("W_pL", at: 3600 * hours) / start
      expectStated("T15 W/W0 at \(hours) h", volume, is: expected, within: 1e-4)
    }
    let reference = try ReferenceDocument("ions/tc_dose_response")
    for (key, level) in [("t_Vm60", -60.0), ("t_Vm50", -50), ("t_Vm30", -30)] {
      let time = 60 + reference[key].number
      expectStated("T15 V at \(key)", run.value("V_mV", at: time), is: level, within: 0.01)
    }
    let double = 60 + reference["TC_pumpoff_t2W_s_after_block"].number
    expectStated("T15 W/W0 = 2", run.value("W_pL", at: double) / start, is: 2, within: 1e-4)
  }

  @Test("T16: in a closed shell potassium outside rises at once, and V goes to almost 0")
  func closed() throws {
    let run = try Rundown(cell("24 h", hasWater: true, isClosed: true))
    try run.expectReference("tc_ouabain_closedECS")
    // The expected concentrations have three digits.
    for (time, potassium, v) in [(600.0, 20.95, -41.39), (3600, 85.2, -6.166)] {
      expectStated("T16 K_o at \(time) s", run.value("K_o", at: time), is: potassium, within: 0.05)
      expectStated("T16 V at \(time) s", run.value("V_mV", at: time), is: v, within: 0.02)
    }
  }

  @Test("T16, T31: its end is Donnan's, too")
  func closedEnd() throws {
    var cell = cell("400 h", hasWater: true, isClosed: true)
    for ion in ["na", "k", "cl"] { cell.record("e_\(ion)", "e_\(ion)", every: "100 h") }
    let run = try Rundown(cell, windows: [], every: "100 h")
    let volume = run.last("W_pL") / run.value("W_pL", at: 0)
    expectStated("T16 V at the end", run.last("V_mV"), is: -0.4590508957, within: 1e-6)
    expectStated("T16 W/W0 at the end", volume, is: 1.16773976, within: 1e-6)
    for ion in ["na", "k", "cl"] {
      let end = run.outcome.trace("e_\(ion)").last ?? .nan
      expectStated("T31 E of \(ion), closed", end, is: -0.4590508957, within: 1e-3)
    }
  }

  @Test("T17: after ten minutes the pump returns, overshoots, and restores everything")
  func washout() throws {
    let run = try Rundown(cell("4 h", hasWater: true, until: 660), windows: [60, 660])
    try run.expectReference("tc_ouabain_washout")
    expectStated("T17 Na_i at 660 s", run.value("Na_i_mM", at: 660), is: 21.902, within: 0.01)
    expectStated("T17 V at 660.2 s", run.value("V_mV", at: 660.2), is: -80.31, within: 0.01)
    expectStated("T17 V at 1800 s", run.value("V_mV", at: 1800), is: -76.371, within: 0.01)
    expectStated("T17 V at 4 h", run.last("V_mV"), is: -75.5, within: 1e-4)
  }
}
