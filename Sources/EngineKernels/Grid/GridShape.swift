/// The lattice without the axes along which there is a single voxel.
///
/// Leaving those out changes neither the numbers of voxels nor their order: what is left is called
/// x, y and z again, x being the axis along which neighbours are next to each other in memory.
///
/// What lies at one place along the last axis is a *section*: a plane, or a row where there are two
/// axes. As many sections as have eight rows, or one, are a *layer*: the least that a rank owns. All
/// units of work lie within layers, except those that sweep across them.
struct GridShape {
  /// Voxels along x, y and z; those of axes that are not there are 1.
  let counts: (x: Int, y: Int, z: Int)
  /// The area of a face over the distance of two centres, in µm, across each axis.
  let faces: (x: Double, y: Double, z: Double)
  /// How many axes there are, from 0 to 3.
  let dimension: Int
  /// How many sections there are, and rows in each of them.
  let sectionCount: Int, sectionRows: Int

  /// The shape of a plan's lattice.
  init(_ plan: GridPlan) {
    let axes = (0..<3).filter { plan.counts[$0] > 1 }
    let counts = axes.map { plan.counts[$0] }
    let faces = axes.map { plan.voxelVolume / (plan.spacing[$0] * plan.spacing[$0]) }
    func along<T>(_ values: [T], _ axis: Int, else other: T) -> T {
      axis < values.count ? values[axis] : other
    }
    self.counts = (along(counts, 0, else: 1), along(counts, 1, else: 1), along(counts, 2, else: 1))
    self.faces = (along(faces, 0, else: 0), along(faces, 1, else: 0), along(faces, 2, else: 0))
    dimension = axes.count
    sectionCount = dimension > 1 ? along(counts, dimension - 1, else: 1) : 1
    sectionRows = dimension > 2 ? self.counts.y : 1
  }

  /// All voxels.
  var voxelCount: Int { counts.x * counts.y * counts.z }
  /// Lines along x.
  var rowCount: Int { counts.y * counts.z }
  /// Voxels from one to the next along z.
  var planeCount: Int { counts.x * counts.y }
  /// The last axis, in whose direction layers follow each other.
  var lastAxis: Int { max(dimension, 1) - 1 }
  /// Voxels of a section.
  var sectionVoxels: Int { sectionRows * counts.x }
  /// The area of a face over the distance of two centres, in µm, across the last axis.
  var lastFace: Double { dimension > 2 ? faces.z : faces.y }
}

/// Layers, and the units of work in them.
///
/// How units are cut depends on the lattice alone: sums over the units of a layer, and then over
/// layers, have the same bits whoever does them.
extension GridShape {
  /// How many voxels one unit of a pass over all voxels has.
  static let blockLength = 2048

  /// Sections of a layer.
  var layerSections: Int { max(1, 8 / sectionRows) }
  /// How many layers there are; the last one may have fewer sections.
  var layerCount: Int { (sectionCount + layerSections - 1) / layerSections }
  /// Units of up to eight rows in a layer.
  var layerUnits: Int { (layerSections * sectionRows + 7) / 8 }
  /// Units of a pass over all voxels in a layer.
  var layerBlocks: Int {
    (layerSections * sectionVoxels + Self.blockLength - 1) / Self.blockLength
  }
  /// Units of up to eight columns along y in a layer, where that is not the last axis.
  var layerStrips: Int { dimension > 2 ? layerSections * ((counts.x + 7) / 8) : 0 }

  /// Units of up to eight rows along x.
  var unitCount: Int { layerCount * layerUnits }
  /// Units of up to eight columns along y that end in walls within their layer.
  var stripCount: Int { dimension > 2 ? counts.z * ((counts.x + 7) / 8) : 0 }
  /// Units of up to eight columns along the last axis, across all layers.
  var columnCount: Int { dimension > 1 ? (sectionVoxels + 7) / 8 : 0 }
  /// Units of passes over all voxels.
  var blockCount: Int { layerCount * layerBlocks }

  /// Of things of which each layer has as many, but for the last one.
  private func inside(_ layers: Range<Int>, times: Int, of count: Int) -> Range<Int> {
    (layers.lowerBound * times..<layers.upperBound * times).clamped(to: 0..<count)
  }

  /// The sections of some layers.
  func sections(_ layers: Range<Int>) -> Range<Int> {
    inside(layers, times: layerSections, of: sectionCount)
  }

  /// The voxels of some layers.
  func voxels(_ layers: Range<Int>) -> Range<Int> {
    let sections = sections(layers)
    return sections.lowerBound * sectionVoxels..<sections.upperBound * sectionVoxels
  }

  /// The units of rows in some layers.
  func units(_ layers: Range<Int>) -> Range<Int> {
    layers.lowerBound * layerUnits..<layers.upperBound * layerUnits
  }

  /// The units of columns along y in some layers.
  func strips(_ layers: Range<Int>) -> Range<Int> {
    inside(layers, times: layerStrips, of: stripCount)
  }

  /// The units of passes over the voxels of some layers.
  func blocks(_ layers: Range<Int>) -> Range<Int> {
    layers.lowerBound * layerBlocks..<layers.upperBound * layerBlocks
  }

  /// The rows of a unit.
  func rows(ofUnit unit: Int) -> Range<Int> {
    let (layer, place) = unit.quotientAndRemainder(dividingBy: layerUnits)
    let first = layer * layerSections * sectionRows + place * 8
    return first..<min(first + 8, (layer + 1) * layerSections * sectionRows, rowCount)
  }

  /// The voxels of a block; in a last layer that is not whole there may be none.
  func voxels(ofBlock block: Int) -> Range<Int> {
    let (layer, place) = block.quotientAndRemainder(dividingBy: layerBlocks)
    let voxels = voxels(layer..<layer + 1)
    let first = voxels.lowerBound + place * Self.blockLength
    return min(first, voxels.upperBound)..<min(first + Self.blockLength, voxels.upperBound)
  }
}
