extension Dimension {
  /// A pure number.
  public static let dimensionless = Dimension()
  /// Length.
  public static let length = Dimension(meter: 1)
  /// Area.
  public static let area = Dimension(meter: 2)
  /// Volume.
  public static let volume = Dimension(meter: 3)
  /// Surface to volume ratio, or an inverse length.
  public static let inverseLength = Dimension(meter: -1)
  /// Time.
  public static let time = Dimension(second: 1)
  /// Frequency, or a rate constant.
  public static let frequency = Dimension(second: -1)
  /// Speed, or a permeability.
  public static let speed = length / time
  /// A diffusion coefficient.
  public static let diffusivity = area / time
  /// Electric current.
  public static let current = Dimension(ampere: 1)
  /// Electric charge.
  public static let charge = current * time
  /// Temperature.
  public static let temperature = Dimension(kelvin: 1)
  /// Amount of substance.
  public static let amount = Dimension(mole: 1)
  /// Concentration.
  public static let concentration = amount / volume
  /// Energy.
  public static let energy = Dimension(meter: 2, kilogram: 1, second: -2)
  /// Energy per amount of substance.
  public static let molarEnergy = energy / amount
  /// Pressure.
  public static let pressure = energy / volume
  /// Voltage.
  public static let voltage = energy / charge
  /// Electrical resistance.
  public static let resistance = voltage / current
  /// Electrical conductance.
  public static let conductance = current / voltage
  /// Axial resistivity.
  public static let resistivity = resistance * length
  /// Capacitance.
  public static let capacitance = charge / voltage
  /// Membrane capacitance per area.
  public static let specificCapacitance = capacitance / area
  /// Membrane conductance per area.
  public static let specificConductance = conductance / area
  /// Current per membrane area.
  public static let currentDensity = current / area
  /// Amount per time.
  public static let molarRate = amount / time
  /// Amount per membrane area and time.
  public static let molarFlux = amount / area / time

  /// The dimensions that have a name, each with the unit in which it is usually written.
  static let named: [(dimension: Dimension, name: String, unit: Unit)] = [
    (.dimensionless, "a pure number", .one), (.length, "a length", .micrometer),
    (.area, "an area", .squareMicrometer), (.volume, "a volume", .cubicMicrometer),
    (.inverseLength, "an inverse length", .perCentimeter), (.time, "a time", .millisecond),
    (.frequency, "a frequency or rate", .perMillisecond),
    (.speed, "a speed or permeability", .centimeterPerSecond),
    (.diffusivity, "a diffusion coefficient", .squareMicrometerPerMillisecond),
    (.current, "a current", .nanoampere), (.charge, "a charge", .picocoulomb),
    (.temperature, "a temperature", .degreeCelsius), (.amount, "an amount", .femtomole),
    (.concentration, "a concentration", .millimolar), (.energy, "an energy", .joule),
    (.molarEnergy, "an energy per amount", .kilojoulePerMole), (.pressure, "a pressure", .pascal),
    (.voltage, "a voltage", .millivolt), (.resistance, "a resistance", .megaohm),
    (.conductance, "a conductance", .microsiemens), (.resistivity, "a resistivity", .ohmCentimeter),
    (.capacitance, "a capacitance", .nanofarad),
    (.specificCapacitance, "a capacitance per area", .microfaradPerSquareCentimeter),
    (.specificConductance, "a conductance per area", .siemensPerSquareCentimeter),
    (.currentDensity, "a current per area", .milliamperePerSquareCentimeter),
    (.molarRate, "an amount per time", .femtomolePerSecond),
    (.molarFlux, "a flux per area", .molePerSquareCentimeterPerSecond),
  ]

  /// The unit in which Skou usually writes this dimension; SI base units where it has no name.
  public var usualUnit: Unit {
    Self.named.first { $0.dimension == self }?.unit ?? .coherent(self)
  }
}

extension Dimension: CustomStringConvertible {
  /// What it is called, such as "a voltage", or else its SI base units.
  public var description: String {
    if let known = Self.named.first(where: { $0.dimension == self }) { return known.name }
    return "a quantity in \(baseUnits)"
  }

  /// The product of SI base units, such as `kg m2 s^-3 A^-1`.
  var baseUnits: String {
    let factors = [
      ("kg", kilogram), ("m", meter), ("s", second), ("A", ampere), ("K", kelvin), ("mol", mole),
    ]
    let words = factors.filter { $0.1 != 0 }.map { name, power in
      power == 1 ? name : power > 1 ? "\(name)\(power)" : "\(name)^\(power)"
    }
    return words.isEmpty ? "1" : words.joined(separator: " ")
  }
}
