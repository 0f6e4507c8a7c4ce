import ModelDescription
import Quantities

extension ConnectionRule {
  private static let words = ["all_to_all", "one_to_one"]
  private static let keys = ["ring", "in_degree", "out_degree", "probability", "list"]
  private static let example = "rule: all_to_all or rule: {in_degree: 10}"
  /// The largest number of connections of one cell that a rule may ask for.
  private static let mostPartners = 100_000_000

  /// Reads the key `rule`.
  init(_ map: MapEntry, _ ends: ConnectionEnds, list: ConnectionList) throws(ModelIOError) {
    let entry = try map.required("rule", example: Self.example)
    guard entry.isMap else {
      self = try Self.word(entry, ends, allowsSelf: list.allowsSelf)
      return
    }
    let below = try entry.map("a rule", keys: Self.keys + ["group"], example: Self.example)
    let (key, value) = try below.one(of: Self.keys, example: Self.example)
    if key != "list", let group = below.optional("group") {
      throw group.error(
        .inconsistent, "\(group.path) means nothing beside '\(key)'",
        suggestion: "it belongs to a list in an HDF5 file; remove it")
    }
    switch key {
    case "ring": self = try Self.ring(value, ends, allowsSelf: list.allowsSelf)
    case "in_degree":
      self = .inDegree(
        try Self.degree(key, value, of: ends.fromCount, "sources", ends, list.allowsSelf))
    case "out_degree":
      self = .outDegree(
        try Self.degree(key, value, of: ends.toCount, "targets", ends, list.allowsSelf))
    case "probability": self = try Self.probability(value, ends)
    default: self = .list(try list.read(value, group: below.optional("group"), ends))
    }
  }

  private static func word(
    _ entry: Entry, _ ends: ConnectionEnds, allowsSelf: Bool
  ) throws(ModelIOError) -> ConnectionRule {
    let text = try entry.text(expected: "a rule", example: example)
    guard words.contains(text) else {
      throw entry.unknown(text, among: words + keys, kind: "rules")
    }
    let isOneToOne = text == "one_to_one"
    if isOneToOne { try requireSameCount(ends, entry) }
    let isAlone = ends.fromCount == 1 && ends.toCount == 1 && ends.overlap
    guard allowsSelf || !(isAlone || isOneToOne && ends.from == ends.to) else {
      throw entry.error(
        .inconsistent, "\(entry.path) connects each cell to itself alone, which is not allowed",
        suggestion: "name other cells, or write another rule, such as rule: {ring: 1}")
    }
    return isOneToOne ? .oneToOne : .allToAll
  }

  private static func requireSameCount(
    _ ends: ConnectionEnds, _ entry: Entry
  ) throws(ModelIOError) {
    guard ends.fromCount != ends.toCount else { return }
    throw entry.error(
      .inconsistent,
      "\(entry.path) needs as many on both sides, but 'from' has \(ends.fromCount) and 'to' "
        + "\(ends.toCount)",
      suggestion: "select as many, as in from: a 0 to 9, to: b 0 to 9, or choose another rule")
  }

  // MARK: Rings

  private static func ring(
    _ entry: Entry, _ ends: ConnectionEnds, allowsSelf: Bool
  ) throws(ModelIOError) -> ConnectionRule {
    try requireSameCount(ends, entry)
    let steps = -mostPartners...mostPartners
    guard entry.isMap else {
      let step = try entry.integer(steps, example: "ring: 1")
      try checkStep(step, size: ends.fromCount, ends, entry, allowsSelf: allowsSelf)
      return .ring(step: step, size: nil)
    }
    let map = try entry.map("a ring", keys: ["step", "size"], example: "ring: {step: 1, size: 16}")
    let step = try map.optional("step", default: "1").integer(steps, example: "step: 1")
    let size = try map.optional("size").map { (size) throws(ModelIOError) in
      try Self.size(size, ends)
    }
    try checkStep(step, size: size ?? ends.fromCount, ends, entry, allowsSelf: allowsSelf)
    return .ring(step: step, size: size)
  }

  private static func size(_ entry: Entry, _ ends: ConnectionEnds) throws(ModelIOError) -> Int {
    let size = try entry.integer(1...mostPartners, example: "size: 16")
    guard ends.fromCount.isMultiple(of: size) else {
      throw entry.error(
        .inconsistent, "\(ends.fromCount) cells do not make rings of \(size)",
        suggestion: "write a size that divides the number of cells")
    }
    return size
  }

  private static func checkStep(
    _ step: Int, size: Int, _ ends: ConnectionEnds, _ entry: Entry, allowsSelf: Bool
  ) throws(ModelIOError) {
    guard ends.from == ends.to, step.isMultiple(of: size), !allowsSelf else { return }
    throw entry.error(
      .inconsistent, "\(entry.path): \(step) steps in a ring of \(size) lead back to the same cell",
      suggestion: "write a step that is no multiple of the ring's size, such as ring: 1")
  }

  // MARK: Degrees and probabilities

  private static func degree(
    _ key: String, _ entry: Entry, of count: Int, _ side: String, _ ends: ConnectionEnds,
    _ allowsSelf: Bool
  ) throws(ModelIOError) -> Int {
    let degree = try entry.integer(1...mostPartners, example: "\(key): 10")
    let excludesSelf = ends.overlap && !allowsSelf
    let available = count - (excludesSelf ? 1 : 0)
    guard degree > available else { return degree }
    throw entry.error(
      .outOfRange,
      "\(entry.path) is \(degree), but there are only \(available) \(side)"
        + (excludesSelf ? " beside the cell itself" : ""),
      suggestion: available > 0 ? "write \(available) or less" : "select more cells")
  }

  private static func probability(
    _ entry: Entry, _ ends: ConnectionEnds
  ) throws(ModelIOError) -> ConnectionRule {
    let example = "probability: 0.1 or probability: \"0.3 * exp(-distance / 100 um)\""
    let formula = try entry.formula(
      of: NetworkValue.variables, .dimensionless, example: example)
    guard formula.isConstant else {
      try ends.positions.require(entry)
      return .probabilityByDistance(formula)
    }
    let value = formula.evaluate([Double]())
    guard (0...1).contains(value) else {
      throw entry.error(
        .outOfRange, "\(entry.path) is \(entry.node.kind) but must lie from 0 to 1",
        suggestion: "write for example probability: 0.1")
    }
    return .probability(value)
  }
}
