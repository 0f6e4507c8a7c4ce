import Numerics

/// How many of eight neighbours in memory are meant.
protocol LaneAccess {
  /// Eight numbers, of which the first are those from `pointer` on.
  func load(_ pointer: UnsafePointer<Double>) -> Lanes
  /// Writes those that are meant.
  func store(_ values: Lanes, _ pointer: UnsafeMutablePointer<Double>)
  /// 1 where a lane is meant, 0 elsewhere.
  var weights: Lanes { get }
}

/// All eight.
struct AllLanes: LaneAccess {
  @inline(__always) func load(_ pointer: UnsafePointer<Double>) -> Lanes { Lanes.load(pointer) }
  @inline(__always) func store(_ values: Lanes, _ pointer: UnsafeMutablePointer<Double>) {
    values.store(pointer)
  }
  @inline(__always) var weights: Lanes { Lanes(splat: 1) }
}

/// The first few, at the end of a row.
///
/// The other lanes repeat the first one: they compute what is valid, and nothing reads it.
struct FirstLanes: LaneAccess {
  let count: Int

  @inline(__always) func load(_ pointer: UnsafePointer<Double>) -> Lanes {
    var values = Lanes(splat: pointer[0])
    for lane in 1..<max(count, 1) { values[lane] = pointer[lane] }
    return values
  }
  @inline(__always) func store(_ values: Lanes, _ pointer: UnsafeMutablePointer<Double>) {
    for lane in 0..<count { pointer[lane] = values[lane] }
  }
  var weights: Lanes {
    var weights = Lanes(splat: 0)
    for lane in 0..<count { weights[lane] = 1 }
    return weights
  }
}
