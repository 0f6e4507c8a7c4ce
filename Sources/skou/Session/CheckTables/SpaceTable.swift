import Engine
import EngineKernels
import Lowering
import ModelDescription

/// What `skou check` says of the space that all cells share.
struct SpaceTable {
  private let description: ExtracellularGrid
  private let plan: GridPlan
  private let simulation: SimulationPlan

  /// nil where cells share no space.
  init?(_ model: ModelDescription, _ lowered: LoweredModel) {
    guard case .grid(let grid) = model.extracellular.space, let plan = lowered.plan.grid else {
      return nil
    }
    (description, self.plan, simulation) = (grid, plan, lowered.plan)
  }

  var rows: [[String]] {
    [
      ["voxels", "\(product(plan.counts.map { Format.count($0) })), \(size)"],
      ["volume fraction", extent(plan.volumeFraction)],
      ["tortuosity", extent(plan.tortuosity)],
      ["boundary", boundary], ["transport", description.transport.rawValue],
    ] + perfusion + pipettes + [["exchange", exchange]]
  }

  /// What diffuses, how fast, and where it can go.
  var species: [[String]] {
    let header = ["species", "D", "D/lambda^2", "at the start", "bath", "decay"]
    return [header]
      + plan.species.map { species in
        [
          species.name, "\(Format.number(species.diffusion)) um2/ms", spread(species),
          "\(extent(species.concentration)) mM",
          isOpen ? "\(Format.number(species.bath)) mM" : "-",
          species.decay > 0 ? "\(Format.number(species.decay * 1e3)) /s" : "-",
        ]
      }
  }

  private var size: String {
    product(plan.spacing.map { Format.number($0) }) + " um each"
  }

  private func product(_ words: [String]) -> String { words.joined(separator: " x ") }

  /// Whether some voxel exchanges with the bath.
  private var isOpen: Bool { plan.isHeld || plan.perfusion.contains { $0 > 0 } }

  private var boundary: String {
    plan.isHeld ? "held at the bath's concentrations" : "sealed"
  }

  private var perfusion: [[String]] {
    let rates = plan.perfusion.map { $0 * 1e3 }
    return rates.contains { $0 > 0 } ? [["perfusion", "\(extent(rates)) /s"]] : []
  }

  private var pipettes: [[String]] {
    let ions = names(description.sources.map(\.ion))
    return ions.isEmpty
      ? []
      : [
        [
          "sources",
          "\(Format.count(description.sources.count)), of \(ions.joined(separator: ", "))",
        ]
      ]
  }

  private func spread(_ species: GridPlan.Species) -> String {
    guard species.diffusion > 0 else { return "stays" }
    return extent(plan.tortuosity.map { species.diffusion / ($0 * $0) }) + " um2/ms"
  }

  /// How long cells and space go on by themselves.
  private var exchange: String {
    let steps = simulation.roundSteps ?? simulation.stepCount
    let length = Format.number(Double(steps) * simulation.settings.timeStep)
    let reason =
      simulation.shortestDelay < simulation.gridStep
      ? "the shortest delay, \(Format.number(simulation.shortestDelay)) ms"
      : "step: \(description.step)"
    return "every \(length) ms (\(Format.counted(steps, "step"))), at most \(reason)"
  }

  private func extent(_ values: [Double]) -> String {
    guard let low = values.min(), let high = values.max() else { return "-" }
    return low == high
      ? Format.number(low) : "\(Format.number(low)) to \(Format.number(high))"
  }
}
