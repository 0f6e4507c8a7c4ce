import Morphology

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// A node of a tree of random numbers: numbers of its own, and any number of children.
///
/// What is drawn for a thing, such as a pair of cells, depends on the path to its node alone: on the
/// seed, the purpose and the thing's own keys. Draws for one thing change nothing for another, and
/// they may be made in any order.
struct RandomKey: Sendable, Hashable {
  private let numbers: CounterBasedGenerator

  private init(bits: UInt64) { numbers = CounterBasedGenerator(seed: bits) }

  /// The root of all that is drawn for a purpose.
  init(seed: UInt64, purpose: String) {
    self.init(bits: CounterBasedGenerator(seed: seed)[Self.hash(purpose)])
  }

  /// The child with a number.
  func child(_ number: UInt64) -> RandomKey { RandomKey(bits: numbers[number]) }

  /// The child with a number that counts something.
  func child(_ number: Int) -> RandomKey { child(UInt64(truncatingIfNeeded: number)) }

  /// A number in 0 ..< 1.
  func uniform(_ index: UInt64) -> Double { numbers.uniform(at: index) }

  /// A whole number in 0 ..< `bound`, each as likely but for 1 part in 2⁶⁴ / `bound`.
  func below(_ bound: Int, at index: UInt64) -> Int {
    Int(truncatingIfNeeded: numbers[index].multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// A number in 0 < u < 1, of which there is a logarithm.
  func logarithmic(_ index: UInt64) -> Double {
    (Double(numbers[index] >> 12) + 0.5) * 0x1p-52
  }

  /// A number from the standard normal distribution (Box & Muller 1958, doi:10.1214/aoms/1177706645).
  func normal(_ index: UInt64) -> Double {
    let radius = (-2 * log(logarithmic(2 &* index))).squareRoot()
    return radius * cos(2 * Double.pi * uniform(2 &* index &+ 1))
  }

  /// A number that stands for a name: FNV-1a (Fowler, Noll and Vo; RFC 9923).
  static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// What keys the draws for a cell or source: its population's name and its number there.
  ///
  /// Its global number would change with the size of other populations.
  static func member(_ index: Int, of population: String) -> UInt64 {
    CounterBasedGenerator(seed: hash(population))[UInt64(truncatingIfNeeded: index)]
  }
}
