import EngineKernels
import Lowering
import ModelDescription

/// The rests of a cell, each once, and why there is none where there is none.
struct RestReport {
  /// A rest and the starts that lead there.
  struct Rest {
    var finding: RestFinding
    var starts: [RestStart]
  }

  let model: QuietModel
  let lowered: LoweredModel
  let rests: [Rest]
  let failures: [RestFinding]

  init(_ model: QuietModel, _ lowered: LoweredModel, _ findings: [RestFinding]) {
    self.model = model
    self.lowered = lowered
    failures = findings.filter { $0.ending != .converged }
    rests = findings.filter { $0.ending == .converged }.reduce(into: []) { rests, finding in
      // Far above what the search leaves, far below what anybody would call another rest.
      if let same = rests.firstIndex(where: {
        $0.finding.state.distance(to: finding.state) < 1e-4
      }) {
        rests[same].starts.append(finding.start)
      } else {
        rests.append(Rest(finding: finding, starts: [finding.start]))
      }
    }
  }

  /// All of it, for the terminal.
  var text: String {
    let blocks = rests.enumerated().map { number, rest in
      "\(title(number, rest))\n" + Format.table(rows(rest.finding.state)) + "\n"
        + Format.list(modes(rest.finding))
    }
    let reasons = failures.map { "from \($0.start.rawValue): \(reason($0))" }
    let none = reasons.isEmpty ? [] : ["no rest\n" + Format.list(reasons)]
    return (blocks + none).joined(separator: "\n\n")
  }

  private func title(_ number: Int, _ rest: Rest) -> String {
    let starts = rest.starts.map(\.rawValue).joined(separator: ", ")
    let count = rests.count == 1 ? "the rest" : "rest \(number + 1) of \(rests.count)"
    return "\(count) of '\(model.cell.name)', \(stability(rest.finding)), found from \(starts)"
  }

  private func stability(_ finding: RestFinding) -> String {
    guard let spectrum = finding.spectrum else { return "stability not computed" }
    return spectrum.isStable ? "stable" : "unstable"
  }

  private func rows(_ state: RestState) -> [[String]] {
    let isOne = state.isCompartment.count { $0 } == 1
    func row(_ name: String, _ values: [Double], _ unit: String) -> [String] {
      let values = state.compartments(values)
      let ends = [values.min() ?? 0, values.max() ?? 0].map { Format.number($0, digits: 7) }
      return [name] + (isOne ? [ends[0]] : ends) + (unit.isEmpty ? [] : [unit])
    }
    var rows = isOne ? [] : [["", "lowest", "highest"]]
    rows.append(row("V", state.voltage, "mV"))
    for species in state.species {
      rows.append(row("[\(species.name)]i", species.inside, "mM"))
      // A bath stays as the model gives it.
      if hasShells { rows.append(row("[\(species.name)]o", species.outside, "mM")) }
    }
    if let volume = state.volume { rows.append(row("volume", volume, "of that at the start")) }
    return rows + state.gates.map { row(name($0), $0.values, "") }
  }

  private var hasShells: Bool {
    if case .shell = model.description.extracellular.space { true } else { false }
  }

  private func name(_ gate: RestState.Gate) -> String {
    let plan = lowered.plan.groups[0].mechanisms[gate.mechanism]
    let use = model.cell.mechanisms.first { $0.name == plan.name }
    let states = use.flatMap(model.manifest)?.states ?? []
    return "\(plan.name).\(states.indices.contains(gate.index) ? states[gate.index].name : "")"
  }

  private func modes(_ finding: RestFinding) -> [String] {
    guard let spectrum = finding.spectrum else {
      return [
        "eigenvalues are computed up to \(RestSearch.largestSpectrum) unknowns: cut the cell more "
          + "coarsely to learn whether the rest is stable"
      ]
    }
    var sentences = [growth(spectrum)].compactMap { $0 }
    if let slowest = spectrum.eigenvalues.first(where: { $0.real < -RestSpectrum.slowest }),
      let fastest = spectrum.eigenvalues.last
    {
      sentences.append(
        "disturbances fade in \(Format.seconds(-1e-3 / fastest.real)) to "
          + "\(Format.seconds(-1e-3 / slowest.real))")
    }
    if spectrum.conservedCount > 0 {
      sentences.append(
        "\(Format.counted(spectrum.conservedCount, "sum")) of charge or moles cannot change and "
          + "\(spectrum.conservedCount == 1 ? "is" : "are") what the model gives")
    }
    return sentences
  }

  private func growth(_ spectrum: RestSpectrum) -> String? {
    let growing = spectrum.eigenvalues.filter { $0.real > RestSpectrum.slowest }
    guard let first = growing.first else { return nil }
    let time = "grows e-fold in \(Format.seconds(1e-3 / first.real))"
    guard first.imaginary != 0 else { return "a disturbance \(time)" }
    let period = 2e-3 * Double.pi / abs(first.imaginary)
    return "an oscillation with a period of \(Format.seconds(period)) \(time)"
  }

  /// Why a search found nothing.
  private func reason(_ finding: RestFinding) -> String {
    func place(_ slot: Int) -> String {
      lowered.element(group: 0, slot: slot).map { " in compartment \($0.compartment)" } ?? ""
    }
    switch finding.ending {
    case .converged: return ""
    case .unboundedVolume(let slot, let ratio):
      return ratio > 1
        ? "the volume\(place(slot)) grows without bound: nothing holds the water back"
        : "the volume\(place(slot)) shrinks to nothing"
    case .usedUp(let name, let slot): return "\(name)\(place(slot)) is used up"
    case .keepsChanging(let name, let slot):
      return "\(name)\(place(slot)) goes on changing; a run shows how"
    }
  }
}
