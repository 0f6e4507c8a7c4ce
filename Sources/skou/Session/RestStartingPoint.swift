import EngineKernels
import Lowering
import ModelDescription
import ModelIO
import Quantities

/// A rest as changes to a model, which then starts there.
struct RestStartingPoint {
  private let model: QuietModel
  private let lowered: LoweredModel
  private let state: RestState

  /// The rest of a cell; an error where a model file has no words for it.
  init(_ report: RestReport, number: Int) throws {
    guard report.rests.indices.contains(number - 1) else {
      throw UserError.wrongInput(
        "'\(report.model.cell.name)' has \(Format.counted(report.rests.count, "rest")), and no "
          + "number \(number)",
        advice: "choose one with --number, or leave --output out")
    }
    model = report.model
    lowered = report.lowered
    state = report.rests[number - 1].finding.state
    try refuseUnevenRest()
    try refuseOpenShells()
  }

  private var prefix: String { "cells.\(model.cell.name)" }

  /// What to set, in the order of a model file.
  ///
  /// - Parameter cableIsList: whether a single entry of cable properties stands in a list.
  /// - Returns: one change for each key.
  func overrides(cableIsList: Bool) -> [ModelOverride] {
    cable(isList: cableIsList) + ions + volume + shell
  }

  private func change(_ path: String, _ value: String) -> ModelOverride {
    ModelOverride(path: path, value: value, option: "the rest's \(path)")
  }

  private func cable(isList: Bool) -> [ModelOverride] {
    let voltage = "\(first(state.voltage)) mV"
    guard isList || model.cell.cable.count > 1 else {
      return [change("\(prefix).cable.voltage", voltage)]
    }
    return model.cell.cable.indices.filter { model.cell.cable[$0].voltage != nil }
      .map { change("\(prefix).cable.\($0).voltage", voltage) }
  }

  private var ions: [ModelOverride] {
    model.cell.ions.filter { $0.dynamics != .constant }.map { ion in
      let pool = state.species.first { $0.name == ion.name }
      let inside = pool.map { first($0.inside) } ?? concentration(ion.inside) / volumeRatio
      let outside = pool.map { first($0.outside) } ?? concentration(ion.outside) / shellRatio
      var keys = ["valence: \(ion.valence)", "inside: \(inside) mM"]
      if ion.outside != nil { keys.append("outside: \(outside) mM") }
      if let diffusion = ion.diffusion { keys.append("diffusion: \(diffusion)") }
      keys.append("dynamics: \(ion.dynamics.rawValue)")
      return change("\(prefix).ions.\(ion.name)", "{\(keys.joined(separator: ", "))}")
    }
  }

  private var volume: [ModelOverride] {
    guard state.volume != nil, let permeability = model.cell.volume.waterPermeability else {
      return []
    }
    let value = "value: \(volumeAtStart * volumeRatio) um3"
    return [
      change("\(prefix).volume", "{\(value), water_permeability: \(permeability)}")
    ]
  }

  private var shell: [ModelOverride] {
    guard let fraction = shellFraction, state.volume != nil else { return [] }
    return [
      change("extracellular.volume_fraction", "\(fraction * shellRatio / volumeRatio)")
    ]
  }
}

extension RestStartingPoint {
  /// The value of the first compartment, with all its digits.
  private func first(_ values: [Double]) -> Double { state.compartments(values).first ?? 0 }

  private func concentration(_ quantity: Quantity?) -> Double {
    (try? quantity?.value(in: .millimolar)) ?? 0
  }

  private var volumeRatio: Double { state.volume.map(first) ?? 1 }

  private var shellFraction: Double? {
    guard case .shell(let shell) = model.description.extracellular.space else { return nil }
    return shell.volumeFraction
  }

  /// The box around a cell and its shell is rigid.
  private var shellRatio: Double {
    shellFraction.map { ($0 + 1 - volumeRatio) / $0 } ?? 1
  }

  /// In µm³, of the whole cell.
  private var volumeAtStart: Double {
    let compartments = lowered.painted[0].morphology.compartments
    switch model.cell.volume.rule {
    case .geometry: return compartments.reduce(0) { $0 + $1.volume }
    case .surfaceToVolume(let ratio):
      let perMicrometer = (try? ratio.value(in: .perMicrometer)) ?? 1
      return compartments.reduce(0) { $0 + $1.area } / perMicrometer
    case .value(let value): return (try? value.value(in: .cubicMicrometer)) ?? 0
    }
  }

  /// A model file gives one number for all compartments.
  private func refuseUnevenRest() throws {
    let species = state.species.flatMap {
      [("[\($0.name)]i", $0.inside), ("[\($0.name)]o", $0.outside)]
    }
    for (name, values) in [("V", state.voltage)] + species + [("volume", state.volume ?? [])] {
      let values = state.compartments(values)
      guard let low = values.min(), let high = values.max() else { continue }
      guard high - low > 1e-6 * max(abs(low), abs(high)) else { continue }
      throw UserError.failed(
        "\(name) of '\(model.cell.name)' differs from compartment to compartment at rest, and a "
          + "model file gives one number for all of them",
        advice: "leave --output out")
    }
  }

  /// What a model calls outside is the bath, too, where shells exchange with it.
  private func refuseOpenShells() throws {
    guard case .shell(let shell) = model.description.extracellular.space,
      let rate = shell.exchangeRate, rate.value > 0
    else { return }
    throw UserError.failed(
      "the shells of '\(model.cell.name)' exchange with a bath, and a model file gives one "
        + "concentration for both",
      advice: "leave --output out")
  }
}
