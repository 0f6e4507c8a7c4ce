import ModelDescription
import Quantities

extension GridRecordingDescription {
  /// What a recording is `on` where it is not of cells.
  static let place = "extracellular"

  private static let keys = ["variable", "on", "within", "every", "start", "stop", "precision"]
  private static let example = "{variable: \"[k]o\", on: extracellular, every: 1 s}"

  /// Reads a recording with the key `on`.
  init(_ entry: Entry, name: String, context: ModelContext) throws(ModelIOError) {
    try Self.refusePlacesOfCells(entry)
    let map = try entry.map("a recording of the space", keys: Self.keys, example: Self.example)
    let grid = try Self.grid(map, context)
    let start = try map.optional("start", default: "0 ms")
      .quantity(.time, .notNegative, example: "start: 0 ms")
    // A map at every time step would fill the disk: that has to be said.
    _ = try map.required("every", example: "every: 1 s")
    self.init(
      name: name, ion: try Self.ion(map, context),
      within: try GridLattice(grid).part(map.optional("within")),
      interval: try RecordingDescription.interval(map, simulation: context.simulation),
      start: start, stop: try RecordingDescription.stop(map, start: start),
      precision: try map.optional(
        "precision", default: RecordingDescription.Precision.single.rawValue
      ).choice(RecordingDescription.Precision.self, example: "precision: double"),
      source: entry.location)
  }

  /// Refuses the keys that every other recording has.
  private static func refusePlacesOfCells(_ entry: Entry) throws(ModelIOError) {
    guard case .map(let pairs) = entry.node.content,
      let pair = pairs.first(where: { ["cells", "at"].contains($0.key) })
    else { return }
    throw ModelIOError(
      .inconsistent, at: pair.keyLocation,
      "\(entry.path.appending(pair.key)) means nothing for a recording of the space",
      suggestion: "remove it, or remove 'on'; 'within' chooses a part of the space")
  }

  private static func grid(
    _ map: MapEntry, _ context: ModelContext
  ) throws(ModelIOError) -> ExtracellularGrid {
    let entry = try map.required("on", example: "on: \(place)")
    let text = try entry.text(expected: "'\(place)'", example: "on: \(place)")
    guard text == place else {
      throw entry.unknown(text, among: [place], kind: "things that can be recorded on")
    }
    guard let grid = context.extracellular.grid else {
      throw entry.error(
        .inconsistent, "\(entry.path): the cells share no space that could be recorded",
        suggestion: "write extracellular: {space: grid, …}, or record [k]o at places of cells")
    }
    return grid
  }

  /// The ion of the variable `[ION]o`.
  private static func ion(
    _ map: MapEntry, _ context: ModelContext
  ) throws(ModelIOError) -> String {
    let entry = try map.required("variable", example: "variable: \"[k]o\"")
    let text = try entry.text(expected: "a variable", example: "variable: \"[k]o\"")
    let species = try GridSpecies(context.cells, entry)
    guard text.hasPrefix("["), text.hasSuffix("]o") else {
      throw entry.unknown(
        text, among: species.pools.map { "[\($0.name)]o" }, kind: "variables of the space")
    }
    return try species.pool(String(text.dropFirst().dropLast(2)), entry).name
  }
}
