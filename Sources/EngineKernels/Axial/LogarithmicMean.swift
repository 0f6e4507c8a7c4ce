import Numerics

/// The logarithmic mean of two concentrations, L = (a − b) / ln(a/b), and a where a = b.
///
/// With s = (a − b)/(a + b), ln(a/b) is 2 artanh s, so that L = (a + b)/2 / g, g = artanh(s)/s =
/// 1 + s²/3 + s⁴/5 + …. The series serves |s| < 0.1, the logarithm the rest: an error of 2e-15.
/// 0 where one of the two is 0.
@inline(__always)
func logarithmicMean<L: Lane>(_ a: L, _ b: L) -> L {
  let sum = a + b
  let s = (a - b) / sum
  return L(splat: 0.5) * sum / artanhRatio(s, ratio: a / b)
}

/// artanh(s)/s, where `ratio` is (1 + s)/(1 − s).
@inline(__always)
func artanhRatio<L: Lane>(_ s: L, ratio: L) -> L {
  let square = s * s
  let series = artanhSeries(square)
  let apart = L(splat: 0.01).selectedWhereLess(than: square, s, else: L(splat: 1))
  let direct = L(splat: 0.5) * L.logarithm(ratio) / apart
  return square.selectedWhereLess(than: L(splat: 0.01), series, else: direct)
}

/// Σ s²ⁿ/(2n + 1) to n = 7, for s² ≤ 0.01.
@inline(__always)
private func artanhSeries<L: Lane>(_ square: L) -> L {
  var sum = L(splat: 1.0 / 15)
  for divisor in stride(from: 13.0, through: 1.0, by: -2.0) {
    sum = sum.multiplied(by: square, adding: L(splat: 1 / divisor))
  }
  return sum
}
