/// How far apart two spellings are, for "did you mean".
public enum EditDistance {
  /// The longest text that is compared; longer ones are cut, since no name is as long.
  private static let longest = 64

  /// The number of insertions, deletions, substitutions and swaps of neighbours between two texts.
  ///
  /// This is the optimal string alignment distance (Damerau–Levenshtein without overlapping edits).
  public static func between(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars.prefix(longest))
    let b = Array(second.unicodeScalars.prefix(longest))
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }

  /// The candidate that a misspelt name most likely means, or nil if none is near.
  ///
  /// The same letters in another case win; else at most a third of the letters may differ.
  /// Ties go to the earlier candidate.
  public static func nearest<Candidates: Sequence<String>>(
    to name: String, among candidates: Candidates
  ) -> String? {
    let lowered = name.lowercased()
    let allowed = max(1, name.unicodeScalars.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = candidate.lowercased()
      if other == lowered { return candidate }
      let distance = between(lowered, other)
      guard distance <= allowed, distance < max(1, other.unicodeScalars.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The words "did you mean 'x'?", or else the words that list what there is.
  ///
  /// - Parameters:
  ///   - name: what was written.
  ///   - candidates: what may be written.
  ///   - kind: what the candidates are, in the plural, such as "regions".
  /// - Returns: a suggestion that can follow any message.
  public static func suggestion<Candidates: Collection<String>>(
    for name: String, among candidates: Candidates, kind: String
  ) -> String {
    if let match = nearest(to: name, among: candidates) { return "did you mean '\(match)'?" }
    guard !candidates.isEmpty else { return "there are no \(kind) to choose from" }
    let shown = candidates.prefix(20).joined(separator: ", ")
    let more = candidates.count > 20 ? ", … (\(candidates.count) in all)" : ""
    return "the \(kind) are \(shown)\(more)"
  }
}
