extension Unit {
  /// A pure number.
  public static let one = Unit("1", .dimensionless)
  /// One hundredth.
  public static let percent = Unit("%", .dimensionless, power: -2)

  /// Metre (m).
  public static let meter = Unit("m", .length)
  /// Centimetre (cm).
  public static let centimeter = Unit("cm", .length, power: -2)
  /// Micrometre (um), the length inside the engine.
  public static let micrometer = Unit("um", .length, power: -6)
  /// Square centimetre (cm2).
  public static let squareCentimeter = Unit("cm2", .area, power: -4)
  /// Square micrometre (um2).
  public static let squareMicrometer = Unit("um2", .area, power: -12)
  /// Cubic micrometre (um3).
  public static let cubicMicrometer = Unit("um3", .volume, power: -18)
  /// Per centimetre (1/cm), a surface to volume ratio.
  public static let perCentimeter = Unit("1/cm", .inverseLength, power: 2)
  /// Per micrometre (1/um), a surface to volume ratio.
  public static let perMicrometer = Unit("1/um", .inverseLength, power: 6)

  /// Second (s).
  public static let second = Unit("s", .time)
  /// Millisecond (ms), the time inside the engine.
  public static let millisecond = Unit("ms", .time, power: -3)
  /// Minute (min).
  public static let minute = Unit("min", .time, mantissa: 60)
  /// Hour (h).
  public static let hour = Unit("h", .time, power: 2, mantissa: 36)
  /// Hertz (Hz).
  public static let hertz = Unit("Hz", .frequency)
  /// Per millisecond (1/ms), a rate constant.
  public static let perMillisecond = Unit("1/ms", .frequency, power: 3)
  /// Centimetre per second (cm/s), a permeability.
  public static let centimeterPerSecond = Unit("cm/s", .speed, power: -2)
  /// Metre per second (m/s), a conduction speed.
  public static let meterPerSecond = Unit("m/s", .speed)
  /// Millimetre per minute (mm/min), the speed of spreading depolarization.
  public static let millimeterPerMinute = Unit("mm/min", .speed, power: -3, mantissa: 1 / 60)
  /// Square micrometre per millisecond (um2/ms), a diffusion coefficient.
  public static let squareMicrometerPerMillisecond = Unit("um2/ms", .diffusivity, power: -9)

  /// Kelvin (K).
  public static let kelvin = Unit("K", .temperature)
  /// Degree Celsius (degC); zero is 273.15 K.
  public static let degreeCelsius = Unit("degC", .temperature, offset: 273.15)

  /// Volt (V).
  public static let volt = Unit("V", .voltage)
  /// Millivolt (mV), the voltage inside the engine.
  public static let millivolt = Unit("mV", .voltage, power: -3)
  /// Nanoampere (nA), the current inside the engine.
  public static let nanoampere = Unit("nA", .current, power: -9)
  /// Picoampere (pA).
  public static let picoampere = Unit("pA", .current, power: -12)
  /// Picocoulomb (pC).
  public static let picocoulomb = Unit("pC", .charge, power: -12)
  /// Milliampere per square centimetre (mA/cm2), the membrane current of mechanisms.
  public static let milliamperePerSquareCentimeter = Unit("mA/cm2", .currentDensity, power: 1)
  /// Microampere per square centimetre (uA/cm2).
  public static let microamperePerSquareCentimeter = Unit("uA/cm2", .currentDensity, power: -2)
  /// Microsiemens (uS), the conductance inside the engine.
  public static let microsiemens = Unit("uS", .conductance, power: -6)
  /// Nanosiemens (nS).
  public static let nanosiemens = Unit("nS", .conductance, power: -9)
  /// Siemens per square centimetre (S/cm2), the conductance of mechanisms.
  public static let siemensPerSquareCentimeter = Unit("S/cm2", .specificConductance, power: 4)
  /// Millisiemens per square centimetre (mS/cm2).
  public static let millisiemensPerSquareCentimeter = Unit("mS/cm2", .specificConductance, power: 1)
  /// Megaohm (Mohm).
  public static let megaohm = Unit("Mohm", .resistance, power: 6)
  /// Ohm centimetre (ohm cm), the axial resistivity.
  public static let ohmCentimeter = Unit("ohm cm", .resistivity, power: -2)
  /// Nanofarad (nF), the capacitance inside the engine.
  public static let nanofarad = Unit("nF", .capacitance, power: -9)
  /// Microfarad per square centimetre (uF/cm2), the membrane capacitance.
  public static let microfaradPerSquareCentimeter = Unit("uF/cm2", .specificCapacitance, power: -2)

  /// Molar (M), a mole per litre.
  public static let molar = Unit("M", .concentration, power: 3)
  /// Millimolar (mM), the concentration inside the engine.
  public static let millimolar = Unit("mM", .concentration)
  /// Mole (mol).
  public static let mole = Unit("mol", .amount)
  /// Femtomole (fmol).
  public static let femtomole = Unit("fmol", .amount, power: -15)
  /// Femtomole per second (fmol/s).
  public static let femtomolePerSecond = Unit("fmol/s", .molarRate, power: -15)
  /// Mole per square centimetre and second (mol/cm2/s).
  public static let molePerSquareCentimeterPerSecond = Unit("mol/cm2/s", .molarFlux, power: 4)
  /// Joule (J).
  public static let joule = Unit("J", .energy)
  /// Joule per mole (J/mol).
  public static let joulePerMole = Unit("J/mol", .molarEnergy)
  /// Kilojoule per mole (kJ/mol).
  public static let kilojoulePerMole = Unit("kJ/mol", .molarEnergy, power: 3)
  /// Pascal (Pa).
  public static let pascal = Unit("Pa", .pressure)
}
