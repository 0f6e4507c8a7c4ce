import Lowering
import ModelDescription
import Quantities

/// What `skou check` says of synapses, connections, sources of spikes and gap junctions.
struct NetworkTables {
  let description: ModelDescription
  let network: NetworkSummary

  /// All sections that the model has: a title and rows each.
  var sections: [(title: String, rows: [[String]])] {
    [
      ("synapses", synapses), ("sources of spikes", sources), ("connections", connections),
      ("gap junctions", gapJunctions),
    ].filter { !$0.1.isEmpty }
  }

  /// By kind of cell, by synapse: what it is, where, and how many there are in all cells.
  private var synapses: [[String]] {
    zip(description.cells, network.synapses).flatMap { cell, counts in
      zip(cell.synapses, counts).map { synapse, count in
        [
          "\(cell.name): \(synapse.use.name)", synapse.use.mechanism, "\(synapse.places)",
          "\(Format.count(count)) in all",
        ]
      }
    }
  }

  private var sources: [[String]] {
    description.sources.map { ["\($0.name)", Format.count($0.count), $0.pattern.words] }
  }

  private var connections: [[String]] {
    zip(description.connections, network.connections).map { entry, made in
      [
        "\(names(entry.from)) to \(names(entry.to))", entry.rule.words,
        "at \(entry.synapse)", Format.count(made.count),
        "weight \(Self.words(made.weights, made.weightUnit == "1" ? "" : made.weightUnit))",
        "delay \(Self.words(made.delays, "ms"))",
      ]
    }
  }

  private var gapJunctions: [[String]] {
    let entries = zip(description.gapJunctions, network.gapJunctions).map { entry, made in
      [
        "\(names(entry.from)) to \(names(entry.to))", entry.rule.words, Format.count(made.count),
        Self.words(made.conductances.scaled(1e3), "nS"), carriers(entry),
      ]
    }
    return entries.isEmpty ? [] : entries + [[clusters]]
  }

  private func carriers(_ entry: GapJunctionDescription) -> String {
    entry.carriers.isEmpty
      ? "carried by no ion"
      : "carried by " + entry.carriers.map { "\($0.ion)" }.joined(separator: ", ")
  }

  /// How many cells hang together.
  private var clusters: String {
    let sizes = network.clusterSizes
    guard let most = sizes.first, let least = sizes.last else { return "no clusters" }
    let size = (least == most ? [most] : [least, most]).map { Format.count($0) }
      .joined(separator: " to ")
    return "\(Format.counted(sizes.count, "cluster")) of \(size) cells, solved together"
  }

  private func names(_ selections: [CellSelection]) -> String {
    selections.map { selection in
      let whole =
        description.populations.first { $0.name == selection.population }?.count
        ?? description.sources.first { $0.name == selection.population }?.count
      guard whole != selection.indices.count else { return selection.population }
      let last = selection.indices.upperBound - 1
      return selection.indices.count == 1
        ? "\(selection.population) \(last)"
        : "\(selection.population) \(selection.indices.lowerBound) to \(last)"
    }.joined(separator: ", ")
  }

  private static func words(_ range: ClosedRange<Double>, _ unit: String) -> String {
    let (low, high) = (Format.number(range.lowerBound), Format.number(range.upperBound))
    let numbers = low == high ? low : "\(low) to \(high)"
    return unit.isEmpty ? numbers : "\(numbers) \(unit)"
  }
}

extension ClosedRange<Double> {
  fileprivate func scaled(_ factor: Double) -> ClosedRange {
    (lowerBound * factor)...(upperBound * factor)
  }
}

extension ConnectionRule {
  /// The rule as a model names it.
  fileprivate var words: String {
    switch self {
    case .allToAll: "all_to_all"
    case .oneToOne: "one_to_one"
    case .ring(let step, let size): size.map { "ring \(step) of \($0)" } ?? "ring \(step)"
    case .inDegree(let count): "in_degree \(count)"
    case .outDegree(let count): "out_degree \(count)"
    case .probability(let probability): "probability \(Format.number(probability))"
    case .probabilityByDistance: "probability by distance"
    case .list: "a list"
    }
  }
}

extension SpikeSourceDescription.Pattern {
  /// When they spike, in words.
  fileprivate var words: String {
    switch self {
    case .regular(let start, let interval, let count):
      guard let interval, count != 1 else { return "once at \(start)" }
      let times = count.map { ", \(Format.counted($0, "time"))" } ?? ""
      return "every \(interval) from \(start)\(times)"
    case .poisson(let rate, let window):
      let end = window.stop.map { " to \($0)" } ?? ""
      return "Poisson, \(rate), from \(window.start)\(end)"
    case .times(let times):
      return "\(Format.counted(times.reduce(0) { $0 + $1.count }, "spike")) listed"
    }
  }
}
