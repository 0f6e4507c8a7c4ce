import Foundation
import ModelDescription
import Yams

/// Reads YAML text into a tree of nodes that know their lines.
///
/// Limits keep hostile or damaged files from exhausting the machine: size, depth, and the number
/// of nodes after aliases are expanded.
struct DocumentReader {
  /// The largest file that is read, in bytes.
  static let largestFile = 256 << 20
  /// The deepest nesting of lists and maps; a model needs ten.
  static let deepest = 60

  /// The file's name for messages.
  let file: String
  /// The location of every node, where the text is not from a file.
  var fixedLocation: SourceLocation?
  private var remainingNodes = 0

  init(file: String, fixedLocation: SourceLocation? = nil) {
    self.file = file
    self.fixedLocation = fixedLocation
  }

  /// Reads one document.
  ///
  /// - Returns: the top node, or nothing if the text holds none.
  mutating func read(_ text: String) throws(ModelIOError) -> DocumentNode? {
    let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    try refuseAliasesAsKeys(in: body)
    // Without aliases there are fewer nodes than bytes.
    remainingNodes = 10 * body.utf8.count + 1000
    guard let root = try compose(body) else { return nil }
    return try node(of: root, depth: 0)
  }

  /// What Yams makes of a text.
  ///
  /// Its rules of which texts are numbers or truths are left out: texts are texts here, and without
  /// them the keys `yes` and `"yes"` are the same, as they are to whoever looks them up.
  private func compose(_ text: String) throws(ModelIOError) -> Node? {
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw syntaxError(error, in: text)
    } catch {
      throw ModelIOError(
        .syntax, at: location(nil), "cannot be read as YAML: \(error)", suggestion: "")
    }
  }

  func location(_ mark: Mark?) -> SourceLocation {
    if let fixedLocation { return fixedLocation }
    guard let mark else { return SourceLocation(file: file) }
    return SourceLocation(file: file, line: mark.line, column: mark.column)
  }

  private mutating func node(of node: Node, depth: Int) throws(ModelIOError) -> DocumentNode {
    let place = location(node.mark)
    remainingNodes -= 1
    guard remainingNodes > 0 else {
      throw ModelIOError(
        .syntax, at: place, "aliases (*name) expand to more than the file could hold",
        suggestion: "write the values out")
    }
    guard depth < Self.deepest else {
      throw ModelIOError(
        .syntax, at: place, "lists and maps are nested more than \(Self.deepest) deep",
        suggestion: "see docs/model-format.md for the shape of a model")
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      return DocumentNode(.text(scalar.string, isQuoted: isQuoted), at: place)
    case .sequence(let items):
      return DocumentNode(.list(try list(of: items, depth: depth)), at: place)
    case .mapping(let pairs):
      return DocumentNode(.map(try map(of: pairs, depth: depth)), at: place)
    case .alias:
      throw ModelIOError(
        .syntax, at: place, "cannot resolve an alias", suggestion: "write the value out")
    }
  }

  private mutating func list(
    of items: Node.Sequence, depth: Int
  ) throws(ModelIOError) -> [DocumentNode] {
    var nodes: [DocumentNode] = []
    for item in items { nodes.append(try node(of: item, depth: depth + 1)) }
    return nodes
  }

  private mutating func map(
    of pairs: Node.Mapping, depth: Int
  ) throws(ModelIOError) -> [DocumentNode.Pair] {
    var result: [DocumentNode.Pair] = []
    for (key, value) in pairs {
      let place = location(key.mark)
      guard case .scalar(let name) = key else {
        throw ModelIOError(
          .syntax, at: place, "a key is a list or a map where a name is due",
          suggestion: "write keys as in 'duration: 100 ms'")
      }
      guard name.string != "<<" else {
        throw ModelIOError(
          .syntax, at: place, "merge keys (<<) are not supported",
          suggestion: "write the values out, or use an alias (*name) for the whole value")
      }
      let node = try node(of: value, depth: depth + 1)
      result.append(DocumentNode.Pair(key: name.string, keyLocation: place, value: node))
    }
    return result
  }
}
