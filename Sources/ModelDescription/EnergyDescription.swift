public import Quantities

/// That books are kept on energy, and what ATP is worth.
public struct EnergyDescription: Sendable {
  /// ΔG of the hydrolysis of ATP under the cell's conditions, an energy per amount; negative.
  public var atpFreeEnergy: Quantity
  /// Where it was said.
  public var source: SourceLocation

  /// Asks for books on energy.
  public init(atpFreeEnergy: Quantity, source: SourceLocation) {
    self.atpFreeEnergy = atpFreeEnergy
    self.source = source
  }
}
