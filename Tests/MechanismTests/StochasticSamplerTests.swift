import Foundation
import MechanismKit
import Testing

@Suite("Binomial numbers")
struct StochasticSamplerTests {
  @Test(
    "come as often as the distribution says",
    arguments: [
      (1.0, 0.25), (5, 0.3), (20, 0.5), (20, 0.9), (100, 0.01), (1000, 0.4), (1000, 0.999),
      (31.9, 0.5), (1e6, 0.3), (1e9, 1e-8),
    ])
  func frequencies(_ count: Double, _ probability: Double) {
    let binomial = Binomial(count: count, probability: probability)
    let draws = 20000
    var frequencies: [Double: Double] = [:]
    for draw in 0..<draws {
      let successes = binomial.sample((Double(draw) + 0.5) / Double(draws))
      frequencies[successes, default: 0] += 1 / Double(draws)
    }
    for (successes, frequency) in frequencies {
      // Every outcome is one interval of the uniform number, so that an even spread of those hits
      // it once too often or seldom at most; logarithms of factorials up to 1e9 lose five digits.
      let expected = mass(successes, count.rounded(.down), probability)
      #expect(abs(frequency - expected) <= 1.0001 / Double(draws) + 1e-5 * expected)
    }
    #expect(frequencies.keys.allSatisfy { $0 == $0.rounded() && (0...count).contains($0) })
  }

  private func mass(_ k: Double, _ n: Double, _ p: Double) -> Double {
    let choices: Double = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    let successes: Double = k == 0 ? 0 : k * log(p)
    return exp(choices + successes + (n - k) * log1p(-p))
  }

  @Test("stay within their bounds at the ends of the uniform numbers")
  func ends() {
    for (count, probability) in [(10.0, 0.5), (1e6, 0.3), (1e12, 1e-13), (50, 0.999), (40, 0.5)] {
      let binomial = Binomial(count: count, probability: probability)
      for uniform in [0x1p-53, 1e-12, 1 - 1e-12, 1 - 0x1p-53] {
        let successes = binomial.sample(uniform)
        #expect((0...count).contains(successes) && successes == successes.rounded())
        // Chebyshev's bound would allow a million deviations; 20 are out of reach for rounding too.
        #expect(abs(successes - binomial.mean) <= 20 * (binomial.variance.squareRoot() + 1))
      }
    }
  }

  @Test("are certain where nothing is left to chance, and where numbers are senseless")
  func certain() {
    let cases: [(Double, Double, Double)] = [
      (0, 0.5, 0), (-3, 0.5, 0), (0.9, 0.5, 0), (7, 0, 0), (7, -1, 0), (7, 1, 7), (7.9, 2, 7),
      (.nan, 0.5, 0), (7, .nan, 0), (7, .infinity, 7),
    ]
    for (count, probability, expected) in cases {
      #expect(Binomial(count: count, probability: probability).sample(0.7) == expected)
    }
  }
}
