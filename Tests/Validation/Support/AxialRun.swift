import Engine
import EngineKernels
import Foundation
import Lowering
import ModelIO

/// A run of one cell that may start with other potentials and concentrations in every place.
///
/// Model files know one concentration a cell.
struct AxialRun {
  /// What a compartment starts with; concentrations by species, in the order of the model's pools.
  struct Start {
    /// The middle's path distance from the root, in µm.
    let distance: Double
    /// In mV.
    var voltage: Double
    /// In mM.
    var inside: [Double]
  }

  /// By recording, then by element, its samples.
  private(set) var traces: [String: [[Double]]] = [:]
  let ledger: Ledger
  let outcome: Simulation.Outcome
  /// Capacitances in nF, by compartment.
  let capacitance: [Double]
  /// The compartments' middles, in µm from the root.
  let distances: [Double]

  init(
    _ text: String, overrides: [String] = [], path: StepSettings.Path = .lanes, threads: Int = 1,
    refinement: Int = 1, start: (inout Start) -> Void = { _ in }
  ) throws {
    let loader = ModelLoader(manifests: linkedMechanisms.manifests)
    let file = validationFolder.appendingPathComponent("Models/model.yaml").path
    let loaded = try loader.load(
      text: text, file: file, overrides: overrides.map { try ModelOverride(parsing: $0) })
    var options = ModelLowering.Options()
    options.path = path
    options.refinement = refinement
    var lowered = try ModelLowering.lower(loaded.description, linkedMechanisms, options)
    let compartments = lowered.painted[0].morphology.compartments
    distances = compartments.map(\.distance)
    var capacitance = compartments.map { _ in 0.0 }
    for group in lowered.plan.groups.indices {
      for (slot, element) in lowered.elements(ofGroup: group).enumerated() {
        guard let element else { continue }
        capacitance[element.compartment] = lowered.plan.groups[group].capacitance[slot]
        let distance = compartments[element.compartment].distance
        lowered.plan.groups[group].place(slot, distance: distance, start)
      }
    }
    self.capacitance = capacitance
    let simulation = try Simulation(lowered.plan, threads: threads)
    let sink = Collector(reports: lowered.reports.count)
    outcome = try simulation.run(into: sink)
    ledger = try simulation.ledger()
    for (report, values) in zip(lowered.reports, sink.values) {
      let width = report.elements.count
      traces[report.description.name] = (0..<width).map { element in
        stride(from: element, to: values.count, by: width).map { values[$0] }
      }
    }
  }

  /// What all recorded places have at the end.
  func ends(_ name: String) -> [Double] { (traces[name] ?? []).map { $0.last ?? .nan } }
}

extension GroupPlan {
  /// Lets a test change what a slot starts with.
  fileprivate mutating func place(
    _ slot: Int, distance: Double, _ change: (inout AxialRun.Start) -> Void
  ) {
    var start = AxialRun.Start(
      distance: distance, voltage: voltage[slot],
      inside: solutions?.species.map { $0.inside[slot] } ?? [])
    change(&start)
    voltage[slot] = start.voltage
    // As lowering has it where a cell starts with different potentials: the first step is damped.
    startsUneven = true
    for (number, value) in start.inside.enumerated() {
      solutions?.species[number].inside[slot] = value
    }
  }
}
