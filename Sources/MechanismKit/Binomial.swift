#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The binomial distribution: how many of `count` independent trials succeed.
///
/// One uniform number makes one draw, exact to the rounding of the probabilities. The search starts
/// at the mode, where it takes about as many steps as the standard deviation: Kemp 1986, "A modal
/// method for generating binomial variables", Commun Stat 15:805.
public struct Binomial: Sendable, Hashable {
  /// How many trials there are: a whole number.
  public let count: Double
  /// The probability of success of each.
  public let probability: Double

  /// The distribution for `count` trials, rounded down, with a `probability` within 0…1.
  ///
  /// Whatever is not above 0, or not a number, stands for no trials and no success.
  public init(count: Double, probability: Double) {
    self.count = count >= 1 ? min(count, 0x1p53).rounded(.down) : 0
    self.probability = probability > 0 ? min(probability, 1) : 0
  }

  /// The mean.
  public var mean: Double { count * probability }
  /// The variance.
  public var variance: Double { count * probability * (1 - probability) }

  /// How many trials succeed, from a number that is uniform between 0 and 1.
  public func sample(_ uniform: Double) -> Double {
    if count == 0 || probability == 0 { return 0 }
    if probability == 1 { return count }
    if probability > 0.5 {
      return count - Binomial(count: count, probability: 1 - probability).sample(uniform)
    }
    return mean < 16 ? searchFromZero(uniform) : searchFromMode(uniform)
  }

  /// How many succeed by the normal distribution of the same mean and variance, to the next whole
  /// number, and reflected into 0…count.
  ///
  /// - Parameter normal: a number from the standard normal distribution.
  /// - Returns: a whole number.
  func gaussianSample(_ normal: Double) -> Double {
    let drawn = (mean + variance.squareRoot() * normal).rounded()
    let reflected = drawn < 0 ? -drawn : drawn > count ? 2 * count - drawn : drawn
    return min(max(reflected, 0), count)
  }

  /// Adds up probabilities from 0 successes on: the first is at least e^(−23).
  private func searchFromZero(_ uniform: Double) -> Double {
    let odds = probability / (1 - probability)
    var successes = 0.0
    var mass = exp(count * log1p(-probability))
    var sum = mass
    while uniform > sum, successes < count {
      mass *= odds * (count - successes) / (successes + 1)
      successes += 1
      // Beyond the mode, what no longer counts is the rounding of the sum.
      if sum + mass == sum, successes > mean { break }
      sum += mass
    }
    return successes
  }

  /// Takes probabilities away from `uniform`, by turns above and below the mode.
  private func searchFromMode(_ uniform: Double) -> Double {
    let odds = probability / (1 - probability)
    let mode = ((count + 1) * probability).rounded(.down)
    let peak = Self.mass(at: mode, self)
    var rest = uniform - peak
    var (above, below) = (mode, mode)
    var (massAbove, massBelow) = (peak, peak)
    while rest > 0, massAbove + massBelow > 1e-18 {
      massAbove *= odds * (count - above) / (above + 1)
      above += 1
      rest -= massAbove
      if rest <= 0 { return above }
      massBelow *= below / (odds * (count - below + 1))
      below -= 1
      rest -= massBelow
      if rest <= 0 { return below }
    }
    return mode
  }

  /// The probability of `successes`, neither few nor nearly all: Loader 2000, "Fast and accurate
  /// computation of binomial probabilities", by the error of Stirling's formula and the deviance.
  private static func mass(at successes: Double, _ binomial: Binomial) -> Double {
    let count = binomial.count
    let failures = count - successes
    let exponent =
      stirlingError(count) - stirlingError(successes) - stirlingError(failures)
      - deviance(successes, binomial.mean)
      - deviance(failures, count * (1 - binomial.probability))
    return exp(exponent) * (count / (2 * Double.pi * successes * failures)).squareRoot()
  }

  /// ln n! − ln(√(2πn) (n/e)ⁿ), to 1e-13 for n ≥ 16.
  private static func stirlingError(_ n: Double) -> Double {
    let square = 1 / (n * n)
    return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / n
  }

  /// x ln(x / expected) + expected − x for x near `expected`.
  private static func deviance(_ x: Double, _ expected: Double) -> Double {
    let excess = (x - expected) / expected
    return expected * ((1 + excess) * log1p(excess) - excess)
  }
}
