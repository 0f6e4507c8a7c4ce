import ArgumentParser
import Foundation
import MechanismAuthoring

/// `skou mechanism`: makes mechanisms of one's own.
struct MechanismCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mechanism", abstract: "Make a mechanism of your own.",
    subcommands: [New.self, Build.self])

  /// `skou mechanism new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Write the skeleton of a mechanism, which compiles as it is.")

    @Argument(help: "The mechanism's name, such as 'kir' or 'my_channel'.")
    var name: String

    @Option(help: ArgumentHelp("Where its folder goes.", valueName: "folder"))
    var `in`: String = "."

    @Flag(help: "Begin with a synapse at a point in place of a channel in the membrane.")
    var point = false

    func run() throws {
      try requireFolder()
      let folder = try wrongInput {
        let kind: MechanismSkeleton.Kind = point ? .synapse : .channel
        return try MechanismSkeleton(name: MechanismName(parsing: name), kind: kind)
          .write(into: `in`)
      }
      Terminal.note(
        "wrote \(folder)\n  next: skou mechanism build \(folder), then skou run MODEL --mechanisms "
          + folder)
    }

    /// A folder that is missing is made; below a file none can be.
    private func requireFolder() throws {
      var isFolder: ObjCBool = false
      let exists = unsafe FileManager.default.fileExists(atPath: `in`, isDirectory: &isFolder)
      guard exists, !isFolder.boolValue else { return }
      throw UserError.wrongInput("--in \(`in`): this is a file", advice: "name a folder")
    }
  }

  /// `skou mechanism build`.
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build", abstract: "Compile a mechanism to a library that models can use.")

    @Argument(help: "The mechanism's folder.")
    var folder: String

    func run() throws {
      let started = ContinuousClock.now
      let library = try wrongInput {
        let kit = try MechanismKitFolder(besideExecutable: Installation.executable)
        let environment = ProcessInfo.processInfo.environment
        return try MechanismBuilder(
          kit: kit, environment: environment, level: Processor.level
        ).build(folder: folder)
      }
      Terminal.note(
        "built \(library) in \(Format.seconds(started.duration(to: .now).seconds))")
    }
  }
}
