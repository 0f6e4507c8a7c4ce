public import ModelDescription

/// What the signs of a place say of it, taken one after the other.
///
/// A block begins an episode, which lasts until the place is repolarized. An episode in which
/// potassium outside is high at some time is one of spreading depolarization.
public struct OutcomeCourse: Sendable, Hashable {
  /// When the first block began, and when potassium outside was high first in one, in ms.
  ///
  /// A block begins when the potential rises, not when it has been up for the time that makes it a
  /// block. Both are nil where there was none.
  public private(set) var firstBlock, firstDepolarization: Double?
  /// When the last episode that came to an end did, in ms; nil where none has.
  public private(set) var lastRepolarization: Double?
  /// How many episodes have begun.
  public private(set) var episodeCount = 0
  /// How many spikes there were.
  public private(set) var spikeCount = 0
  /// The time of the last spike, in ms; nil where there was none.
  public private(set) var lastSpike: Double?
  /// The episode that goes on.
  private var episode: Episode?
  /// Since when potassium outside has been high, in ms; nil where it is not.
  private var highSince: Double?

  private enum Episode: Sendable, Hashable {
    case block, depolarization
  }

  /// Begins with a place of which nothing is known.
  public init() {}

  /// Takes note of a sign; signs come in the order of time.
  ///
  /// - Parameters:
  ///   - sign: what was found.
  ///   - time: when, in ms.
  ///   - since: since when its condition had been true, in ms.
  public mutating func note(_ sign: OutcomeDescription.Sign, at time: Double, since: Double) {
    switch sign {
    case .block:
      begin(since)
      if let highSince { spread(max(since, highSince)) }
    case .potassiumRise:
      highSince = time
      if episode != nil { spread(time) }
    case .potassiumFall: highSince = nil
    case .repolarization:
      guard episode != nil else { return }
      episode = nil
      lastRepolarization = time
    case .spike:
      // A potential that is high when the run begins has not crossed anything.
      guard time > 0 else { return }
      spikeCount += 1
      lastSpike = time
    }
  }

  private mutating func begin(_ since: Double) {
    guard episode == nil else { return }
    episode = .block
    episodeCount += 1
    firstBlock = firstBlock ?? since
  }

  private mutating func spread(_ time: Double) {
    episode = .depolarization
    firstDepolarization = firstDepolarization ?? time
  }

  /// What has become of the place.
  ///
  /// - Parameters:
  ///   - end: the time until which signs were looked for, in ms.
  ///   - silence: how long before the end a place that fires no more is silent, in ms.
  /// - Returns: the outcome; exactly one holds.
  public func outcome(at end: Double, silence: Double) -> CellOutcome {
    switch episode {
    case .depolarization: return .depolarized
    case .block: return .blocked
    case nil: break
    }
    guard episodeCount == 0 else { return .recovered }
    guard let lastSpike else { return .resting }
    return lastSpike < end - silence ? .silent : .active
  }
}
