import Numerics

/// Solves tridiagonal systems along eight lines side by side.
///
/// For the change e of amounts along a line (amol), with face values T and h = D τ/2,
///
///     e_i − h (T_i+½ (e_i+1/w_i+1 − e_i/w_i) − T_i−½ (e_i/w_i − e_i−1/w_i−1)) = right side:
///
/// what the right side brings to a voxel spreads along the line, and its sum stays. The matrix is
/// an M-matrix; elimination without pivoting adds and multiplies positive numbers alone.
enum LineSolver {
  /// Uniform water and faces: ρ = h T / w, and the factors are kept.
  ///
  /// With m_i = 1/(1 + ρ_below + ρ_above − ρ b_i−1) and b_i = ρ m_i, both sweeps are chains of one
  /// multiplication and addition a voxel. What the first leaves goes to `work`, eight numbers a
  /// voxel: far strides would push each other out of the first-level cache before the second.
  /// Two chains of one multiplication and addition are 8 cycles for eight voxels and an axis.
  @inline(__always)
  static func solve<Access: LaneAccess>(
    _ values: UnsafeMutablePointer<Double>, stride: Int, count: Int,
    factors: UnsafePointer<Double>, work: UnsafeMutablePointer<Double>, _ access: Access,
    finish: (_ place: Int, _ change: Lanes) -> Void = { _, _ in }
  ) {
    var value = Lanes(splat: 0)
    for i in 0..<count {
      let own = access.load(values + i * stride) * Lanes(splat: factors[2 * i])
      value = value.multiplied(by: Lanes(splat: factors[2 * i + 1]), adding: own)
      value.store(work + 8 * i)
    }
    value = Lanes(splat: 0)
    for i in Swift.stride(from: count - 1, through: 0, by: -1) {
      let back = i == count - 1 ? 0 : factors[2 * i + 1]
      value = value.multiplied(by: Lanes(splat: back), adding: Lanes.load(work + 8 * i))
      access.store(value, values + i * stride)
      finish(i * stride, value)
    }
  }

  /// The factors (m, b) of `solve` for a line of `count` voxels; `wall` is ρ at its ends.
  static func factorize(
    _ factors: UnsafeMutablePointer<Double>, count: Int, ratio: Double, wall: Double
  ) {
    var above = 0.0
    for i in 0..<count {
      let lower = i == 0 ? wall : ratio
      let upper = i == count - 1 ? wall : ratio
      let inverse = 1 / (1 + lower * (1 - above) + upper)
      factors[2 * i] = inverse
      factors[2 * i + 1] = ratio * inverse
      above = ratio * inverse
    }
  }

  /// Water and faces of their own in each voxel, at strides of `waterStride`; `factors` is scratch,
  /// eight numbers a voxel.
  ///
  /// From one voxel to the next waits a division: 1/d_i = 1/(w + l + u − l²/d_i−1). That is one
  /// operation less than keeping the sign of each term would need; nothing cancels while l and u
  /// are at most w, as parts of steps are cut. Upwards 13 cycles for the division and 4 for the
  /// denominator, downwards 4: 21 for eight voxels and an axis.
  @inline(__always)
  static func solve<Access: LaneAccess>(
    _ values: UnsafeMutablePointer<Double>, stride: Int, count: Int,
    water: UnsafePointer<Double>, faces: UnsafePointer<Double>, waterStride: Int, half: Double,
    factors: UnsafeMutablePointer<Double>, work: UnsafeMutablePointer<Double>, _ access: Access,
    finish: (_ place: Int, _ change: Lanes) -> Void = { _, _ in }
  ) {
    let half = Lanes(splat: half)
    let one = Lanes(splat: 1)
    var value = Lanes(splat: 0)
    var inverse = Lanes(splat: 0)
    var lower = access.load(faces) * half
    for i in 0..<count {
      let place = i * waterStride
      let upper = access.load(faces + place + waterStride) * half
      let whole = access.load(water + place) + (lower + upper)
      inverse = one / inverse.multiplied(by: -(lower * lower), adding: whole)
      value = lower.multiplied(by: value, adding: access.load(values + i * stride)) * inverse
      value.store(work + 8 * i)
      (upper * inverse).store(factors + 8 * i)
      lower = upper
    }
    // At the upper end the face is a wall's: nothing comes back through it.
    value = Lanes(splat: 0)
    for i in Swift.stride(from: count - 1, through: 0, by: -1) {
      let place = i * stride
      value = value.multiplied(by: Lanes.load(factors + 8 * i), adding: Lanes.load(work + 8 * i))
      let change = value * access.load(water + i * waterStride)
      access.store(change, values + place)
      finish(place, change)
    }
  }
}
