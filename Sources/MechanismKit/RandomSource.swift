public import CMechanismABI
import Numerics

/// Random numbers that belong to a place, a step and a draw, whatever is evaluated beside them.
///
/// They depend on the run's seed, the mechanism, the compartment and the number of the step, and so
/// not on threads, lanes or the order of evaluation. A mechanism that draws says so in its manifest
/// (`isRandom: true`).
@frozen
public struct RandomSource<N: Number>: Sendable {
  @usableFromInline var key: UInt64 = 0
  @usableFromInline var step: UInt64 = 0
  @usableFromInline nonisolated(unsafe) var identity: UnsafePointer<Double>?

  /// A source for places without identity: every place draws the same.
  @inlinable @inline(__always) public init() {}

  @inlinable @inline(__always)
  init(key: UInt64, step: UInt64, identity: skou_column, row: Int, lane: Int) {
    self.key = key
    self.step = step
    self.identity = identity.values + (row &* Int(identity.stride) &+ lane)
  }

  /// Numbers from the standard normal distribution; `draw` (0 to 255) counts those of one step.
  public func normal(_ draw: Int) -> Real<N> { each(draw) { $0.normal($1) } }

  /// Numbers between 0 and 1, never either.
  public func uniform(_ draw: Int) -> Real<N> { each(draw) { $0.uniform($1) } }

  @inline(never)
  private func each(_ draw: Int, _ number: (CounterBasedRandom, UInt64) -> Double) -> Real<N> {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Int(SKOU_LANES)) { numbers in
      guard let base = numbers.baseAddress else { return 0.0 }
      for lane in 0..<N.L.width {
        let place = UInt64(identity?[lane] ?? 0)
        let random = CounterBasedRandom(seed: key, stream: place)
        base[lane] = number(random, step << 8 | UInt64(draw & 255))
      }
      return Real(N(N.L.load(base)))
    }
  }
}
