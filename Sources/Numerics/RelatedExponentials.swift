extension Lane {
  /// x / (eˣ − 1) where eˣ is at hand already.
  ///
  /// For |x| < 0.06 its series 1 − x/2 + x²/12 − x⁴/720 + x⁶/30240 (truncation below 2e-16,
  /// https://dlmf.nist.gov/24.2.E1); elsewhere the quotient, whose error is the error of eˣ / |x|.
  @inlinable @inline(__always)
  public static func exprelr(_ x: Self, exponential: Self) -> Self {
    let parts = exprelrParts(x, exponential: exponential)
    return parts.numerator / parts.denominator
  }

  /// The same as a quotient that is still to be taken.
  @inlinable @inline(__always)
  public static func exprelrParts(
    _ x: Self, exponential: Self
  ) -> (numerator: Self, denominator: Self) {
    let square = x * x
    let even = square.multiplied(by: Self(splat: 1.0 / 30240), adding: Self(splat: -1.0 / 720))
      .multiplied(by: square, adding: Self(splat: 1.0 / 12))
    let series = even.multiplied(
      by: square, adding: x.multiplied(by: Self(splat: -0.5), adding: Self(splat: 1)))
    let bound = Self(splat: 0.0036)
    let one = Self(splat: 1)
    let numerator = square.selectedWhereLess(than: bound, series, else: x)
    let denominator = square.selectedWhereLess(than: bound, one, else: exponential - one)
    return (numerator, denominator)
  }
}
