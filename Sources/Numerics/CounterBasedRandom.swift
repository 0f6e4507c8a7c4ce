#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Random numbers as a function of (seed, stream, counter), so that they do not depend on the order
/// in which they are drawn, on threads or on processes.
///
/// Philox 4×32-10: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// doi:10.1145/2063384.2063405. Known answers of the paper's library are tested.
public struct CounterBasedRandom: Sendable, Hashable {
  let seed: UInt64
  let stream: UInt64

  /// A sequence of its own for each `stream`.
  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// 128 random bits for a counter.
  public func bits(_ counter: UInt64) -> SIMD4<UInt32> {
    Self.philox(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// A number in (0, 1), never 0 or 1: 52 random bits and a half.
  public func uniform(_ counter: UInt64) -> Double {
    let b = bits(counter)
    return Self.unit(b[0], b[1])
  }

  /// A number from the standard normal distribution (Box & Muller 1958).
  public func normal(_ counter: UInt64) -> Double {
    let b = bits(counter)
    let radius = (-2 * log(Self.unit(b[0], b[1]))).squareRoot()
    return radius * cos(2 * Double.pi * Self.unit(b[2], b[3]))
  }

  private static func unit(_ low: UInt32, _ high: UInt32) -> Double {
    let mantissa = (UInt64(high) << 32 | UInt64(low)) >> 12
    return (Double(mantissa) + 0.5) * 0x1p-52
  }

  static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var c = counter
    var k = key
    for _ in 0..<10 {
      let a = UInt64(c[0]) * 0xD251_1F53
      let b = UInt64(c[2]) * 0xCD9E_8D57
      c = SIMD4(
        UInt32(truncatingIfNeeded: b >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: a))
      k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return c
  }
}
