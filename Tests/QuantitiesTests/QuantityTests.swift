import Quantities
import Testing

@Suite("Quantities")
struct QuantityTests {
  @Test(
    "are read in SI base units",
    arguments: [
      ("0.12 S/cm2", 1200), ("0.3 mS/cm2", 3), ("1 uF/cm2", 0.01), ("35.4 ohm cm", 0.354),
      ("-65 mV", -0.065), ("10 um", 1e-5), ("10 µm", 1e-5), ("10 μm", 1e-5), ("10um", 1e-5),
      ("20 degC", 293.15), ("20 °C", 293.15), ("-3 degC", 270.15), ("140 mM", 140), ("1 M", 1000),
      ("1 mol/l", 1000), ("0.1 nA", 1e-10), ("3.5 uA/cm2", 0.035), ("2 1/ms", 2000),
      ("2 /ms", 2000),
      ("1e-3 cm/s", 1e-5), ("10 min", 600), ("1 h", 3600), ("2 Hz", 2), ("7 pS", 7e-12),
      ("3 Mohm", 3e6), ("3 MOhm", 3e6), ("3 kohm", 3e3), ("1 Gohm", 1e9), ("4 pF", 4e-12),
      ("5 um2", 5e-12), ("5 um^2", 5e-12), ("5 µm²", 5e-12), ("6 um3", 6e-18), ("8.3 J/mol", 8.3),
      ("31 kJ/mol", 31_000), ("8 J/(mol K)", 8), ("8 J/mol/K", 8), ("300 K", 300), ("5 %", 0.05),
      ("0.5", 0.5), ("1e2", 100), (".5 V", 0.5), ("+5. V", 5), ("\u{2212}5 V", -5),
      ("2.62 um2/ms", 2.62e-9), ("1 nA.ms", 1e-12), ("1 nA*ms", 1e-12), ("1 S cm^-2", 1e4),
    ] as [(String, Double)])
  func reading(text: String, siValue: Double) throws {
    let quantity = try Quantity(parsing: text)
    // Two roundings at most: the factor and, for degrees Celsius, the offset.
    #expect(abs(quantity.siValue - siValue) <= 4 * siValue.ulp)
  }

  @Test("come back exactly in the unit they were written in, and in decimal multiples of it")
  func exactRoundTrip() throws {
    #expect(try Quantity(parsing: "0.025 ms").value(in: .millisecond) == 0.025)
    #expect(try Quantity(parsing: "0.3 mS/cm2").value(in: .siemensPerSquareCentimeter) == 0.0003)
    #expect(try Quantity(parsing: "-54.3 mV").value(in: .millivolt) == -54.3)
    #expect(try Quantity(parsing: "10 min").value(in: .millisecond) == 600_000)
    #expect(try Quantity(parsing: "20 degC").value(in: .degreeCelsius) == 20)
    #expect(try Quantity(parsing: "35.4 ohm cm").value(in: .ohmCentimeter) == 35.4)
  }

  @Test(
    "explain what is wrong with them",
    arguments: [
      ("", .emptyText, "number"), ("mV", .notANumber, "mV"), ("nan mV", .notFinite, "finite"),
      ("inf", .notFinite, "finite"), ("1e999 mV", .notFinite, "large"),
      ("1e306 Gohm", .notFinite, "finite"), ("5 mv", .unknownUnit, "did you mean 'mV'"),
      ("5 sec", .unknownUnit, "'s'"), ("5 mV extra", .unknownUnit, "extra"),
      ("5 S/cm2 )", .trailingText, ")"), ("5 cm-2", .trailingText, "-2"),
      ("1,5 mV", .trailingText, ","), ("5 J/mol K", .malformedUnit, "J/(mol K)"),
      ("5 mV/degC", .malformedUnit, "K"), ("5 cm99", .malformedUnit, "power"),
      ("5 cm0", .malformedUnit, "power"), ("--5 mV", .notANumber, "-5"),
      ("0x10 mV", .unknownUnit, "x"),
      ("5 ((((((((((m", .trailingText, "("), ("5 /", .trailingText, "/"),
      ("1 ((Gm9)9)9", .malformedUnit, "range"), ("1 (((min9)9)9)9", .malformedUnit, "range"),
    ] as [(String, QuantitiesError.Code, String)])
  func mistakes(text: String, code: QuantitiesError.Code, mention: String) {
    let error = #expect(throws: QuantitiesError.self) { try Quantity(parsing: text) }
    #expect(error?.code == code)
    #expect(error?.description.contains(mention) == true, "\(error?.description ?? "")")
    #expect(error?.suggestion.isEmpty == false)
  }

  @Test("tell a bare number from a wrong dimension")
  func dimensionErrors() throws {
    let bare = #expect(throws: QuantitiesError.self) {
      try Quantity(parsing: "-65").value(in: .millivolt)
    }
    #expect(bare?.code == .missingUnit)
    #expect(bare?.suggestion == "write for example '-65 mV'")
    let time = #expect(throws: QuantitiesError.self) {
      try Quantity(parsing: "3 ms").value(in: .millivolt)
    }
    #expect(time?.code == .wrongDimension)
    #expect(time?.message == "'3 ms' is a time where a voltage is due")
  }

  @Test("are shown as written, or in a usual unit")
  func descriptions() throws {
    #expect(try Quantity(parsing: "0.12  S/cm2").description == "0.12 S/cm2")
    #expect(Quantity(siValue: -0.065, dimension: .voltage).description == "-65 mV")
    #expect(Quantity(0.5, .one).description == "0.5")
    #expect(Dimension(meter: 1, second: -3).description == "a quantity in m s^-3")
  }

  @Test("every named dimension's usual unit measures that dimension and can be read back")
  func usualUnits() throws {
    let dimensions: [Dimension] = [
      .length, .area, .volume, .inverseLength, .time, .frequency, .speed, .diffusivity, .current,
      .charge, .temperature, .amount, .concentration, .energy, .molarEnergy, .pressure, .voltage,
      .resistance, .conductance, .resistivity, .capacitance, .specificCapacitance,
      .specificConductance, .currentDensity, .molarFlux,
    ]
    for dimension in dimensions {
      #expect(dimension.usualUnit.dimension == dimension)
      #expect(try Unit(parsing: dimension.usualUnit.symbol) == dimension.usualUnit)
    }
  }

  @Test("a text of a megabyte is refused")
  func hugeText() {
    let text = "1 " + String(repeating: "m ", count: 500_000)
    #expect(throws: QuantitiesError.self) { try Quantity(parsing: text) }
  }

  @Test("nearest names")
  func nearestNames() {
    let names = ["soma", "axon", "dendrite", "apical"]
    #expect(EditDistance.nearest(to: "apicla", among: names) == "apical")
    #expect(EditDistance.nearest(to: "Soma", among: names) == "soma")
    #expect(EditDistance.nearest(to: "cylinder", among: names) == nil)
    #expect(EditDistance.nearest(to: "", among: names) == nil)
    #expect(EditDistance.between("gbar", "gabr") == 1)
    #expect(EditDistance.between("", "abc") == 3)
  }
}
