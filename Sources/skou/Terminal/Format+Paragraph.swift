extension Format {
  /// Sentences as a list, broken between words at about 100 columns.
  static func list(_ sentences: [String], indent: String = "  ") -> String {
    sentences.map { sentence in
      indent + "- "
        + lines(sentence, width: 98 - indent.count)
        .joined(separator: "\n" + indent + "  ")
    }.joined(separator: "\n")
  }

  /// A text in lines of at most `width`, broken between words.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
