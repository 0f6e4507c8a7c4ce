public import Morphology
public import Quantities

/// One kind of cell: its shape, its cable properties, its ions and its mechanisms.
public struct CellDescription: Sendable {
  /// The name used by populations.
  public var name: String
  /// The shape.
  public var morphology: Morphology
  /// How the shape is cut into compartments.
  public var discretization: DiscretizationRule
  /// Cable properties by region; later entries override earlier ones where they overlap.
  public var cable: [CablePaint]
  /// Every ion that is declared for this cell, the model's own included, by name.
  public var ions: [IonDescription]
  /// The mechanisms, in the order of the file.
  public var mechanisms: [MechanismUse]
  /// The synapses, in the order of the file.
  public var synapses: [SynapseDescription]
  /// How much volume its compartments have.
  public var volume: VolumeDescription
  /// How ions move along it.
  public var axial: AxialTransport
  /// The tortuosity λ of the cytoplasm: diffusion inside is slower by λ²; at least 1.
  public var intracellularTortuosity: Double
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of a kind of cell; without a `volume`, its own is the shape's.
  public init(
    name: String, morphology: Morphology, discretization: DiscretizationRule,
    cable: [CablePaint], ions: [IonDescription], mechanisms: [MechanismUse],
    synapses: [SynapseDescription] = [], volume: VolumeDescription? = nil,
    axial: AxialTransport = .ohmic,
    intracellularTortuosity: Double = 1, source: SourceLocation
  ) {
    self.name = name
    self.morphology = morphology
    self.discretization = discretization
    self.cable = cable
    self.ions = ions
    self.mechanisms = mechanisms
    self.synapses = synapses
    self.volume = volume ?? VolumeDescription(source: source)
    self.axial = axial
    self.intracellularTortuosity = intracellularTortuosity
    self.source = source
  }
}

/// Cable properties within a region; what is absent stays as earlier entries have it.
public struct CablePaint: Sendable {
  /// Where it holds.
  public var region: Region
  /// The membrane's capacitance per area; positive.
  public var capacitance: Quantity?
  /// The cytoplasm's resistivity; positive.
  public var resistivity: Quantity?
  /// The voltage at the start.
  public var voltage: Quantity?
  /// The temperature, in place of the simulation's; above absolute zero.
  public var temperature: Quantity?
  /// Where it was said.
  public var source: SourceLocation

  /// Makes an entry of cable properties.
  public init(
    region: Region, capacitance: Quantity? = nil, resistivity: Quantity? = nil,
    voltage: Quantity? = nil, temperature: Quantity? = nil, source: SourceLocation
  ) {
    self.region = region
    self.capacitance = capacitance
    self.resistivity = resistivity
    self.voltage = voltage
    self.temperature = temperature
    self.source = source
  }
}
