import ModelDescription

/// The connections and gap junctions of a model.
struct NetworkReading {
  let connections: [ConnectionDescription]
  let gapJunctions: [GapJunctionDescription]

  /// Reads the keys `connections` and `gap_junctions`.
  init(_ map: MapEntry, context: ModelContext) throws(ModelIOError) {
    try Self.checkMethod(map, context)
    connections = try ConnectionDescription.read(map.optional("connections"), context: context)
    gapJunctions = try GapJunctionDescription.read(map.optional("gap_junctions"), context: context)
  }

  /// Refuses synapses and gap junctions where steps follow a tolerance.
  private static func checkMethod(
    _ map: MapEntry, _ context: ModelContext
  ) throws(ModelIOError) {
    let method = context.simulation.method
    guard method.hasTolerance else { return }
    let synapse = context.cells.flatMap(\.synapses).first
    let junction = try map.optional("gap_junctions")?.items(
      of: "gap junctions", example: GapJunctionDescription.example
    )
    .first
    guard let place = synapse?.source ?? junction?.location else { return }
    throw ModelIOError(
      .inconsistent, at: place,
      "\(synapse == nil ? "gap junctions" : "synapses") need fixed steps, which "
        + "'method: \(method.rawValue)' does not have",
      suggestion: "write method: second_order")
  }
}
