import MechanismKit

/// A conductance that rises and decays: the difference of two exponentials, b − a.
struct TwoExponentials<N: Number>: Columns {
  var a: Real<N> = 0.0
  var b: Real<N> = 0.0

  /// The conductance, in µS.
  @inline(__always) var conductance: Real<N> { b - a }

  static var columns: [Manifest.Item] {
    [
      .column("a", "uS", "the part that decays with the rise"),
      .column("b", "uS", "the part that decays slowly"),
    ]
  }

  /// Both parts decay.
  @inline(__always)
  mutating func relax(_ times: RiseAndDecay<N>, _ step: Step<N>) {
    step.relax(&a, to: 0.0, timeConstant: times.rise)
    step.relax(&b, to: 0.0, timeConstant: times.decay)
  }

  /// Both parts jump, so that the conductance will peak at `weight` if there was none.
  @inline(__always)
  mutating func receive(_ weight: Real<N>, _ times: RiseAndDecay<N>) {
    let jump = weight * times.scale
    a += jump
    b += jump
  }
}

/// The time constants of a rise and a decay, in ms, which differ.
///
/// Which one is the longer does not matter. Where they are equal to one part in a million, the
/// rise is taken as that much shorter: the shape is t e^(−t/τ) there to the same precision.
struct RiseAndDecay<N: Number> {
  let rise: Real<N>
  let decay: Real<N>

  @inline(__always)
  init(rise: Real<N>, decay: Real<N>) {
    let difference = rise - decay
    self.rise = select(
      difference * difference, lessThan: decay * decay * 1e-12, decay * (1.0 - 1e-6), else: rise)
    self.decay = decay
  }

  /// The inverse of the peak of e^(−t/decay) − e^(−t/rise).
  ///
  /// The peak is at t = rise decay / (decay − rise) ln(decay / rise), and with r = rise / decay it
  /// is (1 − r) r^(r / (1 − r)).
  @inline(__always) var scale: Real<N> {
    let ratio = rise / decay
    let rest = 1.0 - ratio
    return exp(-(ratio * log(ratio) / rest)) / rest
  }

  static var columns: [Manifest.Item] {
    [
      .column("tau_rise", "ms", in: timeConstants, "time constant of the rise"),
      .column("tau_decay", "ms", in: timeConstants, "time constant of the decay"),
    ]
  }
}
