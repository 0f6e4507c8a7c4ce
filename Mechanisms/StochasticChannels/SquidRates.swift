import MechanismKit

/// A gate's rates at a potential, in 1/ms at the reference temperature.
struct GateRates<N: Number> {
  var alpha: Real<N>
  var beta: Real<N>

  /// How gates flip in a step.
  @inline(__always)
  func flips(_ step: Step<N>) -> GateFlips<N> { step.flips(alpha: alpha, beta: beta) }
}

/// The sodium channel's rates, those of `nav_hh`.
enum NavHHRates<N: Number> {
  @inline(__always)
  static func m(_ v: Real<N>) -> GateRates<N> {
    GateRates(alpha: exprelr((v + 40.0) * -0.1), beta: 4.0 * exp((v + 65.0) * (-1.0 / 18.0)))
  }

  @inline(__always)
  static func h(_ v: Real<N>) -> GateRates<N> {
    GateRates(alpha: 0.07 * exp((v + 65.0) * (-1.0 / 20.0)), beta: sigmoid((v + 35.0) * 0.1))
  }
}

/// The potassium channel's rates, those of `kv_hh`.
enum KvHHRates<N: Number> {
  @inline(__always)
  static func n(_ v: Real<N>) -> GateRates<N> {
    GateRates(
      alpha: 0.1 * exprelr((v + 55.0) * -0.1), beta: 0.125 * exp((v + 65.0) * (-1.0 / 80.0)))
  }
}
