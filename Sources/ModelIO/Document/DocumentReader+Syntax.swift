import ModelDescription
import Yams

extension DocumentReader {
  /// Turns the YAML parser's complaint into one with a remedy.
  func syntaxError(_ error: YamlError, in text: String) -> ModelIOError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // An open quote swallows the rest of the file: its beginning says more than its end.
      let isQuote = context?.text.contains("quoted scalar") == true
      let place = isQuote ? context?.mark ?? mark : mark
      return ModelIOError(
        .syntax, at: location(place), "this is not YAML: \(Self.whole(problem, context))",
        suggestion: remedy(for: problem, isQuote: isQuote, line: Self.line(mark.line, of: text)))
    case .duplicatedKeysInMapping(let keys, let context):
      return ModelIOError(
        .duplicateKey, at: location(context.mark),
        "the key '\(keys.first?.abbreviated ?? "")' appears more than once in the same map",
        suggestion: "keep one of them")
    case .reader(let problem, _, _, _):
      return ModelIOError(
        .notText, at: location(nil), "this is not text: \(problem)",
        suggestion: "save the file as plain text in UTF-8")
    default:
      return ModelIOError(
        .syntax, at: location(nil), "cannot be read as YAML: \(error)", suggestion: "")
    }
  }

  private static func whole(_ problem: String, _ context: YamlError.Context?) -> String {
    if problem.contains("nesting") { return "lists and maps are nested too deeply" }
    guard let context, !context.text.isEmpty else { return problem }
    if problem.hasPrefix("but ") { return "\(context.text) \(problem)" }
    return "\(problem) \(context.text) that began in line \(context.mark.line)"
  }

  private func remedy(for problem: String, isQuote: Bool, line: String) -> String {
    if isQuote { return "close the quote" }
    if line.contains("\t") { return "indent with spaces; YAML does not allow tabs" }
    if problem.contains("mapping values are not allowed") {
      return "check the indentation, and quote texts that contain ': '"
    }
    if problem.contains("expected ','") {
      return "close the bracket, or quote texts that contain commas or brackets"
    }
    if problem.contains("nesting") { return "nest lists and maps less deeply" }
    if problem.contains("alias") { return "define it with &name before its first use" }
    if problem.contains("another document") { return "write one model in a file, without '---'" }
    return "check indentation, quotes and brackets near this line"
  }

  private static func line(_ number: Int, of text: String) -> String {
    let lines = text.split(
      maxSplits: number, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return number >= 1 && number <= lines.count ? String(lines[number - 1]) : ""
  }

  /// Refuses keys that are aliases, lists or maps in a document with anchors.
  ///
  /// The YAML library compares all keys of a map, which takes for ever if a key is an alias of
  /// aliases of aliases.
  func refuseAliasesAsKeys(in text: String) throws(ModelIOError) {
    guard text.contains("&"), text.contains("*") else { return }
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      guard Self.mayHoldCompoundKey(line) else { continue }
      let place = fixedLocation ?? SourceLocation(file: file, line: number, column: 1)
      throw ModelIOError(
        .syntax, at: place, "keys must be plain names in a file that uses anchors (&name)",
        suggestion: "write the key out")
    }
  }

  private static func mayHoldCompoundKey(_ line: Substring) -> Bool {
    let code = line.drop { $0 == " " || $0 == "-" }
    if code.hasPrefix("?") || code.contains("{?") || code.contains(", ?") { return true }
    if code.contains("{ ?") || code.contains("]:") || code.contains("}:") { return true }
    if code.contains("] :") || code.contains("} :") { return true }
    // An alias as a key: "*name :".
    guard let star = code.firstIndex(of: "*") else { return false }
    let afterName = code[star...].dropFirst().drop { $0.isLetter || $0.isNumber || $0 == "_" }
    return afterName.drop { $0 == " " }.hasPrefix(":")
  }
}
