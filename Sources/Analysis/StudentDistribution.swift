import Foundation

/// Student's t distribution with a whole number of degrees of freedom.
public enum StudentDistribution {
  /// The probability of values between −t and t, where t = √ν·tan θ.
  ///
  /// The finite sums 26.7.3 and 26.7.4 of M. Abramowitz, I. A. Stegun: Handbook of Mathematical
  /// Functions.
  ///
  /// - Parameters:
  ///   - angle: θ, from 0 to π/2.
  ///   - degreesOfFreedom: ν; at least 1.
  /// - Returns: from 0 to 1.
  static func probability(angle: Double, degreesOfFreedom: Int) -> Double {
    let isOdd = degreesOfFreedom % 2 == 1
    let (sine, cosine) = (sin(angle), cos(angle))
    var term = isOdd ? cosine : 1
    var sum = degreesOfFreedom == 1 ? 0 : term
    // Odd: 1, 2/3, 2·4/(3·5), …; even: 1, 1/2, 1·3/(2·4), …, each with the next power of cos².
    for step in stride(from: isOdd ? 3 : 2, to: degreesOfFreedom - 1, by: 2) {
      term *= Double(step - 1) / Double(step) * cosine * cosine
      sum += term
    }
    return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
  }

  /// The t with a given probability of values between −t and t, such as 12.706 for ν = 1.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: ν; less than 1 counts as 1.
  ///   - confidence: the probability, between 0 and 1.
  /// - Returns: t, to 14 digits or so.
  public static func bound(degreesOfFreedom: Int, confidence: Double = 0.95) -> Double {
    let freedom = max(degreesOfFreedom, 1)
    var (low, high) = (0.0, Double.pi / 2)
    while true {
      let angle = (low + high) / 2
      guard angle > low, angle < high else { return Double(freedom).squareRoot() * tan(angle) }
      if probability(angle: angle, degreesOfFreedom: freedom) < confidence {
        low = angle
      } else {
        high = angle
      }
    }
  }
}
