import Engine
import EngineKernels
import Lowering
import ModelIO
import Testing

@Suite("Ions along the tree: rest")
struct AxialRestTests {
  /// A passive tree whose pump runs out of ATP; what it comes to in the end is an equilibrium.
  private func model(_ axial: String, _ space: String) -> String {
    AxialModels.tree(axial: axial, duration: "300 h", every: "50 h")
      .replacing("dt: 0.025 ms, method: second_order", with: "method: adaptive")
      .replacing("{use: nav_hh, gbar: 0.12 S/cm2}, {use: kv_hh, gbar: 0.036 S/cm2},", with: "")
      .replacing("model: sigmoid", with: "model: hill")
      .replacing("extracellular: {space: private, volume_fraction: 0.15}", with: space)
  }

  @Test(
    "the rest that is searched for is the one that is come to, in shells and in a bath",
    arguments: ["electrodiffusive", "diffusive"],
    ["extracellular: {space: private, volume_fraction: 0.15}", ""])
  func rest(_ axial: String, _ space: String) throws {
    let text = model(axial, space)
    let run = try AxialRun(text, overrides: AxialModels.short)
    let loaded = try ModelLoader(manifests: linkedMechanisms.manifests).load(
      text: text, file: "model.yaml",
      overrides: AxialModels.short.map { try ModelOverride(parsing: $0) })
    let plan = try ModelLowering.lower(loaded.description, linkedMechanisms).plan
    let solutions = try #require(plan.groups[0].solutions)
    let finder = try RestFinder(plan, isCompartment: [solutions.isCompartment])
    let found = try #require(finder.find(inGroup: 0, from: .given))
    #expect(found.ending == .converged)
    let potentials = found.state.compartments(found.state.voltage).sorted()
    // A relative tolerance of 1e-6 a step on the way, which rests forget.
    for (a, b) in zip(potentials, run.ends("v").sorted()) { #expect(abs(a - b) <= 1e-5) }
    let soma = try #require(run.traces["k"])[0]
    let volume = soma[0] / 130
    let potassium = found.state.compartments(found.state.species[1].inside)
    #expect(potassium.contains { abs($0 - (soma.last ?? 0) / volume) <= 1e-5 })
  }
}
