import Yams

/// Writes a tree of nodes as YAML text that reads back as the same tree.
enum DocumentWriter {
  /// The text of a document, with short maps and lists on one line.
  static func text(of root: DocumentNode) -> String {
    // Emitting fails only for lack of memory: all nodes are plain texts, lists and maps.
    (try? Yams.serialize(node: node(of: root), indent: 2, width: -1, allowUnicode: true)) ?? ""
  }

  private static func node(of source: DocumentNode) -> Node {
    switch source.content {
    case .text(let text, let isQuoted):
      return Node(text, tag, isQuoted || text.isEmpty ? .doubleQuoted : .any)
    case .list(let items):
      return Node(items.map(node(of:)), tag, isFlat(source) ? .flow : .block)
    case .map(let pairs):
      let nodes = pairs.map { (Node($0.key, tag), node(of: $0.value)) }
      return Node(nodes, tag, isFlat(source) ? .flow : .block)
    }
  }

  /// Not written out, and not looked for in each text.
  private static var tag: Tag { Tag(.implicit, .basic) }

  /// Whether a list or map holds texts alone, and few of them.
  private static func isFlat(_ source: DocumentNode) -> Bool {
    let children: [DocumentNode]
    switch source.content {
    case .text: return true
    case .list(let items): children = items
    case .map(let pairs): children = pairs.map(\.value)
    }
    return children.count <= 12
      && children.allSatisfy { child in
        if case .text = child.content { return true }
        return false
      }
  }
}
