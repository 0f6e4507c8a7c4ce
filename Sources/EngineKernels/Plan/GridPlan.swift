/// A shared extracellular space as plain numbers: voxels on a lattice, and what is dissolved.
///
/// Voxel (i, j, k) has the number i + counts[0] × (j + counts[1] × k). Arrays with the shape
/// `[voxelCount]` go over all of them.
public struct GridPlan: Sendable {
  /// Something dissolved.
  public struct Species: Sendable {
    /// Its name in the model.
    public var name: String
    /// Its charge; 0 for what is neutral.
    public var valence: Double
    /// Free diffusion coefficient, in µm²/ms; 0 where it stays in its voxel.
    public var diffusion: Double
    /// Rate constant by which it vanishes, in 1/ms.
    public var decay: Double
    /// In mM at the start; `[voxelCount]`.
    public var concentration: [Double]
    /// Of the bath behind the walls and of what perfuses, in mM.
    public var bath: Double

    /// Makes a species.
    public init(
      name: String, valence: Double, diffusion: Double, decay: Double = 0,
      concentration: [Double], bath: Double
    ) {
      self.name = name
      self.valence = valence
      self.diffusion = diffusion
      self.decay = decay
      self.concentration = concentration
      self.bath = bath
    }
  }

  /// A pipette.
  public struct Source: Sendable {
    /// The species, by its number.
    public var species: Int
    /// Where.
    public var voxel: Int
    /// In amol/ms, positive into the space.
    public var rate: Double
    /// When it is on, in ms.
    public var start, stop: Double

    /// Makes a source.
    public init(species: Int, voxel: Int, rate: Double, start: Double, stop: Double) {
      self.species = species
      self.voxel = voxel
      self.rate = rate
      self.start = start
      self.stop = stop
    }
  }

  /// A concentration in the bath that is changed during the run.
  public struct BathChange: Sendable {
    /// The species, by its number.
    public var species: Int
    /// When, and to what, in mM.
    public var schedule: ChangeSchedule

    /// Changes the bath's concentration of a species.
    public init(species: Int, schedule: ChangeSchedule) {
      self.species = species
      self.schedule = schedule
    }
  }

  /// How many voxels along x, y and z.
  public var counts: [Int]
  /// The sides of a voxel along x, y and z, in µm.
  public var spacing: [Double]
  /// Where the lower corner of the first voxel is, in µm.
  public var origin: [Double]
  /// The part that is extracellular, at the start; `[voxelCount]`.
  public var volumeFraction: [Double]
  /// λ, at least 1; `[voxelCount]`.
  public var tortuosity: [Double]
  /// Rate constant of exchange with the bath, in 1/ms; `[voxelCount]`.
  public var perfusion: [Double]
  /// Whether the bath's concentrations hold at the walls; nothing passes them otherwise.
  public var isHeld: Bool
  /// Whether an electric field keeps voxels neutral.
  public var isElectroneutral: Bool
  /// RT/F in mV, for that field.
  public var thermalVoltage: Double
  /// What is dissolved.
  public var species: [Species]
  /// Pipettes.
  public var sources: [Source]
  /// What interventions do to the bath; each species once at most.
  public var bathChanges: [BathChange] = []

  /// All voxels.
  public var voxelCount: Int { counts.reduce(1, *) }
  /// All concentrations.
  public var valueCount: Int { voxelCount * species.count }
  /// The volume of a whole voxel, in µm³.
  public var voxelVolume: Double { spacing.reduce(1, *) }

  /// Where the middle of a voxel is, in µm.
  public func center(ofVoxel voxel: Int) -> [Double] {
    let indices = [
      voxel % counts[0], voxel / counts[0] % counts[1], voxel / (counts[0] * counts[1]),
    ]
    return (0..<3).map { origin[$0] + (Double(indices[$0]) + 0.5) * spacing[$0] }
  }

  /// Makes a plan of a grid.
  public init(
    counts: [Int], spacing: [Double], origin: [Double], volumeFraction: [Double],
    tortuosity: [Double], perfusion: [Double], isHeld: Bool = false,
    isElectroneutral: Bool = false, thermalVoltage: Double = 26.7, species: [Species],
    sources: [Source] = []
  ) {
    self.counts = counts
    self.spacing = spacing
    self.origin = origin
    self.volumeFraction = volumeFraction
    self.tortuosity = tortuosity
    self.perfusion = perfusion
    self.isHeld = isHeld
    self.isElectroneutral = isElectroneutral
    self.thermalVoltage = thermalVoltage
    self.species = species
    self.sources = sources
  }
}
