import ArgumentParser
import Quantities

/// The options of `skou run` for runs that may be killed.
struct CheckpointOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Write checkpoint.h5 beside the results each time so much has been simulated, as in '10 s'.",
      valueName: "time"))
  var checkpointEvery: String?

  @Option(
    help: ArgumentHelp(
      "Go on from a checkpoint, to the same bits as if nothing had happened.",
      valueName: "file"))
  var resume: String?

  /// The interval that was asked for, in ms; nil where none was.
  func interval() throws -> Double? {
    try checkpointEvery.map { text in
      let option = "--checkpoint-every \(text)"
      let advice = "write a simulated time, for example --checkpoint-every '10 s'"
      do {
        let time = try Quantity(parsing: text).value(in: .millisecond)
        guard time > 0, time.isFinite else {
          throw UserError.wrongInput("\(option): the time is not positive", advice: advice)
        }
        return time
      } catch let error as QuantitiesError {
        throw UserError.wrongInput("\(option): \(error.message)", advice: advice)
      }
    }
  }
}
