import EngineKernels
import ModelDescription
import Morphology

/// Finds the compartments that a stimulus, a recording or a detector names.
struct Placer {
  private let model: ModelDescription
  private let seed: UInt64
  let painted: [PaintedCell]
  let cells: [LoweredModel.Cell]
  /// The global number of each population's first cell.
  private let firstCell: [String: Int]
  /// By group of the model, the number of its builder; none for those that other ranks build.
  private let builderOfGroup: [Int32?]

  /// - Parameters:
  ///   - model: what names places.
  ///   - seed: of what is drawn.
  ///   - painted: each kind of cell.
  ///   - cells: all cells.
  ///   - dealing: which groups are built; nil as long as there are none.
  init(
    model: ModelDescription, seed: UInt64, painted: [PaintedCell], _ cells: [LoweredModel.Cell],
    dealing: GroupDealing? = nil
  ) {
    self.model = model
    self.seed = seed
    self.painted = painted
    self.cells = cells
    var first: [String: Int] = [:]
    var next = 0
    for population in model.populations {
      first[population.name] = next
      next += population.count
    }
    firstCell = first
    var builders = [Int32?](repeating: nil, count: dealing?.groupCount ?? 0)
    for (builder, group) in (dealing?.own ?? []).enumerated() { builders[group] = Int32(builder) }
    builderOfGroup = builders
  }

  /// The compartments of the selected cells that lie in a region, cell by cell.
  func elements(
    _ selections: [CellSelection], in region: Region, _ source: SourceLocation
  ) throws(LoweringError) -> [LoweredModel.Element] {
    var elements: [LoweredModel.Element] = []
    for selection in selections {
      let first = firstCell[selection.population] ?? 0
      for cell in selection.indices.map({ first + $0 }) where cells.indices.contains(cell) {
        let compartments = try locating(source) { () throws(MorphologyError) in
          try region.compartments(in: painted[cells[cell].kind].morphology)
        }
        elements += compartments.map { LoweredModel.Element(cell: cell, compartment: $0) }
      }
    }
    return elements
  }

  /// The global numbers of the selected cells, in the order of the selection.
  func cells(of selections: [CellSelection]) -> [Int] {
    selections.flatMap { selection in
      let first = firstCell[selection.population] ?? 0
      return selection.indices.map { first + $0 }
    }
  }

  /// The places on the selected cells, cell by cell.
  func elements(
    _ selections: [CellSelection], _ places: PointSet, _ source: SourceLocation
  ) throws(LoweringError) -> [LoweredModel.Element] {
    var elements: [LoweredModel.Element] = []
    for selection in selections {
      let first = firstCell[selection.population] ?? 0
      for cell in selection.indices.map({ first + $0 }) where cells.indices.contains(cell) {
        let compartments = try compartments(ofCell: cell, places, source)
        elements += compartments.map { LoweredModel.Element(cell: cell, compartment: $0) }
      }
    }
    return elements
  }

  /// The compartments of places on one cell.
  func compartments(
    ofCell cell: Int, _ places: PointSet, _ source: SourceLocation
  ) throws(LoweringError) -> [Int] {
    // A cell's random places depend on its global number alone.
    let own = CounterBasedGenerator(seed: seed)[UInt64(cell)]
    return try locating(source) { () throws(MorphologyError) in
      try places.compartments(in: painted[cells[cell].kind].morphology, seed: own)
    }
  }

  /// The compartment of a single place on one cell.
  func compartment(
    ofCell cell: Int, _ places: PointSet, _ source: SourceLocation
  ) throws(LoweringError) -> Int {
    let found = try compartments(ofCell: cell, places, source)
    if found.count == 1, let only = found.first { return only }
    throw LoweringError(
      .place, "'\(places)' is \(found.count) places on cell '\(painted[cells[cell].kind].name)'",
      suggestion: "name one place, such as soma(0.5) or root", at: source)
  }

  /// The painted cell of an element.
  func cell(_ element: LoweredModel.Element) -> PaintedCell { painted[cells[element.cell].kind] }

  /// The number of the builder of a cell's group; nil where another rank builds it.
  func builder(ofCell cell: Int) -> Int? {
    let group = cells[cell].group
    guard builderOfGroup.indices.contains(group) else { return nil }
    return builderOfGroup[group].map(Int.init)
  }

  /// The number of the builder of an element's group, and its slot there; nil where another rank
  /// builds it.
  func location(
    _ element: LoweredModel.Element, _ builders: [GroupBuilder]
  ) -> (builder: Int, slot: Int)? {
    guard let number = builder(ofCell: element.cell) else { return nil }
    let place = cells[element.cell].place
    return (number, builders[number].layout.slots[place][element.compartment])
  }
}
