import Numerics

/// The sum over the lanes, from the first to the last.
@inline(__always)
func total<L: Lane>(_ values: L) -> Double {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { buffer in
    guard let lanes = buffer.baseAddress else { return 0 }
    values.store(lanes)
    var sum = 0.0
    for lane in 0..<L.width { sum += lanes[lane] }
    return sum
  }
}
