import ModelDescription
import Quantities

/// A value of the model that is being read: what it holds, what it is called and where it stands.
struct Entry {
  let node: DocumentNode
  let path: DocumentPath
  let reading: Reading

  var location: SourceLocation { node.location }

  /// An error about this value.
  func error(
    _ code: ModelIOError.Code, _ message: String, suggestion: String
  ) -> ModelIOError {
    ModelIOError(code, at: location, message, suggestion: suggestion)
  }

  /// The error for a value of another kind than is due.
  func wrongKind(expected: String, example: String) -> ModelIOError {
    error(
      .wrongKind, "\(path) is \(node.kind) where \(expected) is due",
      suggestion: "write for example \(example)")
  }

  /// Whether it is a map.
  var isMap: Bool {
    if case .map = node.content { return true }
    return false
  }

  /// Whether it is a list.
  var isList: Bool {
    if case .list = node.content { return true }
    return false
  }

  /// The items of a list.
  func items(of what: String, example: String) throws(ModelIOError) -> [Entry] {
    guard case .list(let items) = node.content else {
      throw wrongKind(expected: "a list of \(what)", example: example)
    }
    return items.enumerated().map { index, item in
      Entry(node: item, path: path.appending(index), reading: reading)
    }
  }

  /// The items of a list, or a single value as a list of one.
  func itemsOrSelf(of what: String, example: String) throws(ModelIOError) -> [Entry] {
    guard isList else { return [self] }
    let items = try items(of: what, example: example)
    guard !items.isEmpty else { throw wrongKind(expected: "a list of \(what)", example: example) }
    return items
  }

  /// The map with these keys; any other key is an error.
  func map(_ what: String, keys: [String], example: String) throws(ModelIOError) -> MapEntry {
    guard case .map(let pairs) = node.content else {
      throw wrongKind(expected: "the map of \(what)", example: example)
    }
    let map = MapEntry(entry: self, pairs: pairs, what: what)
    for pair in pairs where !keys.contains(pair.key) {
      throw map.unknownKey(pair, keys: keys)
    }
    return map
  }

  /// The entries of a map whose keys are names that the user chooses.
  func namedEntries(
    of what: String, example: String
  ) throws(ModelIOError) -> [(name: String, entry: Entry)] {
    guard case .map(let pairs) = node.content else {
      throw wrongKind(expected: "a map of \(what)", example: example)
    }
    var result: [(String, Entry)] = []
    for pair in pairs {
      try Self.checkName(pair.key, of: what, at: pair.keyLocation)
      let entry = Entry(node: pair.value, path: path.appending(pair.key), reading: reading)
      result.append((pair.key, entry))
    }
    return result
  }

  /// Refuses names that could not be file names, parts of paths or parts of variables.
  static func checkName(
    _ name: String, of what: String, at place: SourceLocation
  ) throws(ModelIOError) {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0 == "_" || $0 == "-" || $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
    guard isPlain, let first = name.unicodeScalars.first, first.properties.isAlphabetic,
      name.utf8.count <= 80
    else {
      throw ModelIOError(
        .malformedValue, at: place, "'\(name.abbreviated)' cannot be a name among \(what)",
        suggestion: "use up to 80 letters, digits, '_' and '-', a letter first")
    }
  }
}
