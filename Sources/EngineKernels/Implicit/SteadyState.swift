/// How the search for a steady state ended.
public struct SteadyStateResult: Sendable, Equatable {
  /// The ways to end.
  public enum Ending: Sendable, Equatable {
    /// All rates are 0 to within the tolerance.
    case converged
    /// Rates stopped shrinking; the worst residual is named.
    case stagnated
    /// An unknown that must be positive ran towards 0, and is named.
    case leftPositive
    /// Rates are not finite, or the system is singular.
    case broken
  }
  /// How it ended.
  public var ending: Ending
  /// Steps that were taken.
  public var steps: Int
  /// Length of the last pseudo-step, in ms.
  public var step: Double
  /// Largest rate relative to the size of its unknown, in 1/ms.
  public var residual: Double
  /// The slot of the largest residual, or of the unknown to blame.
  public var node: Int
  /// Its unknown.
  public var unknown: Int
}

/// Finds a state with f = 0 by pseudo-transient continuation.
///
/// Linearly implicit Euler steps (I − hJ) dy = h f, the longer the less they change (Kelley & Keyes
/// 1998, SIAM J Numer Anal 35:508): from afar they follow the true course, with every oscillation
/// damped, and close by they are Newton's method. Sums
/// in `conservationRows` are held at their targets; without them a closed system would be
/// singular. It has converged when a step as long as `horizon` changes nothing any more. Whether
/// the state is stable is for the eigenvalues of `denseJacobian` to say.
public final class SteadyState<System: ImplicitSystem> {
  /// What is solved.
  public let system: System
  /// Where unknowns stand.
  public let layout: ImplicitLayout
  /// Change in a step of length `horizon` that is none, relative to each unknown's size.
  public var tolerance = 1e-10
  /// A state that would not change for so long is steady, in ms.
  public var horizon = 1e12
  /// First pseudo-step, in ms.
  public var firstStep = 1e-3
  /// After so many steps it gives up.
  public var maximumSteps = 500
  /// The unknowns: a start before `solve`, the solution after it.
  public var state: UnsafeMutablePointer<Double> { memory.state }

  let memory: ImplicitMemory
  let matrix: NewtonMatrix
  let norm: WeightedNorm
  let unknowns: [ImplicitUnknown]
  let rows: [ConservationRow]
  let residuals: DoubleArena
  var targets: [[Double]] = []

  /// A search whose state is 0 and waits to be filled.
  public init(_ system: System) {
    self.system = system
    layout = system.layout
    unknowns = system.unknowns
    rows = system.conservationRows
    memory = ImplicitMemory(layout)
    matrix = NewtonMatrix(layout, parents: system.parents, unknowns: unknowns, rows: rows)
    norm = WeightedNorm(layout: layout, weights: memory.weights, sums: memory.sums)
    residuals = DoubleArena(count: rows.count * layout.slotCount)
    matrix.local.rows.residuals = residuals.base
  }

  /// Searches from `state`, with f at `time`.
  public func solve(time: Double = 0) -> SteadyStateResult {
    setTargets()
    var result = SteadyStateResult(
      ending: .stagnated, steps: 0, step: firstStep, residual: residual(time, memory.state),
      node: 0, unknown: 0)
    guard result.residual.isFinite else { return ended(result, .broken) }
    var refusals = 0
    var emptied: (node: Int, unknown: Int, step: Int)?
    while result.steps < maximumSteps, refusals < 60 {
      let attempt = attempt(time, result.step)
      guard case .moved(let residual, let change) = attempt else {
        refusals += 1
        result.step *= 0.2
        if case .notPositive(let node, let unknown) = attempt {
          emptied = (node, unknown, result.steps)
        }
        continue
      }
      memory.state.update(from: memory.trial, count: layout.stateCount)
      refusals = 0
      result.steps += 1
      result.residual = residual
      if change <= tolerance, result.step >= horizon { return ended(result, .converged) }
      let growth = change < 0.05 ? 10.0 : change < 0.25 ? 2 : 1
      result.step = min(result.step * growth, 10 * horizon)
    }
    if let emptied, result.steps - emptied.step < 20 {
      return named(result, .leftPositive, emptied.node, emptied.unknown)
    }
    result.residual = residual(time, memory.state)
    return ended(result, refusals < 60 ? .stagnated : .broken)
  }
}
