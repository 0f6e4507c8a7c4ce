/// What an `ImplicitIntegrator` may do.
public struct ImplicitSettings: Sendable, Equatable {
  /// Error of a step relative to |y|, beside each unknown's absolute tolerance.
  public var relativeTolerance = 1e-6
  /// No step is longer, in ms.
  public var maximumStep = Double.infinity
  /// First step after a start or a discontinuity, in ms; nil: found from the rates.
  public var initialStep: Double?
  /// After so many rejections in a row the integrator gives up.
  public var maximumRejections = 60
  /// A step that is shorter than this part of the time since the last restart gives up.
  public var smallestStepFraction = 1e-12

  /// The usual settings.
  public init(relativeTolerance: Double = 1e-6) { self.relativeTolerance = relativeTolerance }
}

/// What an integrator has done so far.
public struct ImplicitStatistics: Sendable, Equatable {
  /// Steps that were taken.
  public var steps = 0
  /// Steps that were tried in vain, for whatever reason.
  public var rejections = 0
  /// Evaluations of all rates.
  public var evaluations = 0
  /// Evaluations of local rates for Jacobians.
  public var localEvaluations = 0
  /// Jacobians.
  public var jacobians = 0
  /// Factorisations.
  public var factorizations = 0

  /// Nothing yet.
  public init() {}
}

/// Why an integrator gave up: where and when.
public struct ImplicitFailure: Error, Sendable, Equatable {
  /// What went wrong in the last attempt.
  public enum Reason: Sendable, Equatable {
    /// An unknown that must stay positive would not.
    case notPositive
    /// Rates or unknowns are not finite.
    case notFinite
    /// The equations of a stage could not be solved.
    case noConvergence
    /// The error stays above the tolerance however short the step.
    case tooInaccurate
    /// The linear system is singular.
    case singular
  }
  /// What went wrong.
  public let reason: Reason
  /// When, in ms.
  public let time: Double
  /// The slot or junction to blame.
  public let node: Int
  /// The unknown to blame.
  public let unknown: Int
  /// Its name.
  public let unknownName: String
  /// The last step that was tried, in ms.
  public let step: Double
}
