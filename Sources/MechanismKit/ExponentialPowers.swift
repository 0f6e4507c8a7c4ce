public import Numerics

/// Powers of eˣ: one exponential for all rates whose exponents are whole multiples of one number.
///
/// For x that is mostly small, whose exponential is next to 1: up to the eighth, powers go less
/// their 1, and keep digits that products of the powers themselves would lose. The eighth is right to
/// two last places then, the 8 n-th has n times its error. Where x is far below 0 the error is as many
/// last places of 1, not of the power: a rate that has become small beside others.
///
///     let powers = ExponentialPowers((v + 65.0) * (-1.0 / 720.0))
///     let (e80, e20, e18) = (powers[9], powers[36], powers[40])
@frozen
public struct ExponentialPowers<N: Number> {
  /// eˣ − 1, e²ˣ − 1 and e⁴ˣ − 1.
  @usableFromInline let first, second, fourth: N
  /// e⁸ˣ.
  @usableFromInline let eighth: N

  /// The powers of eˣ.
  @inlinable @inline(__always)
  public init(_ x: Real<N>) {
    first = N.exponentialMinusOne(x.number)
    second = Self.square(first)
    fourth = Self.square(second)
    eighth = Self.square(fourth) + N(N.L(splat: 1))
  }

  /// eⁿˣ for n from 1 to 127, which fused steps keep for their later stages.
  @inlinable @inline(__always)
  public subscript(n: Int) -> Real<N> {
    let e16 = eighth * eighth
    let e32 = e16 * e16
    var power = N(N.L(splat: 1))
    if n & 64 != 0 { power = power * (e32 * e32) }
    if n & 32 != 0 { power = power * e32 }
    if n & 16 != 0 { power = power * e16 }
    if n & 8 != 0 { power = power * eighth }
    if n & 4 != 0 { power = power.multiplied(by: fourth, adding: power) }
    if n & 2 != 0 { power = power.multiplied(by: second, adding: power) }
    if n & 1 != 0 { power = power.multiplied(by: first, adding: power) }
    return Real(power.kept)
  }

  /// (1 + p)² − 1.
  @inlinable @inline(__always)
  static func square(_ p: N) -> N { p.multiplied(by: p, adding: p + p) }
}
