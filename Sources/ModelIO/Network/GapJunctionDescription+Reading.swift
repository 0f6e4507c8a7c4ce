import ModelDescription
import Morphology
import Quantities

extension GapJunctionDescription {
  private static let keys = ConnectionEnds.keys + ["rule", "at", "conductance", "carries"]
  static let example =
    "[{from: astrocytes, to: astrocytes, rule: {ring: 1}, at: soma, conductance: 1 nS}]"

  /// Reads the key `gap_junctions`, in the order of the file.
  static func read(
    _ entry: Entry?, context: ModelContext
  ) throws(ModelIOError) -> [GapJunctionDescription] {
    guard let entry else { return [] }
    var junctions: [GapJunctionDescription] = []
    for (index, item) in try entry.items(of: "gap junctions", example: example).enumerated() {
      junctions.append(
        try GapJunctionDescription(item, context: context, stream: UInt64(index)))
    }
    return junctions
  }

  private init(_ entry: Entry, context: ModelContext, stream: UInt64) throws(ModelIOError) {
    let map = try entry.map("gap junctions", keys: Self.keys, example: Self.example)
    let ends = try ConnectionEnds(map, context: context, sources: [])
    let places = try Self.places(map, ends, context)
    let list = ConnectionList(
      allowsSelf: false,
      columns: [NumberTable.Column(name: "conductance", unit: .microsiemens, isRequired: false)])
    let rule = try ConnectionRule(map, ends, list: list)
    try Self.refuseDegree(rule, ends, map)
    self.init(
      from: ends.from, to: ends.to, rule: rule, fromPlace: places.from, toPlace: places.to,
      conductance: try Self.conductance(map, rule, ends),
      carriers: try StimulusDescription.Carrier.read(
        map.optional("carries"), electrode: "current_clamp",
        cells: context.cells(of: ends.from + ends.to)),
      stream: stream, source: entry.location)
  }

  /// A junction counts for both its cells, so that no degree can be kept where they are the same.
  private static func refuseDegree(
    _ rule: ConnectionRule, _ ends: ConnectionEnds, _ map: MapEntry
  ) throws(ModelIOError) {
    switch rule {
    case .inDegree where ends.overlap, .outDegree where ends.overlap:
      throw (map.optional("rule") ?? map.entry).error(
        .inconsistent,
        "\(map.path): a degree cannot be given where cells are on both sides of gap junctions",
        suggestion: "write a ring, a probability or a list")
    default: return
    }
  }

  /// Reads the key `at`: one place for both sides, or a list of two.
  private static func places(
    _ map: MapEntry, _ ends: ConnectionEnds, _ context: ModelContext
  ) throws(ModelIOError) -> (from: PointSet, to: PointSet) {
    let entry = try map.required("at", example: "at: soma or at: [d1(1), d2(1)]")
    let (from, to) = (context.cells(of: ends.from), context.cells(of: ends.to))
    guard entry.isList else {
      return (
        try PointSet(onePlace: entry, onCells: from), try PointSet(onePlace: entry, onCells: to)
      )
    }
    let items = try entry.items(of: "two places", example: "at: [d1(1), d2(1)]")
    guard items.count == 2 else {
      throw entry.error(
        .wrongKind, "\(entry.path) has \(items.count) places where two are due",
        suggestion: "write that of 'from' and that of 'to', as in at: [d1(1), d2(1)]")
    }
    return (
      try PointSet(onePlace: items[0], onCells: from), try PointSet(onePlace: items[1], onCells: to)
    )
  }

  private static func conductance(
    _ map: MapEntry, _ rule: ConnectionRule, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> NetworkValue {
    let example = "conductance: 1 nS"
    guard !rule.gives(\.weight) else {
      try map.refuseListed("conductance")
      return .constant(Quantity(0, .microsiemens))
    }
    return try NetworkValue(
      map.required("conductance", example: example),
      NetworkNumber(
        unit: .microsiemens, bound: .positive, positions: ends.positions, example: example))
  }
}
