import Quantities
import Testing

@Suite("Expressions")
struct ExpressionTests {
  private let table: [String: ExpressionType] = [
    "distance": .quantity(.length), "diameter": .quantity(.length), "x": .quantity(.length),
    "tag": .quantity(.dimensionless), "apical": .boolean, "soma": .boolean, "m": .quantity(.length),
  ]

  private let values: [String: Double] = [
    "distance": 150e-6, "diameter": 2e-6, "x": -1e-6, "tag": 5, "apical": 1, "soma": 0, "m": 3,
  ]

  @Test(
    "evaluate to",
    arguments: [
      ("0.12 S/cm2 * exp(-distance / 100 um)", 1200 * 0.22313016014842982), ("1 + 2 * 3", 7),
      ("-2 ^ 2", -4), ("2 ^ 3 ^ 2", 512), ("2 ^ -1", 0.5), ("(1 + 2) * 3", 9), ("8 / 4 / 2", 1),
      ("5 - 3 - 1", 1), ("min(3, 1, 2)", 1), ("max(1 um, 3 um)", 3e-6), ("sqrt(4 um2)", 2e-6),
      ("pow(2, 10)", 1024), ("abs(x)", 1e-6), ("log10(1000)", 3), ("cos(pi)", -1),
      ("step(distance - 100 um)", 1), ("if(apical, 1 mV, 2 mV)", 0.001), ("- 5 degC", 268.15),
      ("30 degC - 20 degC", 10), ("2 um * m", 6e-6), ("10 min", 600), ("min(1 min, 2 min)", 60),
      ("1 / 2 ms", 500), ("2 / ms", 2000), ("3 um^2", 3e-12), ("(3 um)^2", 9e-12),
      ("distance^2 / 1 um2", 22500), ("tanh(0)", 0), ("+3", 3), ("100 um/(distance)", 2.0 / 3),
      ("8 J/(mol K) * 1 K", 8), ("1 um + 1um", 2e-6), ("10 um-2 um", 8e-6),
    ] as [(String, Double)])
  func arithmetic(text: String, expected: Double) throws {
    let result = try Expression(parsing: text, variables: table).evaluate(values)
    // A handful of roundings; the libm functions add at most one unit in the last place each.
    #expect(abs(result - expected) <= 1e-14 * abs(expected) + 1e-24, "\(result)")
  }

  @Test(
    "as conditions",
    arguments: [
      ("apical and distance > 100 um", true), ("not soma", true), ("tag 5", true), ("tag 4", false),
      ("tag 4 or tag 5", true), ("distance >= 10 um or diameter < 2 um", true),
      ("not apical or soma", false), ("not (apical and soma)", true), ("x < 0 um", true),
      ("tag == 5 and tag != 4", true), ("distance<=150 um", true), ("not distance > 1 um", false),
    ])
  func conditions(text: String, expected: Bool) throws {
    let expression = try Expression(parsing: text, variables: table)
    #expect(expression.type == .boolean)
    #expect(expression.evaluate(values) == (expected ? 1 : 0))
  }

  @Test(
    "point at what is wrong",
    arguments: [
      ("", .emptyText, nil), ("distnce > 1 um", .unknownName, 1),
      ("apical & soma", .trailingText, 8),
      ("distance > 100", .wrongDimension, 10), ("distance + 1 ms", .wrongDimension, 10),
      ("exp(distance)", .wrongDimension, 5), ("(1 + 2", .malformedExpression, 7),
      ("1 + ", .malformedExpression, 5), ("apical and 3", .wrongType, 12),
      ("-apical", .wrongType, 2),
      ("not 3", .wrongType, 5), ("foo(3)", .unknownName, 1), ("exp(1, 2)", .malformedExpression, 1),
      ("max(1)", .malformedExpression, 6), ("distance ^ 0.5", .wrongDimension, 12),
      ("2 ^ distance", .wrongDimension, 5), ("sqrt(distance)", .wrongDimension, 6),
      ("3 mv + 1 mV", .unknownUnit, 3), ("2 distance", .malformedExpression, 3),
      ("distance / um", .unknownName, 12), ("1 < 2 < 3", .wrongType, 1), ("1 2", .trailingText, 3),
      ("tag 5.5", .malformedExpression, 8), ("20 degC + 1 degC", .wrongDimension, 1),
      ("1e400", .notFinite, 1), (")", .malformedExpression, 1), ("soma soma", .trailingText, 6),
      ("if(1, 2, 3)", .wrongType, 4), ("if(soma, 1 um, 2)", .wrongDimension, 16),
    ] as [(String, QuantitiesError.Code, Int?)])
  func mistakes(text: String, code: QuantitiesError.Code, column: Int?) {
    let error = #expect(throws: QuantitiesError.self) {
      try Expression(parsing: text, variables: table)
    }
    #expect(error?.code == code, "\(error?.description ?? "")")
    #expect(error?.column == column, "\(error?.description ?? "")")
  }

  @Test(
    "that are endless or bottomless are refused",
    arguments: [
      String(repeating: "(", count: 1_000_000), String(repeating: "(", count: 9_000),
      String(repeating: "-", count: 9_000) + "1", String(repeating: "not ", count: 2_000) + "soma",
      "2" + String(repeating: "^2", count: 4_000), "1 " + String(repeating: "/(", count: 4_000),
      String(repeating: "exp(", count: 2_000), "x" + String(repeating: "^9", count: 60),
    ])
  func bottomless(text: String) {
    #expect(throws: QuantitiesError.self) { try Expression(parsing: text, variables: table) }
  }

  @Test("keep what is not a number visible through comparisons and logic")
  func notANumber() throws {
    let text = "x / distance > 0 and not apical"
    let expression = try Expression(parsing: text, variables: table)
    #expect(expression.variables == ["x", "distance", "apical"])
    #expect(expression.evaluate([0, 0, 1]).isNaN)
    #expect(expression.evaluate([]).isNaN)
    #expect(expression.evaluate([1, 1, 0]) == 1)
  }

  @Test("collect other names where they are allowed")
  func otherNames() throws {
    let expression = try Expression(
      parsing: "dend[3] or d1 and tag 5", variables: table, otherNames: .boolean)
    #expect(expression.variables == ["dend[3]", "d1", "tag"])
    #expect(expression.evaluate([0, 1, 5]) == 1)
  }

  @Test("that are one literal keep it exactly, and say what type is due")
  func literals() throws {
    let conductance = try Expression(parsing: "0.3 mS/cm2", variables: table)
    #expect(try conductance.literal?.value(in: .siemensPerSquareCentimeter) == 0.0003)
    #expect(
      try Expression(parsing: "-65 mV", variables: table).literal?.value(in: .millivolt) == -65)
    #expect(try Expression(parsing: "1 + 1", variables: table).literal == nil)
    let error = #expect(throws: QuantitiesError.self) {
      try Expression(parsing: "0.12", variables: table).require(.quantity(.specificConductance))
    }
    #expect(error?.suggestion == "write for example '0.12 S/cm2'")
  }

  @Test("evaluate at many places")
  func manyPlaces() throws {
    let expression = try Expression(parsing: "distance + x", variables: table)
    let sums = expression.evaluate(count: 3) { variable, place in Double(variable + 10 * place) }
    #expect(sums == [1, 21, 41])
  }
}
