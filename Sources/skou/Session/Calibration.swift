import Engine
import EngineKernels
import ModelDescription
import Quantities

/// Values of some parameters for which no species and no charge accumulates in the state given.
///
/// Each flux is linear in a density or conductance, so that a few evaluations of the net fluxes
/// make the equations. Fluxes are summed over the compartments of a cell.
struct Calibration {
  /// A parameter to be found, by the name of its mechanism.
  struct Unknown {
    var mechanism: String
    var parameter: String
    /// What the model says, in `unit`.
    var value: Double
    /// The unit in which the model says it.
    var unit: Unit
    /// A step that shows its effect, in `unit`.
    var step: Double
    /// What the mechanism allows, in `unit`.
    var range: ClosedRange<Double>

    var name: String { "\(mechanism).\(parameter)" }
  }

  /// A sum of parameters that must have a value.
  struct Sum {
    var parameters: [Int]
    var value: Quantity
  }

  /// What a cell gains of something, for the whole cell and at worst in one compartment.
  struct Flux: Hashable {
    var name: String
    /// As charge, in pA into the cell; of a neutral species in amol/ms.
    var total: Double
    /// The largest of one compartment, with its sign.
    var worst: Double
  }

  private(set) var model: QuietModel
  let unknowns: [Unknown]
  let sums: [Sum]

  /// The net fluxes with some values of the parameters, in their units.
  func fluxes(_ values: [Double]) throws -> [Flux] {
    var changed = model
    for (unknown, value) in zip(unknowns, values) {
      for (index, use) in model.cell.mechanisms.enumerated() where use.name == unknown.mechanism {
        changed.set(index, unknown.parameter, Quantity(value, unknown.unit))
      }
    }
    let (lowered, isCompartment) = try changed.lowered()
    let finder = try RestFinder(lowered.plan, isCompartment: [isCompartment])
    guard let changes = finder.changes(inGroup: 0) else { return [] }
    // 1 amol/ms of charge is 96.485 pA.
    let species = changes.species.map { species in
      let factor = species.valence == 0 ? 1 : species.valence * 96.48533212331
      return Flux(species.name, species.rates.map { $0 * factor })
    }
    return species + [Flux("charge", changes.currents.map { $0 * 1000 })]
  }

  /// The values that balance everything that the parameters can balance.
  func solve() throws -> [Double] {
    let start = unknowns.map(\.value)
    let base = try fluxes(start)
    let columns = try unknowns.indices.map { try column($0, start, base) }
    let first = try solve(from: start, base, columns)
    try checkRanges(first)
    // Once more, from where fluxes are small and their rounding is too.
    let values = try solve(from: first, try fluxes(first), columns)
    try checkRanges(values)
    return values
  }

  private func solve(
    from start: [Double], _ base: [Flux], _ columns: [[Double]]
  ) throws -> [Double] {
    var charged = base.indices.filter { !isNeutral(base[$0].name) }
    let isRedundant = ([base.map(\.total)] + columns).allSatisfy { isSum($0, base.map(\.name)) }
    if isRedundant { charged.removeLast() }
    var equations = charged.map { index in
      normalized(columns.map { $0[index] } + [-base[index].total])
    }
    equations += sums.map { sum in
      let held = sum.parameters.reduce(0) { $0 + SIValue(start[$1], unknowns[$1].unit) }
      let row = unknowns.indices.map { index in
        sum.parameters.contains(index)
          ? SIValue(unknowns[index].step, unknowns[index].unit) : 0
      }
      return normalized(row + [sum.value.siValue - held])
    }
    switch LinearSystem(equations, unknowns: unknowns.count).solve() {
    case .solved(let steps):
      return unknowns.indices.map { start[$0] + steps[$0] * unknowns[$0].step }
    case .undetermined(let traded): throw undetermined(traded)
    case .contradictory(let rows):
      throw contradictory(rows.map { $0 < charged.count ? base[charged[$0]].name : "a sum" }, base)
    }
  }

