/// How a run is cut into epochs, between which results are handed over, and epochs into rounds,
/// between which groups exchange spikes and what is outside.
///
/// An epoch is long enough that handing over costs nothing, short enough that samples fit into memory
/// and progress can be seen. A round is not longer than any delay. Both depend on the model alone.
public struct EpochSchedule: Sendable, Hashable {
  /// Where an epoch ends.
  public struct End: Sendable, Hashable {
    /// In fixed steps.
    public var step: Int
    /// In ms.
    public var time: Double
    /// An end.
    public init(step: Int, time: Double) {
      self.step = step
      self.time = time
    }
  }

  /// The whole run, in ms.
  public let duration: Double
  /// How many epochs.
  public let count: Int
  private let steps: Int
  private let stepsPerEpoch: Int
  private let timeStep: Double?
  private let stepsPerRound: Int

  /// Epochs of `stepsPerEpoch` fixed steps each, `steps` in all; groups may take `stepsPerRound` of
  /// them by themselves, or, where that is nil, any number.
  public init(steps: Int, stepsPerEpoch: Int, timeStep: Double, stepsPerRound: Int? = nil) {
    self.steps = steps
    let round = max(stepsPerRound ?? stepsPerEpoch, 1)
    self.stepsPerRound = round
    self.stepsPerEpoch = max(stepsPerEpoch / round, 1) * round
    self.timeStep = timeStep
    duration = Double(steps) * timeStep
    count = (steps + self.stepsPerEpoch - 1) / self.stepsPerEpoch
  }

  /// `count` epochs of the same time, however many steps these take.
  public init(duration: Double, count: Int) {
    self.duration = duration
    self.count = max(count, 1)
    (steps, stepsPerEpoch, timeStep, stepsPerRound) = (0, 0, nil, 0)
  }

  /// The end of the epoch with a number, from 0 on.
  public func end(of epoch: Int) -> End {
    guard let timeStep else {
      let last = epoch + 1 >= count
      return End(
        step: 0, time: last ? duration : duration * Double(epoch + 1) / Double(count))
    }
    let step = min((epoch + 1) * stepsPerEpoch, steps)
    return End(step: step, time: Double(step) * timeStep)
  }

  /// The end of the round that begins at a time, within an epoch that ends at `last`.
  public func endOfRound(from begin: End, within last: End) -> End {
    guard let timeStep else { return last }
    let step = min(begin.step + stepsPerRound, last.step)
    return End(step: step, time: Double(step) * timeStep)
  }

  /// The longest epoch, in ms, with two steps to spare.
  var longestEpoch: Double {
    guard let timeStep else { return duration / Double(count) }
    return Double(stepsPerEpoch + 2) * timeStep
  }
}
