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
  @usableFromInline var places = RandomPlaces()

  /// A source for places without identity: every place draws the same.
  @inlinable @inline(__always) public init() {}

  @inlinable @inline(__always)
  init(key: UInt64, step: UInt64, identity: skou_column, row: Int, lane: Int) {
    self.key = key
    self.step = step
    places = RandomPlaces(identity, row: row, lane: lane)
  }

  /// Numbers from the standard normal distribution; `draw` (0 to 255) counts those of one step.
  public func normal(_ draw: Int) -> Real<N> { each(draw) { $0.normal($1) } }

  /// Numbers between 0 and 1, never either.
  public func uniform(_ draw: Int) -> Real<N> { each(draw) { $0.uniform($1) } }

  @inline(never)
  private func each(_ draw: Int, _ number: (CounterBasedRandom, UInt64) -> Double) -> Real<N> {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: N.L.width) { numbers in
      guard let base = numbers.baseAddress else { return 0.0 }
      for lane in 0..<N.L.width {
        let random = CounterBasedRandom(seed: key, stream: places.stream(lane))
        base[lane] = number(random, step << 8 | UInt64(draw & 255))
      }
      return Real(N(N.L.load(base)))
    }
  }
}

/// The numbers by which the places of a lane group draw; all the same where there are none.
@frozen
@usableFromInline
struct RandomPlaces: Sendable {
  @usableFromInline nonisolated(unsafe) var identity: UnsafePointer<Double>?

  @inlinable @inline(__always) init() {}

  @inlinable @inline(__always)
  init(_ column: skou_column, row: Int, lane: Int) {
    identity = column.values + (row &* Int(column.stride) &+ lane)
  }

  /// The stream of a lane.
  @usableFromInline
  func stream(_ lane: Int) -> UInt64 { UInt64(identity?[lane] ?? 0) }
}
