public import Numerics

/// Powers of eˣ: one exponential for all rates whose exponents are whole multiples of one number.
///
/// The n-th has n times the error of an exponential, some 10⁻¹⁶ of itself. Fused steps keep the
/// first, fourth and eighth, and multiply others where they need them: the chain of operations in no
/// stage is long then.
///
///     let powers = ExponentialPowers((v + 65.0) * (-1.0 / 720.0))
///     let (e80, e20, e18) = (powers[9], powers[36], powers[40])
@frozen
public struct ExponentialPowers<N: Number> {
  @usableFromInline let first, second, fourth, eighth: N

  /// The powers of eˣ.
  @inlinable @inline(__always)
  public init(_ x: Real<N>) {
    first = N.exponential(x.number)
    second = first * first
    fourth = (second * second).kept
    eighth = (fourth * fourth).kept
  }

  /// eⁿˣ for n from 1 to 127.
  @inlinable @inline(__always)
  public subscript(n: Int) -> Real<N> {
    let e16 = eighth * eighth
    let e32 = e16 * e16
    var power = N(N.L(splat: 1))
    if n & 64 != 0 { power = power * (e32 * e32) }
    if n & 32 != 0 { power = power * e32 }
    if n & 16 != 0 { power = power * e16 }
    if n & 8 != 0 { power = power * eighth }
    if n & 4 != 0 { power = power * fourth }
    if n & 2 != 0 { power = power * second }
    if n & 1 != 0 { power = power * first }
    return Real(power)
  }
}
