import ModelDescription
import Morphology
import Quantities

/// The solutions of a cell: volumes and dissolved species, by compartment.
struct PaintedSolutions: Sendable {
  /// A pool or an impermeant species.
  struct Species: Sendable, Hashable {
    var name: String
    var valence: Double
    var isImpermeant: Bool
    /// In mM.
    var inside: Double
    /// In mM.
    var outside: Double
  }

  /// What is dissolved, in the order of the model.
  let species: [Species]
  /// In µm³.
  let insideVolume: [Double]
  /// Of the private shells, in µm³; nil in a bath.
  let outsideVolume: [Double]?
  /// Between shells and bath, in 1/ms.
  let exchangeRate: Double
  /// In µm³/ms for each mM; nil where volumes are fixed.
  let waterPermeability: [Double]?

  /// The number of a species; nil where it is constant.
  func index(of name: String) -> Int? { species.firstIndex { $0.name == name } }

  /// The solutions of a cell; nil where nothing in it changes its concentration.
  init?(
    _ cell: CellDescription, _ morphology: DiscretizedMorphology,
    _ extracellular: ExtracellularDescription
  ) throws(LoweringError) {
    guard cell.ions.contains(where: { $0.dynamics == .pool }) else { return nil }
    var species: [Species] = []
    for ion in cell.ions where ion.dynamics != .constant { species.append(try Species(ion)) }
    self.species = species
    let volume = cell.volume
    insideVolume = try Self.volumes(volume, morphology)
    switch extracellular.space {
    case .bath:
      outsideVolume = nil
      exchangeRate = 0
    case .shell(let shell):
      outsideVolume = insideVolume.map { $0 * shell.volumeFraction }
      exchangeRate =
        try shell.exchangeRate.map { (rate) throws(LoweringError) in
          try value(rate, .perMillisecond, extracellular.source)
        } ?? 0
    case .grid:
      // Shares of voxels, which follow when all cells are in their places: GridLowering.
      outsideVolume = nil
      exchangeRate = 0
    }
    waterPermeability = try volume.waterPermeability.map { (q) throws(LoweringError) in
      try Self.requireAllDissolved(cell)
      let permeability = 10 * (try value(q, .centimeterPerSecond, volume.source))
      // In um/ms. P v_w A: v_w = 18 cm³/mol, and 1 mM is 1e-18 mol/µm³: 1.8e-5 µm³ of water for each.
      return morphology.compartments.map { permeability * 1.8e-5 * $0.area }
    }
  }

  private static func volumes(
    _ volume: VolumeDescription, _ morphology: DiscretizedMorphology
  ) throws(LoweringError) -> [Double] {
    let compartments = morphology.compartments
    switch volume.rule {
    case .geometry: return compartments.map(\.volume)
    case .surfaceToVolume(let quantity):
      let ratio = try value(quantity, .perMicrometer, volume.source)
      return compartments.map { $0.area / ratio }
    case .value(let quantity):
      let whole = try value(quantity, .cubicMicrometer, volume.source)
      let shape = compartments.reduce(0) { $0 + $1.volume }
      return compartments.map { $0.volume * whole / shape }
    }
  }

  /// Osmosis needs to know everything that is dissolved.
  private static func requireAllDissolved(_ cell: CellDescription) throws(LoweringError) {
    guard let ion = cell.ions.first(where: { $0.dynamics == .constant }) else { return }
    throw LoweringError(
      .name, "'\(ion.name)' is constant, but water moves in cell '\(cell.name)'",
      suggestion: "make it 'dynamics: pool' or 'impermeant': swelling dilutes what is inside",
      at: ion.source)
  }
}

extension PaintedSolutions.Species {
  fileprivate init(_ ion: IonDescription) throws(LoweringError) {
    name = ion.name
    valence = ion.valence
    isImpermeant = ion.dynamics == .impermeant
    inside =
      try ion.inside.map { (q) throws(LoweringError) in
        try value(q, .millimolar, ion.source)
      } ?? 0
    outside =
      try ion.outside.map { (q) throws(LoweringError) in
        try value(q, .millimolar, ion.source)
      } ?? 0
  }
}

/// What the solutions of cells that are stepped together must have in common.
struct SolutionsKind: Hashable {
  private struct Species: Hashable {
    var name: String
    var valence: Double
    var isImpermeant: Bool
  }

  private let species: [Species]?
  private let hasWater: Bool
  private let axial: PaintedAxial?

  init(_ cell: PaintedCell) {
    let solutions = cell.solutions
    axial = cell.axial
    species = solutions?.species.map {
      Species(name: $0.name, valence: $0.valence, isImpermeant: $0.isImpermeant)
    }
    hasWater = solutions?.waterPermeability != nil
  }
}
