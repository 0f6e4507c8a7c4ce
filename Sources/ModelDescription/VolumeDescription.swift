public import Quantities

/// How much volume a cell's compartments have, and whether water moves it.
public struct VolumeDescription: Sendable {
  /// Where a compartment's volume at the start comes from.
  public enum Rule: Sendable, Hashable {
    /// From the shape.
    case geometry
    /// From the membrane's area, by the ratio of surface to volume; positive.
    case surfaceToVolume(Quantity)
    /// From the volume of the whole cell, which its compartments share as their shapes do; positive.
    case value(Quantity)
  }

  /// Where the volume at the start comes from.
  public var rule: Rule
  /// The membrane's osmotic water permeability, positive; none where the volume is fixed.
  public var waterPermeability: Quantity?
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of a volume: by default the shape's, and fixed.
  public init(
    rule: Rule = .geometry, waterPermeability: Quantity? = nil, source: SourceLocation
  ) {
    self.rule = rule
    self.waterPermeability = waterPermeability
    self.source = source
  }
}

/// How ions move along the inside of a cell, from compartment to compartment.
public enum AxialTransport: String, Sendable, Hashable, CaseIterable {
  /// Not at all: the axial current follows the cable equation and belongs to no ion.
  case ohmic
  /// Ions diffuse; the axial current follows the cable equation and belongs to no ion.
  case diffusive
  /// Nernst–Planck: ions diffuse and drift in the field, and the axial current is theirs.
  case electrodiffusive
}
