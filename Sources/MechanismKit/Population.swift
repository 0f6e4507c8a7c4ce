import Numerics

/// The channels of one place, by how many of their like gates are open.
///
/// Values stand `width` apart in a table: how probably a gate opens and closes in the step, then
/// the counts for 0, 1, … open gates.
@usableFromInline
struct Population {
  private let table: UnsafeMutablePointer<Double>
  private let width: Int
  private let gates: Int

  @usableFromInline
  init(_ table: UnsafeMutablePointer<Double>, width: Int, gates: Int) {
    self.table = table
    self.width = width
    self.gates = gates
  }

  private func count(_ open: Int) -> Double { table[(open + 2) * width] }

  /// Draws where the channels of each state go.
  @usableFromInline
  func move(_ random: RandomLane, firstDraw: Int, _ sampling: TransitionSampling) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (gates + 1)) {
      guard let arrived = $0.baseAddress else { return }
      let probabilities = arrived + (gates + 1)
      arrived.update(repeating: 0, count: gates + 1)
      for open in 0...gates where count(open) > 0 {
        fillProbabilities(from: open, probabilities)
        let draw = firstDraw + open * gates
        leave(open, probabilities, arrived, random, draw, sampling)
      }
      for open in 0...gates { table[(open + 2) * width] = arrived[open] }
    }
  }

  /// The probabilities of 0, 1, … open gates after the step: the coefficients of
  /// (b + (1 − b) x)^open (1 − a + a x)^(gates − open).
  private func fillProbabilities(from open: Int, _ row: UnsafeMutablePointer<Double>) {
    row.update(repeating: 0, count: gates + 1)
    row[0] = 1
    for gate in 0..<gates {
      let isOpenAfter = gate < open ? 1 - table[width] : table[0]
      for k in stride(from: gate + 1, to: 0, by: -1) {
        row[k] = row[k] * (1 - isOpenAfter) + row[k - 1] * isOpenAfter
      }
      row[0] *= 1 - isOpenAfter
    }
  }

  /// Sends the channels of a state to the others one after another, each by its probability among
  /// what is left; the rest stays.
  private func leave(
    _ open: Int, _ probabilities: UnsafeMutablePointer<Double>,
    _ arrived: UnsafeMutablePointer<Double>, _ random: RandomLane, _ firstDraw: Int,
    _ sampling: TransitionSampling
  ) {
    var (left, probability) = (count(open), 1.0)
    var draw = firstDraw
    for target in 0...gates where target != open {
      let binomial = Binomial(count: left, probability: probabilities[target] / probability)
      let leaving = random.sample(binomial, draw, sampling)
      arrived[target] += leaving
      left -= leaving
      probability -= probabilities[target]
      draw += 1
    }
    arrived[open] += left
  }
}

extension RandomSource {
  /// The random numbers of every lane, one lane at a time.
  @usableFromInline var lanes: RandomLanes {
    RandomLanes(key: key, step: step, places: places)
  }
}

/// A random source whose lanes are asked one at a time.
@usableFromInline
struct RandomLanes {
  let key: UInt64
  let step: UInt64
  let places: RandomPlaces

  @usableFromInline
  func lane(_ lane: Int) -> RandomLane {
    RandomLane(random: CounterBasedRandom(seed: key, stream: places.stream(lane)), step: step)
  }
}

/// The random numbers of one place and step: the same ones as a `RandomSource` gives it.
@usableFromInline
struct RandomLane {
  let random: CounterBasedRandom
  let step: UInt64

  /// A number of successes from one draw.
  func sample(_ binomial: Binomial, _ draw: Int, _ sampling: TransitionSampling) -> Double {
    if binomial.count == 0 || binomial.probability == 0 { return 0 }
    let counter = step << 8 | UInt64(draw & 255)
    switch sampling {
    case .gaussian where binomial.variance >= 25:
      return binomial.gaussianSample(random.normal(counter))
    default: return binomial.sample(random.uniform(counter))
    }
  }
}
