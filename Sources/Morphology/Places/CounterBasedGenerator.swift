/// Random numbers that depend on a seed and an index alone, whatever was drawn before.
///
/// The number at index i is the SplitMix64 output for the state seed + (i + 1) × 0x9E3779B97F4A7C15
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// doi:10.1145/2660193.2660195), so that threads and ranks draw the same numbers in any order.
public struct CounterBasedGenerator: Sendable, Hashable {
  /// The seed.
  public let seed: UInt64

  /// Makes a generator.
  public init(seed: UInt64) { self.seed = seed }

  /// The 64 random bits at an index.
  public subscript(index: UInt64) -> UInt64 {
    var bits = seed &+ (index &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// The random number in 0 ..< 1 at an index, with 53 random bits.
  public func uniform(at index: UInt64) -> Double {
    Double(self[index] >> 11) * 0x1p-53
  }
}
