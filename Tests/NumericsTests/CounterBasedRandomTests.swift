import Numerics
import Testing

@Suite("Counter-based random numbers")
struct CounterBasedRandomTests {
  /// Known answers of Philox 4×32-10: the file kat_vectors of the Random123 library.
  @Test(
    "give the published bits",
    arguments: [
      (0, 0, 0, [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
      (.max, .max, .max, [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
      (
        0x299F_31D0_A409_3822, 0x0370_7344_1319_8A2E, 0x85A3_08D3_243F_6A88,
        [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
      ),
    ] as [(UInt64, UInt64, UInt64, [UInt32])])
  func knownAnswers(seed: UInt64, stream: UInt64, counter: UInt64, expected: [UInt32]) {
    let bits = CounterBasedRandom(seed: seed, stream: stream).bits(counter)
    #expect((0..<4).map { bits[$0] } == expected)
  }

  @Test("are normal and uniform")
  func moments() {
    let random = CounterBasedRandom(seed: 7, stream: 3)
    let count = 20_000
    let normal = (0..<UInt64(count)).map { random.normal($0) }
    let uniform = (0..<UInt64(count)).map { random.uniform($0) }
    let mean = normal.reduce(0, +) / Double(count)
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    // Five standard errors: 1/√n for a mean of normal numbers, √(2/n) for their variance.
    #expect(abs(mean) < 0.036 && abs(variance - 1) < 0.05)
    #expect(abs(uniform.reduce(0, +) / Double(count) - 0.5) < 0.011)
    #expect(uniform.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
