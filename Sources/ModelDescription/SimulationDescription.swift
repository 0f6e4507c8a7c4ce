public import Quantities

/// How long, how finely and by which method a model is run.
public struct SimulationDescription: Sendable {
  /// The ways to step in time.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Crank–Nicolson with staggered gates; second order in time.
    case secondOrder = "second_order"
    /// Backward Euler with gates at the old time, as NEURON's default; first order in time.
    case backwardEuler = "backward_euler"
    /// Fully coupled and implicit, with steps as long as the tolerance allows; for hours.
    case adaptive
    /// Fixed steps of second order while cells spike, and adaptive ones while they are quiet.
    case automatic

    /// Whether the steps follow a tolerance, always or at times.
    public var hasTolerance: Bool { self == .adaptive || self == .automatic }
  }

  /// The tolerance of a model that gives none.
  public static let defaultTolerance = 1e-6

  /// The simulated time; positive.
  public var duration: Quantity
  /// The time step; positive, and not longer than the duration unless the method is adaptive.
  ///
  /// It means nothing where the method is adaptive.
  public var timeStep: Quantity
  /// The temperature wherever a cell sets no other; above absolute zero.
  public var temperature: Quantity
  /// The scheme in time.
  public var method: Method
  /// The relative error per step that adaptive steps may have, from 1e-12 to 1e-2.
  public var tolerance: Double
  /// The seed of everything random.
  public var seed: UInt64
  /// RT/F, where the model does not let it follow the temperature; a positive voltage.
  public var thermalVoltage: Quantity?
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of a run.
  public init(
    duration: Quantity, timeStep: Quantity, temperature: Quantity, method: Method = .secondOrder,
    tolerance: Double = Self.defaultTolerance, seed: UInt64 = 0, thermalVoltage: Quantity? = nil,
    source: SourceLocation
  ) {
    self.duration = duration
    self.timeStep = timeStep
    self.temperature = temperature
    self.method = method
    self.tolerance = tolerance
    self.seed = seed
    self.thermalVoltage = thermalVoltage
    self.source = source
  }
}
