import ModelDescription
import Morphology
import Quantities

/// The voxels of a shared space, as far as the model alone tells where they are.
struct GridLattice {
  /// As many as 32-bit numbers can count.
  private static let mostVoxels = 0x1p31
  private static let axes = ["x", "y", "z"]

  /// The sides of a voxel, in µm.
  let spacing: Morphology.Point
  /// The space, a whole number of voxels along each axis; nil where it follows from the cells.
  let box: Box?

  /// Reads the keys `spacing` and `box`.
  init(_ map: MapEntry) throws(ModelIOError) {
    let example = "spacing: [50 um, 10 um, 10 um]"
    let entry = try map.required("spacing", example: example)
    if entry.isList {
      spacing = try entry.point(.positive, within: .spacing, example: example)
    } else {
      let side = try entry.micrometers(.positive, within: .spacing, example: "spacing: 10 um")
      spacing = Morphology.Point(x: side, y: side, z: side)
    }
    box = try map.optional("box").map { (entry) throws(ModelIOError) in try Self.box(entry) }
    if let entry = map.optional("box"), let box { try checkVoxels(box, entry) }
  }

  /// The voxels of a space that has been read.
  init(_ grid: ExtracellularGrid) {
    (spacing, box) = (grid.spacing, grid.box)
  }

  private static func box(_ entry: Entry) throws(ModelIOError) -> Box {
    let example = "box: {from: [0 um, 0 um, 0 um], to: [1 mm, 1 mm, 1 mm]}"
    let map = try entry.map("a box", keys: ["from", "to"], example: example)
    let from = try map.required("from", example: "from: [0 um, 0 um, 0 um]").point(example: example)
    let to = try map.required("to", example: "to: [1 mm, 1 mm, 1 mm]")
    let corner = try to.point(example: example)
    let ends = zip(from.coordinates, corner.coordinates)
    for (axis, (lower, upper)) in zip(axes, ends) where lower >= upper {
      throw to.error(
        .inconsistent,
        "\(to.path) is \(micrometers(upper)) along \(axis), which is not above 'from'",
        suggestion: "write the smaller lengths in 'from'")
    }
    return Box(x: from.x..<corner.x, y: from.y..<corner.y, z: from.z..<corner.z)
  }

  private func checkVoxels(_ box: Box, _ entry: Entry) throws(ModelIOError) {
    var total = 1.0
    for (axis, (range, side)) in zip(Self.axes, zip(box.ranges, spacing.coordinates)) {
      let size = range.upperBound - range.lowerBound
      let count = (size / side).rounded()
      guard abs(size - count * side) <= 1e-6 * size, count >= 1 else {
        throw Self.uneven(size, side, axis, entry)
      }
      total *= count
    }
    guard total <= Self.mostVoxels else {
      throw entry.error(
        .outOfRange, "\(entry.path) holds \(Quantity(total, .one)) voxels, more than 2^31",
        suggestion: "make the spacing larger or the box smaller; check their units")
    }
  }

  private static func uneven(
    _ size: Double, _ side: Double, _ axis: String, _ entry: Entry
  ) -> ModelIOError {
    let nearest = max(1, (size / side).rounded()) * side
    return entry.error(
      .inconsistent,
      "\(entry.path) is \(micrometers(size)) along \(axis), which is not a whole number of voxels "
        + "of \(micrometers(side))",
      suggestion: "the nearest size is \(micrometers(nearest)), or choose another spacing")
  }

  private static func micrometers(_ length: Double) -> String {
    "\(Quantity(length, .micrometer))"
  }
}

extension GridLattice {
  /// Reads the key `within`; without it, all voxels.
  func part(_ entry: Entry?) throws(ModelIOError) -> Box {
    let part = try Box(within: entry)
    guard let entry, let box else { return part }
    for (axis, side) in Self.axes.enumerated() {
      let range = part.ranges[axis]
      let origin = box.ranges[axis].lowerBound
      let size = spacing.coordinates[axis]
      // The first centre that is not below the range, if it is a voxel's and not above.
      let first = max(0, ((range.lowerBound - origin) / size - 0.5).rounded(.up))
      let centre = origin + (first + 0.5) * size
      guard centre < min(range.upperBound, box.ranges[axis].upperBound) else {
        throw entry.error(
          .inconsistent, "\(entry.path) holds the centre of no voxel along \(side)",
          suggestion: "the space reaches from \(Self.micrometers(origin)) to "
            + "\(Self.micrometers(box.ranges[axis].upperBound)), with voxels of "
            + Self.micrometers(size))
      }
    }
    return part
  }
}

extension Box {
  /// From where to where along x, y and z.
  var ranges: [Range<Double>] { [x, y, z] }
}

extension Morphology.Point {
  /// Along x, y and z.
  var coordinates: [Double] { [x, y, z] }
}
