import ModelDescription
import Quantities

extension DocumentNode {
  /// Puts an override's value in its place.
  ///
  /// A key that is absent is added; whether it means anything there is checked with the rest of
  /// the model, and the error then names the option.
  mutating func apply(_ override: ModelOverride) throws(ModelIOError) {
    let steps = override.path.split(separator: ".", omittingEmptySubsequences: false)
    guard steps.count <= DocumentReader.deepest, !steps.contains(where: \.isEmpty) else {
      throw ModelIOError(
        .malformedOverride, at: override.location, "'\(override.path.abbreviated)' is not a path",
        suggestion: "write keys with a dot between them, such as simulation.dt")
    }
    var reader = DocumentReader(file: override.option, fixedLocation: override.location)
    let value = try reader.read(override.value) ?? DocumentNode(text: "", at: override.location)
    try replace(at: steps.map(String.init)[...], with: value, reached: DocumentPath())
  }

  /// Puts a value at a path below this node, making maps on the way where there is nothing.
  mutating func replace(
    at steps: ArraySlice<String>, with value: DocumentNode, reached: DocumentPath
  ) throws(ModelIOError) {
    guard let step = steps.first else {
      self = value
      return
    }
    if isNothing { self = DocumentNode(.map([]), at: value.location) }
    let below = reached.appending(step)
    switch content {
    case .map(var pairs):
      let (key, rest) = Self.key(at: steps, among: pairs)
      let index = pairs.firstIndex { $0.key == key } ?? pairs.endIndex
      if index == pairs.endIndex {
        let empty = DocumentNode(text: "", at: value.location)
        pairs.append(Pair(key: key, keyLocation: value.location, value: empty))
      }
      try pairs[index].value.replace(at: rest, with: value, reached: reached.appending(key))
      content = .map(pairs)
    case .list(var items):
      let index = try Self.index(of: step, in: items, at: value.location, list: reached)
      try items[index].replace(at: steps.dropFirst(), with: value, reached: below)
      content = .list(items)
    case .text:
      throw ModelIOError(
        .malformedOverride, at: value.location, "\(reached) is \(kind) and has nothing below it",
        suggestion: "set \(reached) itself")
    }
  }

  /// The key that a path means, and the rest of the path.
  ///
  /// Keys can have dots of their own, as `na_k_atpase.block` under `set:`.
  private static func key(
    at steps: ArraySlice<String>, among pairs: [Pair]
  ) -> (key: String, rest: ArraySlice<String>) {
    for count in stride(from: steps.count, to: 1, by: -1) {
      let key = steps.prefix(count).joined(separator: ".")
      if pairs.contains(where: { $0.key == key }) { return (key, steps.dropFirst(count)) }
    }
    return (steps.first ?? "", steps.dropFirst())
  }

  private static func index(
    of step: String, in items: [DocumentNode], at place: SourceLocation, list: DocumentPath
  ) throws(ModelIOError) -> Int {
    if let number = Int(step) {
      guard items.indices.contains(number) else {
        throw ModelIOError(
          .malformedOverride, at: place,
          "\(list) has \(items.count) entries; there is no number \(number)",
          suggestion: "entries are counted from 0")
      }
      return number
    }
    let matches = items.indices.filter { items[$0].answers(to: step) }
    guard let match = matches.first else {
      throw ModelIOError(
        .malformedOverride, at: place, "no entry of \(list) is called '\(step.abbreviated)'",
        suggestion: EditDistance.suggestion(
          for: step, among: items.flatMap(\.callNames), kind: "entries"))
    }
    guard matches.count == 1 else {
      let numbers = matches.map { "\(list).\($0)" }.joined(separator: ", ")
      throw ModelIOError(
        .malformedOverride, at: place,
        "\(matches.count) entries of \(list) are called '\(step.abbreviated)'",
        suggestion: "name one by its number: \(numbers)")
    }
    return match
  }

  /// The names by which a list's item can be called: its own (`name:`), or else what it uses.
  private var callNames: [String] {
    guard case .map(let pairs) = content else { return [] }
    return ["name", "use"].compactMap { key in
      guard let pair = pairs.first(where: { $0.key == key }),
        case .text(let name, _) = pair.value.content
      else { return nil }
      return name
    }
  }

  private func answers(to name: String) -> Bool {
    callNames.contains(name)
  }
}
