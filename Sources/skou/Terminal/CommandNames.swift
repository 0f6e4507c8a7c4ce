import ArgumentParser
import Quantities

/// The names of commands, for whoever mistypes one.
enum CommandNames {
  /// What to say of a word that is no command; nil where the words do name one.
  static func complaint(_ arguments: [String]) -> String? {
    var commands = SkouCommand.configuration.subcommands
    var path = "skou"
    for word in arguments.prefix(while: { !$0.hasPrefix("-") }) {
      if word == "help" { return nil }
      guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
        let names = commands.compactMap { $0.configuration.commandName }
        return "there is no command '\(path) \(word)'\n  "
          + EditDistance.suggestion(for: word, among: names, kind: "commands")
          + "\n  see '\(path) --help'"
      }
      commands = next.configuration.subcommands
      path += " \(word)"
      if commands.isEmpty { return nil }
    }
    return nil
  }
}
