import Numerics
import Testing

/// A function in its two forms, with the error that its documentation states.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  var name: String
  var references: [Reference]
  /// In units of the last place; the scalar functions are the C library's.
  var laneBound, scalarBound: Double
  var lanes: @Sendable (Lanes) -> Lanes
  var scalar: @Sendable (Double) -> Double

  var testDescription: String { name }

  static let all = [
    ElementaryFunction(
      name: "exponential", references: Reference.table(ElementaryReferences.exponential),
      laneBound: 1.1, scalarBound: 1, lanes: { Lanes.exponential($0) },
      scalar: { Double.exponential($0) }),
    ElementaryFunction(
      name: "exponentialMinusOne",
      references: Reference.table(ElementaryReferences.exponentialMinusOne),
      laneBound: 2.2, scalarBound: 1, lanes: { Lanes.exponentialMinusOne($0) },
      scalar: { Double.exponentialMinusOne($0) }),
    ElementaryFunction(
      name: "exprelr", references: Reference.table(ElementaryReferences.exprelr),
      laneBound: 2.3, scalarBound: 2, lanes: { Lanes.exprelr($0) }, scalar: { Double.exprelr($0) }),
    ElementaryFunction(
      name: "logarithm", references: Reference.table(ElementaryReferences.logarithm),
      laneBound: 2, scalarBound: 1, lanes: { Lanes.logarithm($0) },
      scalar: { Double.logarithm($0) }),
  ]
}

@Suite("Elementary functions")
struct ElementaryFunctionTests {
  @Test("lanes are as exact as documented", arguments: ElementaryFunction.all)
  func laneError(_ function: ElementaryFunction) {
    #expect(function.references.count > 300)
    for reference in function.references {
      let value = function.lanes(Lanes(repeating: reference.argument))
      for lane in 0..<Lanes.width {
        let error = reference.error(of: value[lane])
        #expect(error <= function.laneBound, "\(function.name)(\(reference.argument))")
      }
    }
  }

  @Test("scalars are as exact as the C library", arguments: ElementaryFunction.all)
  func scalarError(_ function: ElementaryFunction) {
    for reference in function.references {
      let error = reference.error(of: function.scalar(reference.argument))
      #expect(error <= function.scalarBound, "\(function.name)(\(reference.argument))")
    }
  }

  @Test("a lane does not depend on its neighbours", arguments: ElementaryFunction.all)
  func independence(_ function: ElementaryFunction) {
    let references = function.references
    for (index, reference) in references.enumerated() {
      var mixed = Lanes(repeating: 0.25)
      for lane in 1..<Lanes.width {
        mixed[lane] = references[(index * 7 + lane * 31) % references.count].argument
      }
      mixed[0] = reference.argument
      let alone = function.lanes(Lanes(repeating: reference.argument))
      #expect(function.lanes(mixed)[0].bitPattern == alone[0].bitPattern)
    }
  }

  @Test("exponentials saturate instead of overflowing", arguments: [1e4, 1e300, .infinity])
  func saturation(_ huge: Double) {
    let large = Lanes.exponential(Lanes(repeating: huge))[0]
    let small = Lanes.exponential(Lanes(repeating: -huge))[0]
    #expect(large == Lanes.exponential(Lanes(repeating: 709))[0] && large.isFinite)
    #expect(small == Lanes.exponential(Lanes(repeating: -708))[0] && small > 0)
    #expect(Lanes.exponentialMinusOne(Lanes(repeating: -huge))[0] == -1)
    #expect(Double.exponential(huge) == Double.exponential(709))
    #expect(Double.exponential(-huge) == Double.exponential(-708))
    #expect(Double.decay(-huge) == -1)
    #expect(Lanes.decay(Lanes(repeating: -huge))[0] == -1)
  }

  @Test("exprelr is regular from one end to the other")
  func exprelrLimits() {
    let tiny = Double.leastNonzeroMagnitude
    for x in [0.0, -0.0, tiny, -tiny, 1e-18, -1e-18] {
      #expect(Lanes.exprelr(Lanes(repeating: x))[0] == 1)
      #expect(Double.exprelr(x) == 1)
    }
    // −x for very negative arguments, and next to nothing for very large ones.
    #expect(Lanes.exprelr(Lanes(repeating: -1e6))[0] == 1e6)
    #expect((0..<1e-290).contains(Lanes.exprelr(Lanes(repeating: 1e6))[0]))
    #expect((0..<1e-290).contains(Double.exprelr(1e6)))
  }

  @Test("nothing hides a number that is not one")
  func notANumber() {
    let nan = Lanes(repeating: .nan)
    #expect(Lanes.exponential(nan)[0].isNaN && Lanes.exponentialMinusOne(nan)[0].isNaN)
    #expect(Lanes.decay(nan)[0].isNaN && Lanes.exprelr(nan)[0].isNaN)
    #expect(Double.exponential(.nan).isNaN && Double.decay(.nan).isNaN)
  }
}
