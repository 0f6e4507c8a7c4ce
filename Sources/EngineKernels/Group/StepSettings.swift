/// How time advances.
public struct StepSettings: Sendable, Hashable {
  /// The order of the scheme.
  public enum Scheme: Sendable, Hashable {
    /// Crank–Nicolson for V, gates half a step ahead: second order.
    case secondOrder
    /// First order, step for step as the field's older simulators take it.
    case backwardEuler
  }
  /// Which functions evaluate membranes and trees.
  public enum Path: Sendable, Hashable {
    /// Eight compartments at a time.
    case lanes
    /// One compartment at a time, with the C library's functions: the oracle.
    case scalar
  }
  /// How long steps are.
  public enum Stepping: Sendable, Hashable {
    /// All the same, `timeStep`.
    case fixed
    /// As long as a relative tolerance allows.
    case adaptive(tolerance: Double)
    /// Fixed while cells spike, adaptive while they are quiet.
    case automatic(tolerance: Double)

    /// Of adaptive steps; nil where all are fixed.
    public var tolerance: Double? {
      switch self {
      case .fixed: nil
      case .adaptive(let tolerance), .automatic(let tolerance): tolerance
      }
    }
  }
  /// The scheme of fixed steps.
  public var scheme: Scheme
  /// How long steps are.
  public var stepping: Stepping
  /// In ms.
  public var timeStep: Double
  /// The path.
  public var path: Path

  /// Steps of `timeStep` ms, where they are fixed.
  public init(
    scheme: Scheme, timeStep: Double, stepping: Stepping = .fixed, path: Path = .lanes
  ) {
    self.scheme = scheme
    self.stepping = stepping
    self.timeStep = timeStep
    self.path = path
  }

  /// The time over which one solve charges the capacitance: the whole step, or its half.
  var solveTime: Double { scheme == .secondOrder ? timeStep / 2 : timeStep }
  /// What a state's relaxation over z adds, as z³ times this: docs/decisions/0009.
  var relaxationCorrection: Double { scheme == .secondOrder ? 2.0 / 15 : 0 }
  /// By how much gates are advanced before the first solve.
  var firstAdvance: Double { scheme == .secondOrder ? timeStep / 2 : 0 }
  /// By how much gates lag behind V between steps, once the first step is done.
  var lag: Double { scheme == .secondOrder ? timeStep / 2 : timeStep }
}
