public import Numerics

/// How the number of channels that change their state in a step is drawn.
@frozen
public enum TransitionSampling: Sendable {
  /// From the binomial distribution.
  case exact
  /// From the normal distribution of the same mean and variance where the variance is 25 or more,
  /// so that both ends are five standard deviations away; from the binomial elsewhere.
  case gaussian
}

/// The probabilities with which a gate is in the other state after a step.
@frozen
public struct GateFlips<N: Number>: Sendable {
  /// That a closed gate is open.
  public var opening: Real<N>
  /// That an open gate is closed.
  public var closing: Real<N>

  /// The two probabilities.
  @inlinable @inline(__always)
  public init(opening: Real<N>, closing: Real<N>) {
    self.opening = opening
    self.closing = closing
  }
}

/// Where channels stand in a struct of counts, by how many of their gates of one kind are open.
///
/// The count with k open gates is column `first` + k × `stride`.
@frozen
public struct GateColumns: Sendable {
  /// The column of the channels without an open gate.
  public var first: Int
  /// How far apart the columns are.
  public var stride: Int
  /// How many gates of this kind a channel has, 1 to 6.
  public var gates: Int

  /// Counts from column `first` on, `stride` apart, for channels of `gates` like gates.
  @inlinable @inline(__always)
  public init(first: Int, stride: Int, gates: Int) {
    self.first = first
    self.stride = stride
    self.gates = gates
  }

  /// How many draws of a step a move takes: one for each ordered pair of states.
  @inlinable @inline(__always) public var draws: Int { gates * (gates + 1) }
}

extension Step {
  /// How gates flip in the step: exactly, if the rates (1/ms, at the reference temperature) stay.
  @inlinable @inline(__always)
  public func flips(alpha: Real<N>, beta: Real<N>) -> GateFlips<N> {
    let rate = alpha + beta
    let moved = -expm1(-(duration * site.temperatureFactor * rate))
    return GateFlips(opening: alpha / rate * moved, closing: beta / rate * moved)
  }

  /// Moves channels between states as their gates of one kind open and close, each by itself.
  ///
  /// The numbers that leave each state are drawn, and arrive elsewhere: none is lost. There is no
  /// error of time stepping: transitions over the whole step are drawn, with any number of gates.
  ///
  /// - Parameters:
  ///   - counts: whole numbers of channels by state; a struct of nothing but counts.
  ///   - columns: which of the counts differ in gates of this kind alone.
  ///   - flips: how each of these gates flips in the step.
  ///   - firstDraw: the first of `columns.draws` draws of the step.
  ///   - sampling: from which distribution.
  @inlinable
  public func move<C: Columns>(
    _ counts: inout C, _ columns: GateColumns, _ flips: GateFlips<N>, firstDraw: Int,
    _ sampling: TransitionSampling
  ) {
    let width = N.L.width
    let source = random.lanes
    counts.withElements(of: Real<N>.self) { elements in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: (columns.gates + 3) * width) {
        guard let table = $0.baseAddress else { return }
        flips.opening.number.value.store(table)
        flips.closing.number.value.store(table + width)
        for k in 0...columns.gates {
          let element = elements[columns.first + k * columns.stride]
          element.number.value.store(table + (k + 2) * width)
        }
        for lane in 0..<width {
          Population(table + lane, width: width, gates: columns.gates)
            .move(source.lane(lane), firstDraw: firstDraw, sampling)
        }
        for k in 0...columns.gates {
          let moved = N.L.load(table + (k + 2) * width)
          elements[columns.first + k * columns.stride] = Real(N(moved))
        }
      }
    }
  }
}

extension Columns {
  /// Makes the counts add up to `total` whole channels.
  ///
  /// New channels arrive in the first state; surplus ones leave the first states that have any.
  ///
  /// - Parameter total: how many channels there are, rounded to the nearest whole number.
  @inlinable @inline(__always)
  public mutating func hold<N: Number>(_ total: Real<N>) {
    let total = total.rounded()
    withElements(of: Real<N>.self) { elements in
      var missing = total
      for k in 0..<Self.count(of: Real<N>.self) { missing -= elements[k] }
      for k in 0..<Self.count(of: Real<N>.self) {
        let change = select(missing, lessThan: -elements[k], -elements[k], else: missing)
        elements[k] += change
        missing -= change
      }
    }
  }
}

extension Real {
  /// The nearest whole number, without a slope; halves go away from 0.
  public func rounded() -> Real<N> {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: N.L.width) {
      guard let values = $0.baseAddress else { return self }
      number.value.store(values)
      for lane in 0..<N.L.width { values[lane] = values[lane].rounded() }
      return Real(N(N.L.load(values)))
    }
  }
}
