public import Quantities

/// What surrounds the cells.
public struct ExtracellularDescription: Sendable {
  /// The kinds of surroundings.
  public enum Space: Sendable {
    /// An infinite bath at the ions' outside concentrations.
    case bath
    /// A shell of its own around each compartment, with pools of its own.
    case shell(PrivateShell)
    /// A space that all cells share.
    case grid(ExtracellularGrid)
  }

  /// What there is outside.
  public var space: Space
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of the surroundings.
  public init(space: Space = .bath, source: SourceLocation) {
    self.space = space
    self.source = source
  }
}

/// A thin extracellular space that one cell has for itself.
public struct PrivateShell: Sendable, Hashable {
  /// The shell's volume over that of the cell, at the start; positive.
  public var volumeFraction: Double
  /// The rate constant of exchange with the bath at the outside concentrations; not negative.
  ///
  /// None where the shell is closed.
  public var exchangeRate: Quantity?

  /// Makes a private shell.
  public init(volumeFraction: Double, exchangeRate: Quantity? = nil) {
    self.volumeFraction = volumeFraction
    self.exchangeRate = exchangeRate
  }
}
