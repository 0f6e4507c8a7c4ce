import Numerics
import Testing

@Suite("Limits of functions in lanes")
struct LimitTests {
  @Test(
    "the logarithm has the C library's limits, whatever stands in the other lanes",
    arguments: [
      0, -0.0, -1, -0x1p-1074, -Double.infinity, Double.infinity, 0x1p-1074, 0x1.1p-1030, 0x1p-1022,
      1, 2,
      Double.greatestFiniteMagnitude,
    ])
  func logarithm(x: Double) {
    let expected = Double.logarithm(x)
    for lane in [0, 5] {
      var lanes = Lanes(repeating: 3)
      lanes[lane] = x
      let found = Lanes.logarithm(lanes)
      let isSame =
        expected.isNaN
        ? found[lane].isNaN
        : found[lane] == expected || abs(found[lane] - expected) <= 2 * expected.ulp
      #expect(isSame, "ln \(x) is \(found[lane]), not \(expected)")
      #expect(abs(found[7] - 1.0986122886681098) < 1e-15)
    }
  }

  @Test("what is not a number stays so in every function")
  func notANumber() {
    let lanes = Lanes(repeating: .nan)
    for function in [
      Lanes.exponential, Lanes.exponentialMinusOne, Lanes.decay, Lanes.exprelr, Lanes.logarithm,
    ] {
      let values = function(lanes)
      for lane in 0..<8 { #expect(values[lane].isNaN) }
    }
  }
}
