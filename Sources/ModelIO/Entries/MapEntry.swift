import ModelDescription
import Quantities

/// A map of the model whose keys have been checked.
struct MapEntry {
  let entry: Entry
  let pairs: [DocumentNode.Pair]
  /// What the map is, for messages: "a voltage clamp".
  let what: String

  var location: SourceLocation { entry.location }
  var path: DocumentPath { entry.path }
  var reading: Reading { entry.reading }

  /// The value of a key, or nothing where it is absent.
  func optional(_ key: String) -> Entry? {
    guard let pair = pairs.first(where: { $0.key == key }) else { return nil }
    return Entry(node: pair.value, path: path.appending(key), reading: reading)
  }

  /// The value of a key, or its default, which is noted for the resolved model.
  func optional(_ key: String, default text: String) -> Entry {
    if let entry = optional(key) { return entry }
    let node = DocumentNode(text: text, at: location)
    let path = path.appending(key)
    reading.note(node, at: path)
    return Entry(node: node, path: path, reading: reading)
  }

  /// An absent map below this one, so that its defaults are noted.
  func absent(_ key: String, _ what: String) -> MapEntry {
    let node = DocumentNode(.map([]), at: location)
    let below = Entry(node: node, path: path.appending(key), reading: reading)
    return MapEntry(entry: below, pairs: [], what: what)
  }

  /// The value of a key without which the map is incomplete.
  func required(_ key: String, example: String) throws(ModelIOError) -> Entry {
    guard let entry = optional(key) else {
      throw entry.error(
        .missingKey, "\(path) has no '\(key)'", suggestion: "add for example \(example)")
    }
    return entry
  }

  /// The one key among several that is present; more or fewer are an error.
  func one(of keys: [String], example: String) throws(ModelIOError) -> (key: String, entry: Entry) {
    let present = keys.filter { optional($0) != nil }
    guard let key = present.first, let value = optional(key) else {
      throw entry.error(
        .missingKey, "\(path) has none of \(keys.quotedList)",
        suggestion: "add for example \(example)")
    }
    guard present.count == 1 else {
      throw entry.error(
        .inconsistent, "\(path) has \(present.quotedList), of which only one is possible",
        suggestion: "keep one of them")
    }
    return (key, value)
  }

  /// The error for a key that means nothing here.
  func unknownKey(_ pair: DocumentNode.Pair, keys: [String]) -> ModelIOError {
    let hint =
      pair.key.contains(where: { " (),".contains($0) }) && pair.value.isNothing
      ? "a text that contains commas or brackets must be quoted within { } and [ ]"
      : EditDistance.suggestion(for: pair.key, among: keys, kind: "keys here")
    // "in simulation, which is a simulation" would say it twice.
    let isPlain = path.steps.isEmpty || path.steps.last.map(what.hasSuffix) ?? false
    let place = isPlain ? "\(path)" : "\(path), which is \(what)"
    return ModelIOError(
      .unknownKey, at: pair.keyLocation, "unknown key '\(pair.key.abbreviated)' in \(place)",
      suggestion: hint)
  }
}

extension Array<String> {
  /// The texts in quotes, with commas between them.
  var quotedList: String {
    map { "'\($0)'" }.joined(separator: ", ")
  }
}
