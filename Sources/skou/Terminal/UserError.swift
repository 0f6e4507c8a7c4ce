import Communication
import Engine
import Lowering
import MechanismAuthoring
import MechanismCatalogue
import ModelIO
import Morphology
import ResultsIO

/// How a command ended.
enum ExitStatus: Int32, Error {
  case done = 0
  case failed = 1
  case wrongInput = 2
}

/// An error whose message is complete: what is wrong and where, then what to do about it.
struct UserError: Error, CustomStringConvertible {
  var status: ExitStatus
  var description: String

  /// The model or the command line is wrong.
  static func wrongInput(_ message: String, advice: String = "") -> UserError {
    UserError(.wrongInput, message, advice)
  }

  /// Several things are wrong.
  static func wrongInputs(_ errors: [any Error]) -> UserError {
    var all = wrongInput("")
    all.description = errors.map { UserError(.wrongInput, $0).description }.joined(separator: "\n")
    return all
  }

  /// The run failed.
  static func failed(_ message: String, advice: String = "") -> UserError {
    UserError(.failed, message, advice)
  }

  /// Words an error of any module; `advice` is given where the error itself has none.
  init(_ status: ExitStatus, _ error: any Error, advice: String = "") {
    if let error = error as? UserError {
      self = error
    } else if let error = error as? any AdvisingError {
      self.init(status, error.complaint, error.suggestion.isEmpty ? advice : error.suggestion)
    } else {
      self.init(status, "\(error)", advice)
    }
  }

  /// What is wrong, without what to do about it and the mark of an error.
  var firstLine: String {
    let line = description.prefix { !$0.isNewline }
    return String(line.hasPrefix("error: ") ? line.dropFirst(7) : line)
  }

  /// An error that is worded already.
  init(status: ExitStatus, description: String) {
    self.status = status
    self.description = description
  }

  private init(_ status: ExitStatus, _ message: String, _ advice: String) {
    self.status = status
    description = "error: \(message)" + (advice.isEmpty ? "" : "\n  \(advice)")
  }
}

/// Runs `body`; what it throws is the model's or the command line's fault.
func wrongInput<T>(advice: String = "", _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch {
    throw UserError(.wrongInput, error, advice: advice)
  }
}

/// An error that says what to do about it.
private protocol AdvisingError: Error {
  /// What is wrong, and where.
  var complaint: String { get }
  var suggestion: String { get }
}

extension ModelIOError: AdvisingError { var complaint: String { "\(location): \(message)" } }
extension LoweringError: AdvisingError { var complaint: String { "\(source): \(message)" } }
extension CatalogueFailure: AdvisingError { var complaint: String { "\(path): \(reason)" } }
extension MorphologyError: AdvisingError { var complaint: String { message } }
extension ResultsIOError: AdvisingError { var complaint: String { message } }
extension MechanismAuthoringError: AdvisingError { var complaint: String { message } }
extension EngineError: AdvisingError { var complaint: String { message } }
extension CommunicationError: AdvisingError { var complaint: String { message } }
