/// A column of a table in run.h5: numbers with a name and a unit.
public struct RunColumn: Sendable, Hashable {
  /// Its name, such as "time" or "dissipation".
  public var name: String
  /// The unit, such as "ms"; empty for a count.
  public var units: String
  /// One a row.
  public var values: [Double]

  /// Names numbers.
  public init(name: String, units: String, values: [Double]) {
    self.name = name
    self.units = units
    self.values = values
  }
}
