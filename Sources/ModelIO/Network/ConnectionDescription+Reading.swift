import ModelDescription
import Quantities

extension ConnectionDescription {
  private static let keys =
    ConnectionEnds.keys + [
      "rule", "allow_self", "synapse", "site", "weight", "delay", "threshold", "at",
    ]
  private static let example =
    "{from: a, to: b, rule: all_to_all, synapse: excitatory, weight: 0.1 uS, delay: 1 ms}"

  /// Reads the key `connections`, in the order of the file.
  static func read(
    _ entry: Entry?, context: ModelContext
  ) throws(ModelIOError) -> [ConnectionDescription] {
    guard let entry else { return [] }
    var connections: [ConnectionDescription] = []
    for (index, item) in try entry.items(of: "connections", example: "[\(example)]").enumerated() {
      connections.append(
        try ConnectionDescription(item, context: context, stream: UInt64(index)))
    }
    return connections
  }

  private init(_ entry: Entry, context: ModelContext, stream: UInt64) throws(ModelIOError) {
    let map = try entry.map("connections", keys: Self.keys, example: Self.example)
    let ends = try ConnectionEnds(map, context: context, sources: context.sources)
    let target = try TargetSynapse(map, cells: context.cells(of: ends.to))
    let allowsSelf = try map.optional("allow_self", default: "false")
      .flag(example: "allow_self: true")
    let delays = LeastDelay(ends, timeStep: context.simulation.timeStep)
    let rule = try ConnectionRule(
      map, ends,
      list: ConnectionList(
        allowsSelf: allowsSelf, columns: target.columns, leastDelay: delays))
    let trigger = try SpikeTrigger(map, ends, cells: context.cells(of: ends.from))
    self.init(
      from: ends.from, to: ends.to, rule: rule, allowsSelf: allowsSelf, synapse: target.name,
      site: try Site.read(map, rule), weight: try target.weight(map, rule, ends),
      delay: try delays.read(map, rule, ends), threshold: trigger.threshold, place: trigger.place,
      stream: stream, source: entry.location)
  }
}

extension ConnectionDescription.Site {
  private static let example = "site: random, site: each or site: 3"

  /// Reads the key `site`, unless a list has it for each connection.
  fileprivate static func read(
    _ map: MapEntry, _ rule: ConnectionRule
  ) throws(ModelIOError) -> Self {
    guard !rule.givesSite else {
      try map.refuseListed("site")
      return .random
    }
    let entry = map.optional("site", default: "random")
    switch try entry.text(expected: "a site", example: example) {
    case "random": return .random
    case "each": return .each
    case let text where Int(text) == nil:
      throw entry.unknown(text, among: ["random", "each"], kind: "sites, which may be numbers too")
    default: return .number(try entry.integer(0...9_999_999, example: example))
    }
  }
}
