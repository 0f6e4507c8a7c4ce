/// How fast a front moves along an axis: the slope of the line that fits its arrivals best.
///
/// Ordinary least squares of position over time, x = a + b·t: b = S_tx/S_tt with the variance
/// s²/S_tt, where s² is the sum of squared residuals over n − 2; (b − β)/√(s²/S_tt) has Student's t
/// distribution with n − 2 degrees of freedom (N. R. Draper, H. Smith: Applied Regression Analysis,
/// 3rd edition, section 1.4).
public struct FrontSpeed: Sendable, Hashable {
  /// A place, and when the front came there.
  public struct Arrival: Sendable, Hashable {
    /// Along the axis, in µm.
    public var position: Double
    /// The first time of the event that marks the front, in ms.
    public var time: Double

    /// Makes an arrival at a position (µm) and a time (ms).
    public init(position: Double, time: Double) {
      self.position = position
      self.time = time
    }
  }

  /// In mm/min; negative where the front moves towards smaller positions.
  public let speed: Double
  /// Half the width of the interval that holds the speed with a probability of 95 %, in mm/min.
  public let uncertainty: Double
  /// The part of the positions' variance that the line explains, from 0 to 1: R².
  public let determination: Double
  /// How many places the line was fitted to.
  public let placeCount: Int

  /// The interval that holds the speed with a probability of 95 %, in mm/min.
  public var interval: ClosedRange<Double> { (speed - uncertainty)...(speed + uncertainty) }

  /// Fits a line to the arrivals at some places.
  ///
  /// A front that has not come to a place has no arrival there. The uncertainty says how well the
  /// arrivals lie on a line, not how the speed depends on dx and dt. There is no speed for fewer
  /// than three places, for one position or one time alone, and for numbers that are not finite.
  ///
  /// - Parameters:
  ///   - arrivals: in any order; several may have the same position.
  ///   - range: the positions that count, bounds included, in µm; all where it is nil.
  public init?(_ arrivals: [Arrival], within range: ClosedRange<Double>? = nil) {
    let chosen = arrivals.filter { range?.contains($0.position) ?? true }
    guard chosen.count >= 3 else { return nil }
    let sums = Sums(chosen)
    guard sums.timeTime > 0, sums.positionPosition > 0, sums.isFinite else { return nil }
    let slope = sums.timePosition / sums.timeTime
    let residual = Sums.residual(chosen, sums, slope)
    let freedom = chosen.count - 2
    let error = (residual / Double(freedom) / sums.timeTime).squareRoot()
    speed = slope * Self.millimetersPerMinute
    uncertainty =
      error * StudentDistribution.bound(degreesOfFreedom: freedom) * Self.millimetersPerMinute
    determination = max(0, 1 - residual / sums.positionPosition)
    placeCount = chosen.count
    guard speed.isFinite, uncertainty.isFinite else { return nil }
  }

  /// 1 µm/ms is 1 mm/s.
  private static let millimetersPerMinute = 60.0
}

/// Sums of squares and products about the means.
private struct Sums {
  let meanTime: Double
  let meanPosition: Double
  private(set) var timeTime = 0.0
  private(set) var timePosition = 0.0
  private(set) var positionPosition = 0.0

  init(_ arrivals: [FrontSpeed.Arrival]) {
    let count = Double(arrivals.count)
    meanTime = arrivals.reduce(0) { $0 + $1.time } / count
    meanPosition = arrivals.reduce(0) { $0 + $1.position } / count
    for arrival in arrivals {
      let (time, position) = (arrival.time - meanTime, arrival.position - meanPosition)
      timeTime += time * time
      timePosition += time * position
      positionPosition += position * position
    }
  }

  var isFinite: Bool { timeTime.isFinite && timePosition.isFinite && positionPosition.isFinite }

  /// The sum of squared residuals, term by term: the short formula loses all digits on a good fit.
  static func residual(_ arrivals: [FrontSpeed.Arrival], _ sums: Sums, _ slope: Double) -> Double {
    arrivals.reduce(0) { sum, arrival in
      let fitted = slope * (arrival.time - sums.meanTime)
      let residual = arrival.position - sums.meanPosition - fitted
      return sum + residual * residual
    }
  }
}
