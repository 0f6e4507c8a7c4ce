import CMechanismABI
import Quantities
import Testing

@Suite("Manifests of the mechanisms")
struct ManifestTests {
  @Test("are what the README lists")
  func names() {
    let titles = TestedMechanism.all.map(\.testDescription)
    #expect(
      titles == [
        "leak", "leak_na", "leak_k", "leak_cl", "nav_hh", "kv_hh", "nav", "kv", "m_current",
        "h_current", "na_k_atpase (hill)", "na_k_atpase (sigmoid)",
        "na_k_atpase (sigmoid_oxygen)", "na_k_atpase (cubic)", "na_k_atpase (luo_rudy)",
        "na_k_atpase (albers_post)",
        "leak_ghk", "ghk_na", "ghk_k", "ghk_cl", "ghk_ca", "na_persistent",
        "nmda_potassium (k_na)", "nmda_potassium (k_na_ca)", "kir41", "cressman", "hubel_dahlem",
        "cressman_pump", "glial_uptake (cressman)", "glial_uptake (hubel_ullah)", "bath_diffusion",
        "glial_buffer (kager)", "glial_buffer (hubel_dahlem)", "stochastic_leak (markov)",
        "stochastic_leak (langevin)", "nav_hh_stochastic (markov)",
        "nav_hh_stochastic (langevin)", "kv_hh_stochastic (markov)",
        "kv_hh_stochastic (langevin)", "nkcc1", "nkcc1_wei", "kcc2 (log)", "kcc2 (conductance)",
        "ncx", "pmca", "calcium_buffer", "atp_synthesis", "atp_demand", "creatine_kinase",
        "oxygen_supply", "imposed_current", "exp_syn", "exp2_syn", "ampa", "nmda", "gaba_a",
        "tm_syn", "stdp_syn", "ampa_glu", "nmda_glu", "glutamate_release (sigmoid)",
        "glutamate_release (threshold)", "glutamate_uptake",
      ])
  }

  @Test("give parameters, states and observables different names", arguments: TestedMechanism.all)
  func differentNames(_ mechanism: TestedMechanism) {
    let table = mechanism.table
    let names =
      (0..<Int(table.parameter_count)).map { String(cString: table.parameters[$0].name) }
      + (0..<Int(table.state_count)).map { String(cString: table.states[$0].name) }
      + (0..<Int(table.observable_count)).map { String(cString: table.observables[$0].name) }
    #expect(Set(names).count == names.count)
  }

  @Test("say which are points, what their events weigh, and which connections cannot share")
  func points() {
    let points = TestedMechanism.all.filter { Int($0.table.kind) == SKOU_KIND_POINT }
    #expect(
      points.map(\.name) == [
        "exp_syn", "exp2_syn", "ampa", "nmda", "gaba_a", "tm_syn", "stdp_syn",
      ])
    #expect(points.allSatisfy { String(cString: $0.table.event_unit) == "uS" })
    let own = points.filter { Int($0.table.flags) & SKOU_MECHANISM_IS_PER_CONNECTION != 0 }
    #expect(own.map(\.name) == ["tm_syn", "stdp_syn"])
    let responding = TestedMechanism.all.filter { $0.table.lanes.respond != nil }
    #expect(responding.map(\.name) == ["stdp_syn"])
  }

  @Test("are without a defect and have units that can be read", arguments: TestedMechanism.all)
  func units(_ mechanism: TestedMechanism) throws {
    let table = mechanism.table
    #expect(table.defect == nil)
    for index in 0..<Int(table.parameter_count) {
      _ = try Unit(parsing: String(cString: table.parameters[index].unit))
    }
    for index in 0..<Int(table.state_count) {
      _ = try Unit(parsing: String(cString: table.states[index].unit))
    }
    for index in 0..<Int(table.observable_count) {
      _ = try Unit(parsing: String(cString: table.observables[index].unit))
    }
  }
}
