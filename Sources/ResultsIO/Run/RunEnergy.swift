/// The books on energy of a run: a table of mechanisms, and what there is once.
public struct RunEnergy: Sendable, Hashable {
  /// A number for each mechanism.
  public typealias Column = RunColumn

  /// The mechanisms' names.
  public var mechanisms: [String]
  /// What is known of each, in the order of the columns' names.
  public var columns: [Column]
  /// What there is once: electrodes, heat, what is stored.
  public var totals: [RunQuantity]

  /// Makes a table; columns are kept in the order of their names, as files have them.
  public init(mechanisms: [String], columns: [Column], totals: [RunQuantity]) {
    self.mechanisms = mechanisms
    self.columns = columns.sorted { $0.name < $1.name }
    self.totals = totals
  }
}

extension RunEnergy {
  private static let nameOfNames = "name"

  /// Writes the groups `mechanisms`, with a dataset a column, and `totals`.
  func write(to group: HDF5Group) throws {
    let table = try group.createGroup("mechanisms")
    try table.write(mechanisms, as: Self.nameOfNames)
    for column in columns {
      guard column.values.count == mechanisms.count else {
        throw ResultsIOError(
          .inconsistentData, "the energies '\(column.name)' have the wrong number")
      }
      try table.write(column.values, as: column.name).attributes.write(column.units, as: "units")
    }
    try RunQuantity.write(totals, to: group.createGroup("totals"))
  }

  /// Reads what `write(to:)` wrote.
  init(from group: HDF5Group) throws {
    let table = try group.group("mechanisms")
    self.init(
      mechanisms: try table.readTexts(Self.nameOfNames),
      columns: try table.names().filter { $0 != Self.nameOfNames }.map { name in
        let dataset = try table.dataset(name)
        return Column(
          name: name, units: try dataset.attributes.readText("units"),
          values: try dataset.readAll(Double.self))
      },
      totals: try RunQuantity.read(from: group.group("totals")))
  }
}

extension RunQuantity {
  /// Writes the datasets `name`, `value` and `units`.
  static func write(_ quantities: [RunQuantity], to table: HDF5Group) throws {
    try table.write(quantities.map(\.name), as: "name")
    try table.write(quantities.map(\.value), as: "value")
    try table.write(quantities.map(\.units), as: "units")
  }

  /// Reads what `write(_:to:)` wrote.
  static func read(from table: HDF5Group) throws -> [RunQuantity] {
    let names = try table.readTexts("name")
    let values = try table.dataset("value").readAll(Double.self)
    let units = try table.readTexts("units")
    return zip(names, zip(values, units)).map {
      RunQuantity(name: $0, value: $1.0, units: $1.1)
    }
  }
}