  /// Whether the last flux, that of charge, is the sum of all ions' and says nothing new.
  private func isSum(_ fluxes: [Double], _ names: [String]) -> Bool {
    let ions = zip(names, fluxes).dropLast().filter { !isNeutral($0.0) }.map(\.1)
    let size = ions.reduce(0) { $0 + abs($1) }
    return abs(ions.reduce(0, +) - (fluxes.last ?? 0)) <= 1e-6 * size
  }

  /// Whether a flux is that of a neutral species, which no conductance balances.
  private func isNeutral(_ name: String) -> Bool {
    model.cell.ions.first { $0.name == name }?.isNeutral ?? false
  }

  /// By how much a step of one parameter changes each flux; refused unless that is linear.
  private func column(_ index: Int, _ start: [Double], _ base: [Flux]) throws -> [Double] {
    func change(_ part: Double) throws -> [Double] {
      var values = start
      values[index] += part * unknowns[index].step
      return zip(try fluxes(values), base).map { $0.total - $1.total }
    }
    let (whole, half) = (try change(1), try change(0.5))
    let size = whole.reduce(0) { max($0, abs($1)) }
    for (a, b) in zip(whole, half) where abs(a - 2 * b) > 1e-6 * size {
      throw UserError.wrongInput(
        "no flux is in proportion to \(unknowns[index].name)",
        advice: "solve for conductances and densities, such as g, gbar, imax or u")
    }
    return whole
  }

  private func normalized(_ row: [Double]) -> [Double] {
    let size = row.dropLast().reduce(0) { max($0, abs($1)) }
    // Of what no parameter moves, a fA is nothing.
    let scale = 1 / max(size, 1e-3)
    return row.map { $0 * scale }
  }
}

extension Calibration.Flux {
  fileprivate init(_ name: String, _ values: [Double]) {
    self.name = name
    total = values.reduce(0, +)
    worst = values.max { abs($0) < abs($1) } ?? 0
  }
}

/// A number in a unit, in SI units.
private func SIValue(_ value: Double, _ unit: Unit) -> Double { Quantity(value, unit).siValue }

extension Calibration {
  private func checkRanges(_ values: [Double]) throws {
    for (unknown, value) in zip(unknowns, values) where !unknown.range.contains(value) {
      let low = unknown.range.lowerBound
      throw UserError.failed(
        "\(unknown.name) would have to be \(Format.number(value, digits: 6)) \(unknown.unit), and "
          + "must be \(value < low ? "at least" : "at most") "
          + "\(Format.number(value < low ? low : unknown.range.upperBound)) \(unknown.unit)",
        advice: "with the rest of the model as it is, these concentrations and V cannot be a rest: "
          + "change the pump's density, V or a concentration, or solve for other parameters")
    }
  }

  private func undetermined(_ traded: [Int]) -> UserError {
    let names = traded.map { unknowns[$0].name }
    let dimension = unknowns[traded.first ?? 0].unit.dimension
    let like = traded.filter { unknowns[$0].unit.dimension == dimension }.map { unknowns[$0].name }
    return .failed(
      "\(names.quotedList) can be traded for each other: nothing says how much of each",
      advice: "solve for fewer, or add for example --sum '\(like.joined(separator: " + ")) = "
        + "\(unknowns[traded.first ?? 0].example)'")
  }

  private func contradictory(_ rows: [String], _ base: [Flux]) -> UserError {
    let words = names(rows).map { name in
      guard let flux = base.first(where: { $0.name == name }) else { return name }
      return "'\(name)' (\(Format.number(flux.total)) pA into the cell now)"
    }
    let moving = model.cell.mechanisms.filter { use in
      model.manifest(use)?.ions.contains { $0.moves && rows.contains($0.name) } ?? false
    }
    return .failed(
      "no values of \(unknowns.map(\.name).quotedList) balance \(words.joined(separator: ", ")) "
        + "together with the others",
      advice: "also solve for a parameter of what moves it: "
        + (moving.isEmpty ? "nothing does" : names(moving.map(\.name)).joined(separator: ", ")))
  }
}

extension Calibration.Unknown {
  /// Its value as a model would write it.
  var example: String { "\(Quantity(value, unit))" }
}
