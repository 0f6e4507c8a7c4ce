/// The solutions inside and outside of a group's compartments: volumes, and what is dissolved.
///
/// Arrays with the shape `[slotCount]` hold sound numbers in empty slots too.
public struct SolutionsPlan: Sendable {
  /// Something dissolved whose amounts change, or matter for osmosis.
  public struct Species: Sendable {
    /// Its name in the model.
    public var name: String
    /// Its charge; 0 for what is neutral.
    public var valence: Double
    /// Whether it stays where it is: then only the volume changes its concentration.
    public var isImpermeant: Bool
    /// Concentration inside at the start, in mM; `[slotCount]`.
    public var inside: [Double]
    /// Concentration outside at the start, and in the bath, in mM; `[slotCount]`.
    public var outside: [Double]

    /// Makes a species.
    public init(
      name: String, valence: Double, isImpermeant: Bool = false, inside: [Double],
      outside: [Double]
    ) {
      self.name = name
      self.valence = valence
      self.isImpermeant = isImpermeant
      self.inside = inside
      self.outside = outside
    }
  }

  /// What is dissolved.
  public var species: [Species]
  /// Whether a slot holds a compartment; `[slotCount]`.
  public var isCompartment: [Bool]
  /// In µm³; `[slotCount]`.
  public var insideVolume: [Double]
  /// Of each compartment's private shell, or of its share of the space that all cells share, in µm³;
  /// `[slotCount]`, nil where the outside is a bath.
  public var outsideVolume: [Double]?
  /// How fast the shell exchanges with the bath, in 1/ms; 0 where it is closed.
  public var exchangeRate: Double
  /// Water that enters for each mM of osmolarity inside above outside, in µm³/ms/mM; `[slotCount]`,
  /// nil where volumes are fixed.
  public var waterPermeability: [Double]?
  /// RT/F in mV; `[slotCount]`.
  public var thermalVoltage: [Double]
  /// How compartments lie in the space that all cells share; nil where they share none.
  public var shared: SharedSpacePlan?

  /// Makes a plan of solutions.
  public init(
    species: [Species], isCompartment: [Bool], insideVolume: [Double],
    outsideVolume: [Double]? = nil,
    exchangeRate: Double = 0, waterPermeability: [Double]? = nil, thermalVoltage: [Double]
  ) {
    self.species = species
    self.isCompartment = isCompartment
    self.insideVolume = insideVolume
    self.outsideVolume = outsideVolume
    self.exchangeRate = exchangeRate
    self.waterPermeability = waterPermeability
    self.thermalVoltage = thermalVoltage
  }
}
