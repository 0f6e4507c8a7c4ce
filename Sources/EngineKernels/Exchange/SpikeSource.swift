import Numerics

/// A source of spikes in motion: it knows its next spike, and nothing else has to be remembered.
struct SpikeSource {
  private let plan: SpikeSourcePlan
  /// How many spikes have left.
  private(set) var count = 0
  /// When the next one leaves, in ms; infinite where none does.
  private(set) var next = Double.infinity

  init(_ plan: SpikeSourcePlan) {
    self.plan = plan
    switch plan.pattern {
    case .regular(let start, _, let count): next = count > 0 ? start : .infinity
    case .poisson(_, let start, _, _, _): next = following(start)
    case .times(let times): next = times.first ?? .infinity
    }
  }

  /// Appends the spikes before a time, in the order of time.
  mutating func take(before end: Double, into spikes: inout [Spike]) {
    while next < end {
      spikes.append(Spike(time: next, detector: plan.identifier))
      count += 1
      next = following(next)
    }
  }

  /// The spike after `time`, the `count`th one.
  private func following(_ time: Double) -> Double {
    switch plan.pattern {
    case .regular(let start, let interval, let most):
      return count < most ? start + Double(count) * interval : .infinity
    case .poisson(let rate, _, let stop, let seed, let stream):
      // Intervals of a Poisson process are exponential: −ln(u) / rate.
      let random = CounterBasedRandom(seed: seed, stream: stream)
      let candidate = time - Double.logarithm(random.uniform(UInt64(count))) / rate
      return candidate < stop ? candidate : .infinity
    case .times(let times):
      return count < times.count ? times[count] : .infinity
    }
  }

  /// Goes to where a checkpoint was taken.
  mutating func restore(count: Int, next: Double) {
    self.count = count
    self.next = next
  }
}
