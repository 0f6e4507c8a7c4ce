public import Morphology
public import Quantities

/// An extracellular space that cells share: voxels, between which species diffuse.
public struct ExtracellularGrid: Sendable {
  /// What happens at the walls.
  public enum Boundary: String, Sendable, Hashable, CaseIterable {
    /// Nothing passes.
    case sealed
    /// The bath's concentrations hold right at the walls.
    case held
  }

  /// What diffusion does to charge.
  public enum Transport: String, Sendable, Hashable, CaseIterable {
    /// Each species diffuses by itself; no electric field is followed.
    case free
    /// An electric field keeps every voxel neutral: ions drift in it.
    case electroneutral
  }

  /// Other properties in a part of the space.
  public struct Region: Sendable {
    /// Where; voxels belong to it by their centres.
    public var within: Box
    /// In place of the grid's, where it is given.
    public var volumeFraction: Double?
    /// In place of the grid's, where it is given.
    public var tortuosity: Double?
    /// In place of the grid's, where it is given; not negative.
    public var perfusion: Quantity?
    /// Where it was said.
    public var source: SourceLocation

    /// Makes a region.
    public init(
      within: Box, volumeFraction: Double? = nil, tortuosity: Double? = nil,
      perfusion: Quantity? = nil, source: SourceLocation
    ) {
      self.within = within
      self.volumeFraction = volumeFraction
      self.tortuosity = tortuosity
      self.perfusion = perfusion
      self.source = source
    }
  }

  /// Concentrations at the start in a part of the space, in place of the species' `outside`.
  public struct Start: Sendable {
    /// Where; voxels belong to it by their centres.
    public var within: Box
    /// By species.
    public var concentrations: [(ion: String, value: Quantity)]
    /// Where it was said.
    public var source: SourceLocation

    /// Makes concentrations at the start.
    public init(
      within: Box, concentrations: [(ion: String, value: Quantity)], source: SourceLocation
    ) {
      self.within = within
      self.concentrations = concentrations
      self.source = source
    }
  }

  /// A steady source of a species at a point of the space, as a pipette gives it.
  public struct Source: Sendable {
    /// The species.
    public var ion: String
    /// Where, in µm.
    public var at: Morphology.Point
    /// As the current that ions of its valence carry out of it, or as an amount per time.
    public var rate: Quantity
    /// When it is on.
    public var window: StimulusWindow
    /// Where it was said.
    public var source: SourceLocation

    /// Makes a source.
    public init(
      ion: String, at: Morphology.Point, rate: Quantity, window: StimulusWindow,
      source: SourceLocation
    ) {
      self.ion = ion
      self.at = at
      self.rate = rate
      self.window = window
      self.source = source
    }
  }

  /// The sides of a voxel along x, y and z, in µm.
  public var spacing: Morphology.Point
  /// The space, a whole number of voxels along each axis; nil where it follows from the cells.
  public var box: Box?
  /// The part of the tissue that is extracellular, between 0 and 1.
  public var volumeFraction: Double
  /// λ: diffusion is slower by λ² than in free solution; at least 1.
  public var tortuosity: Double
  /// Where these are different; later entries override earlier ones.
  public var regions: [Region]
  /// What happens at the walls.
  public var boundary: Boundary
  /// What diffusion does to charge.
  public var transport: Transport
  /// The rate constant of exchange with the bath everywhere; nil where there is none.
  public var perfusion: Quantity?
  /// Rate constants by which species vanish, by their names.
  public var decay: [(ion: String, rate: Quantity)]
  /// Concentrations at the start; later entries override earlier ones.
  public var starts: [Start]
  /// Pipettes.
  public var sources: [Source]
  /// The longest time between two exchanges with the cells.
  public var step: Quantity

  /// Makes a grid.
  public init(
    spacing: Morphology.Point, box: Box? = nil, volumeFraction: Double, tortuosity: Double = 1,
    regions: [Region] = [], boundary: Boundary = .sealed, transport: Transport = .free,
    perfusion: Quantity? = nil, decay: [(ion: String, rate: Quantity)] = [], starts: [Start] = [],
    sources: [Source] = [], step: Quantity
  ) {
    self.spacing = spacing
    self.box = box
    self.volumeFraction = volumeFraction
    self.tortuosity = tortuosity
    self.regions = regions
    self.boundary = boundary
    self.transport = transport
    self.perfusion = perfusion
    self.decay = decay
    self.starts = starts
    self.sources = sources
    self.step = step
  }
}

/// A time series of the concentration of one species in all voxels of a part of the space.
public struct GridRecordingDescription: Sendable {
  /// The name, which is also that of its file.
  public var name: String
  /// The species.
  public var ion: String
  /// Which voxels, by their centres.
  public var within: Box
  /// The time between samples.
  public var interval: Quantity
  /// The time of the first sample.
  public var start: Quantity
  /// The time after which nothing is recorded; none where recording lasts to the end of the run.
  public var stop: Quantity?
  /// How samples are stored.
  public var precision: RecordingDescription.Precision
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a recording's description.
  public init(
    name: String, ion: String, within: Box = Box(), interval: Quantity, start: Quantity,
    stop: Quantity? = nil, precision: RecordingDescription.Precision = .single,
    source: SourceLocation
  ) {
    self.name = name
    self.ion = ion
    self.within = within
    self.interval = interval
    self.start = start
    self.stop = stop
    self.precision = precision
    self.source = source
  }
}
