import ArgumentParser
import CSystem

/// The entry point: checks the processor, parses, runs, and turns errors into exit codes.
@main
struct Skou {
  static func main() {
    Terminal.outliveReaders()
    if let complaint = Processor.complaint {
      Terminal.error(complaint)
      Terminal.exit(.failed)
    }
    Terminal.exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Ends with 0 (done), 1 (the run failed) or 2 (the model or the command line is wrong).
  static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try SkouCommand.parseAsRoot(arguments)
      try command.run()
      return .done
    } catch let status as ExitStatus {
      return status
    } catch let failure as UserError {
      Terminal.note(failure.description)
      return failure.status
    } catch {
      return end(with: error, arguments)
    }
  }

  /// Ends as the argument parser asks for: with help, or with what is wrong with the command line.
  private static func end(with error: any Error, _ arguments: [String]) -> ExitStatus {
    let message = SkouCommand.fullMessage(for: error)
    switch SkouCommand.exitCode(for: error) {
    case .success:
      Terminal.print(message)
      return .done
    case .validationFailure:
      Terminal.error(CommandNames.complaint(arguments) ?? message)
      return .wrongInput
    default:
      // Not the user's fault: a bug, or a machine that lacks something.
      Terminal.note(UserError(.failed, error).description)
      return .failed
    }
  }
}

/// The root command.
struct SkouCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skou",
    abstract: "Simulates neurons as cables, with their ions and pumps.",
    discussion: """
      A model is a folder with a file model.yaml, or such a file alone. To begin:

        skou run Networks/squid-axon-patch      runs it; results go to a folder of HDF5 files
        skou plot results/squid-axon-patch      draws them
        skou mechanisms                         lists what a membrane can carry

      docs/model-format.md describes the model file.
      """,
    version: SkouVersion.text,
    subcommands: [
      RunCommand.self, CheckCommand.self, RestCommand.self, CalibrateCommand.self,
      VerifyCommand.self, SweepCommand.self, PlotCommand.self, InspectCommand.self,
      MechanismsCommand.self, MechanismCommand.self,
    ])
}

/// The version, which results carry.
enum SkouVersion {
  static let text = "0.1.0"
}

/// The processor level that the kernels were compiled for.
enum Processor {
  /// Such as `x86-64-v3`; empty on other architectures.
  static var level: String { unsafe String(cString: skou_cpu_level()) }

  /// What to tell the user whose processor lacks something; nil where nothing is missing.
  static var complaint: String? {
    guard let missing = unsafe skou_missing_cpu_feature(skou_cpu_level()) else { return nil }
    return unsafe """
    This build of Skou is for processors of level \(level), and this one lacks \
    \(String(cString: missing)).
      Build it on this machine: make build
    """
  }

  /// How Skou was built, for the record of a run.
  static var buildFlags: String {
    #if DEBUG
      let configuration = "debug"
    #else
      let configuration = "release"
    #endif
    return level.isEmpty ? configuration : "\(configuration) -march=\(level)"
  }
}
