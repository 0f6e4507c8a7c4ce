import Testing

@testable import Analysis

@Suite("Speed of a front")
struct FrontSpeedTests {
  private func arrivals(_ pairs: [(Double, Double)]) -> [FrontSpeed.Arrival] {
    pairs.map { FrontSpeed.Arrival(position: $0.1, time: $0.0) }
  }

  @Test("On a line it is the line's slope, without uncertainty", arguments: [1.183, -2.5])
  func exact(_ speed: Double) throws {
    let line = (0..<40).map { (8900 + 50 * Double($0) / speed * 60, 50 * Double($0)) }
    let found = try #require(FrontSpeed(arrivals(line)))
    // Times of 1e5 ms are rounded to 1e-11 ms, of 2500 ms between two places.
    #expect(abs(found.speed - speed) < 1e-12 * abs(speed))
    #expect(found.uncertainty < 1e-12 * abs(speed))
    #expect(abs(found.determination - 1) < 1e-12 && found.placeCount == 40)
  }

  @Test("About a line it is what scipy's linregress and t.ppf say")
  func reference() throws {
    let found = try #require(
      FrontSpeed(
        arrivals([(0, 100), (1000, 119), (2100, 142), (2900, 157), (4050, 181), (5000, 199)])))
    // scipy 1.17: slope, standard error times t.ppf(0.975, 4), rvalue squared; x 60.
    #expect(abs(found.speed - 1.195278181861541) < 1e-13)
    #expect(abs(found.uncertainty - 0.023508510645985723) < 1e-13)
    #expect(abs(found.determination - 0.9997993187059993) < 1e-13)
    #expect(found.interval.contains(1.2) && !found.interval.contains(1.22))
  }

  @Test("The interval holds the true speed in 95 % of all cases", arguments: [3, 5, 40])
  func coverage(_ count: Int) {
    var generator = Uniform(state: UInt64(count))
    let trials = 4000
    var hits = 0
    for _ in 0..<trials {
      let noisy = (0..<count).map { place in
        (Double(place) * 2500, Double(place) * 50 + 8 * generator.normal())
      }
      if FrontSpeed(arrivals(noisy))?.interval.contains(1.2) == true { hits += 1 }
    }
    // Four standard deviations of a binomial count: 4·√(0.95·0.05/4000).
    #expect(abs(Double(hits) / Double(trials) - 0.95) < 0.0138)
  }

  @Test("Only places in the range count, bounds included, in any order")
  func range() throws {
    let line = (0..<20).map { (1000 * Double($0), 50 * Double($0)) }
    let bent = line + [(0, 1000), (1, 1050)]
    let found = try #require(FrontSpeed(arrivals(bent.reversed()), within: 700...950))
    #expect(found.placeCount == 6 && abs(found.speed - 3) < 1e-12)
    #expect(try #require(FrontSpeed(arrivals(bent))).determination < 0.9)
  }

  @Test("There is none where no line can be drawn")
  func none() {
    let nothing: [[(Double, Double)]] = [
      [], [(0, 0), (1, 1)], [(5, 0), (5, 50), (5, 100)], [(0, 50), (1, 50), (2, 50)],
      [(0, 0), (1, .nan), (2, 2)], [(0, 0), (.infinity, 1), (2, 2)],
      [(0, -1e308), (1, 0), (2, 1e308)],
    ]
    for pairs in nothing { #expect(FrontSpeed(arrivals(pairs)) == nil, "\(pairs)") }
    #expect(FrontSpeed(arrivals([(0, 0), (1, 1), (2, 2)]), within: 1...2) == nil)
  }

  @Test(
    "Student's t is what scipy's t.ppf(0.975, n) says",
    arguments: [
      (1, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078),
      (4, 2.7764451051977934), (5, 2.5705818356363146), (10, 2.228138851986274),
      (31, 2.039513446396408), (100, 1.9839715185235518), (1001, 1.9623367052808798),
    ])
  func student(_ freedom: Int, _ expected: Double) {
    let found = StudentDistribution.bound(degreesOfFreedom: freedom)
    #expect(abs(found - expected) < 1e-12 * expected)
    let tight = StudentDistribution.bound(degreesOfFreedom: 7, confidence: 0.99)
    #expect(abs(tight - 3.4994832973504924) < 1e-12)
  }
}

/// Numbers that are the same each time: xorshift64* (Vigna 2016).
private struct Uniform {
  var state: UInt64

  init(state: UInt64) { self.state = state &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) * 0x1p-53
  }

  /// Of mean 0 and variance 1, but for tails beyond six: a sum of twelve.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
}
