/// Advances an `ImplicitSystem` with steps as long as the tolerance allows, however stiff it is.
///
/// A diagonally implicit Runge–Kutta method of order 5 (`ImplicitTableau`) with simplified Newton
/// iterations, a filtered error estimate and a PI controller. Stages are solved for increments of
/// y, not for slopes, so that what is stiff is not multiplied by its rate, and increments are added
/// to y with compensated sums: linear sums that f conserves stay to round-off.
///
/// To use it: make one, fill `state`, call `restart(at:)`, then `advance(to:)` or `stepOnce`.
/// After a change of `state`, or where f jumps, call `restart(at:)` again. Steps allocate nothing.
/// An instance belongs to one thread at a time.
public final class ImplicitIntegrator<System: ImplicitSystem> {
  /// What is advanced.
  public let system: System
  /// Where unknowns stand.
  public let layout: ImplicitLayout
  /// May be changed between steps.
  public var settings: ImplicitSettings
  /// Time that `state` belongs to, in ms.
  public internal(set) var time: Double
  /// Where the last step began, in ms: `interpolate` covers stepStart...time.
  public internal(set) var stepStart: Double
  /// The step that will be tried next, in ms; 0 before the first.
  public internal(set) var plannedStep = 0.0
  /// What has been done.
  public internal(set) var statistics = ImplicitStatistics()

  let memory: ImplicitMemory
  let matrix: NewtonMatrix
  let stages = StageTable()
  let norm: WeightedNorm
  let unknowns: [ImplicitUnknown]
  var control = StepControl()

  /// An integrator at `time`, whose state is 0 and waits to be filled.
  public init(_ system: System, settings: ImplicitSettings = ImplicitSettings(), time: Double = 0) {
    self.system = system
    self.settings = settings
    self.time = time
    stepStart = time
    layout = system.layout
    unknowns = system.unknowns
    memory = ImplicitMemory(layout)
    let coupled = layout.coupledCount
    let rows = system.conservationRows.filter { row in
      row.weights.prefix(coupled * system.layout.slotCount).allSatisfy { $0 == 0 }
    }
    matrix = NewtonMatrix(layout, parents: system.parents, unknowns: unknowns, rows: rows)
    norm = WeightedNorm(layout: layout, weights: memory.weights, sums: memory.sums)
  }

  /// The unknowns at `time`: `state[unknown * layout.stride + node]`.
  public var state: UnsafeMutablePointer<Double> { memory.state }

  /// What compensated sums carry beside `state`; a checkpoint holds both.
  public var compensation: UnsafeMutablePointer<Double> { memory.compensation }

  /// Forgets the past: `state` was changed, or f jumps at `time`.
  ///
  /// The next step solves the junctions for the new state and chooses a length anew.
  public func restart(at time: Double) {
    self.time = time
    stepStart = time
    control.needsStart = true
  }

  /// Steps until `stop`, exactly; nil if it got there.
  public func advance(to stop: Double) -> ImplicitFailure? {
    while time < stop {
      if let failure = stepOnce(notBeyond: stop) { return failure }
    }
    return nil
  }

  /// Takes one step of a length of its own choice that does not go beyond `limit`.
  ///
  /// Nil if it succeeded. After a failure `state` and `time` are those after the last good step.
  public func stepOnce(notBeyond limit: Double) -> ImplicitFailure? {
    if control.needsStart, let failure = start() { return failure }
    guard time < limit else { return nil }
    var step = fitted(to: limit)
    control.limit = limit
    beginStep(step)
    guard step >= min(shortestStep, limit - time) else {
      return failure(blame(.tooInaccurate), step)
    }
    while true {
      switch attempt(step) {
      case .accepted(let error):
        finish(step, error)
        return nil
      case .refused(let refusal):
        statistics.rejections += 1
        if let failure = adapt(refusal, step) { return failure }
        step = fitted(to: limit)
      }
    }
  }
}

/// What steps remember of each other.
struct StepControl {
  var needsStart = true
  /// The step that `slopes` are multiplied by.
  var slopeStep = 1.0
  /// Whether the last step's slopes can be extrapolated.
  var hasHistory = false
  /// Error of the last step that was taken, in tolerances; counts if `hasLastError`.
  var lastError = 1.0
  var hasLastError = false
  /// hγ of the factorised matrix; 0: none.
  var factor = 0.0
  /// Steps since J was evaluated; -1: never.
  var jacobianAge = -1
  /// Ratio of a Newton correction to the one before: the last that was seen, for first corrections.
  var carriedConvergence = 0.5
  /// Newton iterations converged so badly that J is worth evaluating again.
  var isSlow = false
  var rejections = 0
  var restartTime = 0.0
  /// Where steps must not go beyond.
  var limit = Double.infinity
}

extension StepControl {
  /// Takes note of a measured ratio of two corrections.
  mutating func note(ratio: Double) {
    carriedConvergence = min(max(ratio, 1e-3), 0.9)
    if ratio > 0.2 { isSlow = true }
  }

  /// Whether what is left after a correction of this size, in tolerances, does not matter.
  func isConverged(_ size: Double, tolerance: Double) -> Bool {
    let left = size * carriedConvergence / (1 - carriedConvergence)
    return left <= tolerance || size <= 0.1 * tolerance
  }
}

/// How an attempted step ended.
enum StepAttempt {
  case accepted(error: Double)
  case refused(StepRefusal)
}

/// Why an attempt was refused, and where.
struct StepRefusal {
  var reason: ImplicitFailure.Reason
  var node: Int
  var unknown: Int
  var error = 0.0
}
