import Numerics
import Testing

@Suite("Shortcuts that save exponentials")
struct RelatedExponentialTests {
  @Test("decay has the bits of exponentialMinusOne, with and without its shortcut")
  func decay() {
    for step in 0...4000 {
      let x = -Double(step) * 2e-4
      let expected = Lanes.exponentialMinusOne(Lanes(repeating: x))[3]
      var mixed = Lanes(repeating: -5)
      mixed[3] = x
      #expect(Lanes.decay(Lanes(repeating: x))[3].bitPattern == expected.bitPattern, "\(x)")
      #expect(Lanes.decay(mixed)[3].bitPattern == expected.bitPattern, "\(x)")
    }
  }

  @Test("exprelr with an exponential at hand keeps fourteen digits away from 0")
  func exprelrError() {
    for reference in Reference.table(ElementaryReferences.exprelr) {
      let x = Lanes(repeating: reference.argument)
      let value = Lanes.exprelr(x, exponential: Lanes.exponential(x))[0]
      // An ulp of the exponential, 2.2e-16, counts 1/|x| times in the quotient: 17 at the seam.
      let relative = reference.error(of: value) * reference.high.ulp / reference.high
      #expect(relative < 1e-14, "\(reference.argument)")
    }
  }

  @Test("exprelr with an exponential is regular at 0 and saturates")
  func exprelrLimits() {
    for x in [0.0, 1e-300, -1e-300, 1e-17] {
      #expect(Lanes.exprelr(Lanes(repeating: x), exponential: Lanes(repeating: 1))[0] == 1)
      #expect(Double.exprelr(x, exponential: 1) == 1)
    }
    #expect(Lanes.exprelr(Lanes(repeating: 800), exponential: Lanes(repeating: .infinity))[0] == 0)
    #expect(Double.exprelr(-800, exponential: 0) == 800)
  }
}
