import EngineKernels
import ModelDescription

/// All from which spikes come, numbered in the order in which connections name them.
struct Emissions {
  /// A place of a cell with its threshold, or a source.
  struct Emission: Hashable {
    /// The cell's global number, or the source's behind all cells.
    var number: Int
    /// nil for a source.
    var compartment: Int?
    /// In mV; 0 for a source.
    var threshold: Double
  }

  private(set) var all: [Emission] = []
  private var identifiers: [Emission: Int32] = [:]
  private var cells: Set<Int> = []

  /// The number of an emission, a new one where it has none yet.
  mutating func identifier(_ emission: Emission) -> Int32 {
    if let known = identifiers[emission] { return known }
    let identifier = Int32(all.count)
    identifiers[emission] = identifier
    all.append(emission)
    if emission.compartment != nil { cells.insert(emission.number) }
    return identifier
  }

  /// Whether spikes of a cell are looked for already.
  func hasCell(_ cell: Int) -> Bool { cells.contains(cell) }
}

/// Finds the numbers of an entry's emissions, each cell's once.
struct EmissionLookup {
  private let entry: ConnectionDescription
  private var known: [Int: Int32] = [:]

  init(_ entry: ConnectionDescription) { self.entry = entry }

  mutating func identifier(
    _ number: Int, isCell: Bool, _ emissions: inout Emissions, _ placer: Placer
  ) throws(LoweringError) -> Int32 {
    if let identifier = known[number] { return identifier }
    var emission = Emissions.Emission(number: number, compartment: nil, threshold: 0)
    if isCell {
      emission.compartment = try placer.compartment(ofCell: number, entry.place, entry.source)
      emission.threshold = try value(entry.threshold, .millivolt, entry.source)
    }
    let identifier = emissions.identifier(emission)
    known[number] = identifier
    return identifier
  }
}
