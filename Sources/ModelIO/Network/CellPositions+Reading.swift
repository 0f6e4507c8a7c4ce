import ModelDescription
import Morphology
import Quantities

/// Where the cells of a population are, and how many cells that says there are.
struct StatedPositions {
  private static let keys = ["points", "line", "lattice", "box", "file"]
  private static let example =
    "positions: {line: {from: [0 um, 0 um, 0 um], step: [50 um, 0 um, 0 um]}}"
  private static let pointExample = "[10 um, 0 um, 5 um]"

  let positions: CellPositions
  /// The number of cells, where the positions say it.
  let count: Int?

  /// Reads the key `positions`; `most` is the largest number of cells.
  init(_ entry: Entry?, most: Int) throws(ModelIOError) {
    guard let entry else {
      (positions, count) = (.unstated, nil)
      return
    }
    let map = try entry.map("positions", keys: Self.keys + ["group"], example: Self.example)
    let (key, value) = try map.one(of: Self.keys, example: Self.example)
    if key != "file", let group = map.optional("group") {
      throw group.error(
        .inconsistent, "\(group.path) means nothing beside '\(key)'",
        suggestion: "it belongs to an HDF5 file; remove it")
    }
    switch key {
    case "points": positions = .points(try Self.points(value))
    case "line": positions = try Self.line(value)
    case "lattice": positions = try Self.lattice(value, most: most)
    case "box":
      (positions, count) = try BoxPositions(value, most: most).stated
      return
    default: positions = .points(try Self.table(value, group: map.optional("group")))
    }
    count = Self.count(positions)
  }

  private static func count(_ positions: CellPositions) -> Int? {
    switch positions {
    case .points(let points): points.count
    case .lattice(_, _, let counts): counts.reduce(1, *)
    case .unstated, .line, .box: nil
    }
  }

  private static func points(_ entry: Entry) throws(ModelIOError) -> [Morphology.Point] {
    let example = "points: [[0 um, 0 um, 0 um], [10 um, 0 um, 5 um]]"
    var points: [Morphology.Point] = []
    for item in try entry.items(of: "points", example: example) {
      points.append(try item.point(example: pointExample))
    }
    guard !points.isEmpty else {
      throw entry.wrongKind(expected: "a list of points", example: example)
    }
    return points
  }

  private static func line(_ entry: Entry) throws(ModelIOError) -> CellPositions {
    let map = try entry.map("a line of cells", keys: ["from", "step"], example: example)
    return .line(
      from: try from(map),
      step: try map.required("step", example: "step: [50 um, 0 um, 0 um]")
        .point(example: "[50 um, 0 um, 0 um]"))
  }

  private static func from(_ map: MapEntry) throws(ModelIOError) -> Morphology.Point {
    try map.optional("from")?.point(example: pointExample) ?? Morphology.Point()
  }

  private static func lattice(_ entry: Entry, most: Int) throws(ModelIOError) -> CellPositions {
    let example = "lattice: {spacing: [20 um, 20 um, 0 um], counts: [10, 10, 1]}"
    let map = try entry.map(
      "a lattice of cells", keys: ["from", "spacing", "counts"], example: example)
    let value = try map.required("counts", example: "counts: [10, 10, 1]")
    var counts: [Int] = []
    var total = 1
    for item in try value.items(of: "whole numbers", example: "counts: [10, 10, 1]") {
      // No item is larger than what is left, so that their product cannot overflow.
      counts.append(try item.integer(1...max(1, most / total), example: "counts: [10, 10, 1]"))
      total *= counts.last ?? 1
    }
    guard counts.count == 3 else {
      throw value.error(
        .wrongKind,
        "\(value.path) has \(counts.count) items where three, along x, y and z, are due",
        suggestion: "write for example counts: [10, 10, 1]")
    }
    return .lattice(
      from: try from(map),
      spacing: try map.required("spacing", example: "spacing: [20 um, 20 um, 0 um]")
        .point(example: "[20 um, 20 um, 0 um]"), counts: counts)
  }

  /// The columns `x`, `y` and `z` of a file, in µm.
  private static func table(
    _ entry: Entry, group: Entry?
  ) throws(ModelIOError) -> [Morphology.Point] {
    let table = try NumberTable(
      entry, group: group,
      columns: ["x", "y", "z"].map { NumberTable.Column(name: $0, unit: .micrometer) })
    let (x, y, z) = (table.values["x"] ?? [], table.values["y"] ?? [], table.values["z"] ?? [])
    return zip(zip(x, y), z).map { Morphology.Point(x: $0.0, y: $0.1, z: $1) }
  }
}

/// Positions that are drawn in a box.
private struct BoxPositions {
  private static let example =
    "box: {from: [0 um, 0 um, 0 um], to: [1 mm, 1 mm, 0.1 mm], density: 90000 /mm3}"
  private static let densityUnit = Unit.parsed("/mm3")

  let stated: (CellPositions, Int?)

  init(_ entry: Entry, most: Int) throws(ModelIOError) {
    let map = try entry.map(
      "a box of cells", keys: ["from", "to", "density", "distance"], example: Self.example)
    let from = try map.required("from", example: "from: [0 um, 0 um, 0 um]")
      .point(example: "[0 um, 0 um, 0 um]")
    let end = try map.required("to", example: "to: [1 mm, 1 mm, 0.1 mm]")
    let to = try end.point(example: "[1 mm, 1 mm, 0.1 mm]")
    guard from.x <= to.x, from.y <= to.y, from.z <= to.z else {
      throw end.error(
        .inconsistent, "\(end.path) lies below 'from'",
        suggestion: "write the corner with the smaller coordinates first")
    }
    let box = Box(x: from.x..<to.x, y: from.y..<to.y, z: from.z..<to.z)
    let distance = try map.optional("distance", default: "0 um")
      .micrometers(.notNegative, example: "distance: 5 um")
    stated = (.box(box, distance: distance), try Self.count(map, in: box, most: most))
  }

  private static func count(
    _ map: MapEntry, in box: Box, most: Int
  ) throws(ModelIOError) -> Int? {
    guard let entry = map.optional("density"), let unit = densityUnit else { return nil }
    let density = try entry.quantity(
      unit.dimension, .positive, in: unit, example: "density: 90000 /mm3")
    let cells = (density.inEngineUnit(unit) * 1e-9 * box.volume).rounded()
    guard cells >= 1, cells <= Double(most) else {
      throw entry.error(
        .outOfRange, "\(entry.path) makes \(cells) cells in a box of \(box.volume) um3",
        suggestion: "make it from 1 to \(most) cells, or leave it out and write a count")
    }
    return Int(cells)
  }
}
