import CMechanismABI
import Foundation
import Testing

/// Whole published models, put together from mechanisms.
///
/// Expected values are the right-hand sides of independent Python programs of both models, written
/// from the authors' codes (ModelDB 167714 and 142630), per ms.
@Suite("Channels of the Cressman family")
struct CressmanChannelTests {
  /// RT/F of both sources, in mV.
  private let thermalVoltage = 26.64

  /// The sum of several mechanisms' currents of an ion, in µA/cm².
  private func sum(_ blocks: [MembraneBlock], _ ion: String) -> Double {
    1000 * blocks.map { $0.current(of: ion) }.reduce(0, +)
  }

  struct HubelDahlemState: Sendable {
    var v, n, potassiumInside, chlorideInside, deltaK, pump: Double
    /// Sodium inside and outside, potassium and chloride outside.
    var concentrations: [Double]
    /// The derivatives of the first five.
    var expected: [Double]
  }

  @Test("hubel_dahlem: the derivatives of Hübel and Dahlem 2014", arguments: hubelDahlemStates)
  func hubelDahlem(_ s: HubelDahlemState) throws {
    let solutions = [
      "na": Solutions(inside: s.concentrations[0], outside: s.concentrations[1]),
      "k": Solutions(inside: s.potassiumInside, outside: s.concentrations[2]),
      "cl": Solutions(inside: s.chlorideInside, outside: s.concentrations[3], valence: -1),
    ]
    func block(
      _ name: String, _ variant: String = "", _ set: [String: Double] = [:], _ states: [Double] = []
    ) throws -> MembraneBlock {
      try .bathed(
        name, variant, at: s.v, thermalVoltage: thermalVoltage, solutions, set: set, states: states)
    }
    let channels = try block("hubel_dahlem", "", [:], [s.n])
    let buffer = try block("glial_buffer", "hubel_dahlem", [:], [s.deltaK])
    let membrane = try [
      channels, block("leak_na", "", ["g": 1.75e-5]), block("leak_k", "", ["g": 5e-5]),
      block("leak_cl", "", ["g": 2e-5]),
      block("na_k_atpase", "sigmoid", ["imax": 0.0068, "block": 1 - s.pump]),
    ]
    let (sodium, potassium) = (sum(membrane, "na"), sum(membrane, "k"))
    let chloride = sum(membrane, "cl")
    // 1 µF/cm²; 922 µm² of membrane around 2160 µm³ turn µA/cm² into mM/ms.
    let derivatives = [
      -(sodium + potassium + chloride), channels.rates[0][0], -9.55589e-5 * potassium / 2.16,
      9.55589e-5 * chloride / 2.16, buffer.rates[0][0],
    ]
    for (derivative, expected) in zip(derivatives, s.expected) {
      // Currents of up to 1000 µA/cm² cancel; gates and buffers are differences of like rates.
      #expect(
        agree(derivative, expected, absolute: 1e-16 + 1e-13 * abs(s.expected[0]), relative: 1e-9))
    }
    #expect(agree(buffer.outsideGain(of: "k"), s.expected[4], absolute: 1e-21, relative: 1e-9))
    let inactivation = 1 - 1 / (1 + exp(-6.5 * (s.n - 0.35)))
    #expect(agree(try channels.observable("h"), inactivation, absolute: 0, relative: 1e-14))
  }

  struct CressmanState: Sendable {
    var v, n, h, potassium, sodium: Double
    /// The derivatives of all of these.
    var expected: [Double]
  }

  @Test("cressman: the derivatives of Barreto and Cressman 2011", arguments: cressmanStates)
  func cressman(_ s: CressmanState) throws {
    let solutions = [
      "na": Solutions(inside: s.sodium, outside: 144 - 7 * (s.sodium - 18)),
      "k": Solutions(inside: 158 - s.sodium, outside: s.potassium),
      "cl": Solutions(inside: 1, outside: exp(81.93864549 / thermalVoltage), valence: -1),
    ]
    func block(
      _ name: String, _ variant: String = "", _ set: [String: Double] = [:], _ states: [Double] = []
    ) throws -> MembraneBlock {
      try .bathed(
        name, variant, at: s.v, thermalVoltage: thermalVoltage, solutions, set: set, states: states)
    }
    let channels = try block("cressman", "", [:], [s.n, s.h])
    let membrane = try [
      channels, block("leak_na", "", ["g": 1.75e-5]), block("leak_k", "", ["g": 5e-5]),
      block("leak_cl", "", ["g": 5e-5]),
    ]
    let gamma = 0.044494542
    let pump = try block("cressman_pump")
    #expect(pump.conductance[0] == 0 && pump.drive[0] == 0, "the pump has no current")
    let sinks = try [
      block("glial_uptake", "cressman"), block("bath_diffusion", "", ["bath": 8]),
    ]
    // The block's volume inside is 5 times that outside, the source's 7 times.
    let gain = sinks.map { $0.outsideGain(of: "k") }.reduce(7.0 / 5 * pump.outsideGain(of: "k"), +)
    let derivatives = [
      -(sum(membrane, "na") + sum(membrane, "k") + sum(membrane, "cl")), channels.rates[0][0],
      channels.rates[1][0], 7e-3 * gamma * sum(membrane, "k") + gain,
      -1e-3 * gamma * sum(membrane, "na") + pump.insideGain(of: "na"),
    ]
    for (derivative, expected) in zip(derivatives, s.expected) {
      #expect(agree(derivative, expected, absolute: 1e-13, relative: 1e-10))
    }
  }

  @Test("cressman_pump: three sodium for two potassium, which inside follows sodium")
  func pump() throws {
    let pump = try MembraneBlock.bathed(
      "cressman_pump", at: -65, thermalVoltage: thermalVoltage,
      ["na": Solutions(inside: 18, outside: 144), "k": Solutions(inside: 139, outside: 6)])
    let cycles = 1.25e-3 / ((1 + exp(7.0 / 3)) * (1 + exp(-0.5)))  // mM/ms
    let gains = [
      (pump.insideGain(of: "na"), -3 * cycles), (pump.outsideGain(of: "na"), 15 * cycles),
      (pump.outsideGain(of: "k"), -10 * cycles), (pump.insideGain(of: "k"), 1),
      (try pump.observable("rate"), 1000 * cycles),
    ]
    for (gain, expected) in gains { #expect(agree(gain, expected, absolute: 0, relative: 1e-14)) }
  }

  @Test("are regular where a rate is a quotient of zeros", arguments: ["cressman", "hubel_dahlem"])
  func removableSingularities(_ name: String) throws {
    for limit in [-30.0, -34] {
      let values = try [-1e-9, 0, 1e-9].map { shift in
        let block = try MembraneBlock.bathed(
          name, at: limit + shift, thermalVoltage: thermalVoltage, [:], states: [0.3, 0.4])
        return [block.current(of: "na"), block.conductance[0], block.rates[0][0]]
      }
      for index in 0..<3 {
        // Everything changes by less than its own size in 1 mV, hence by 1e-9 of it here.
        #expect(agree(values[0][index], values[1][index], absolute: 0, relative: 1e-8))
        #expect(agree(values[2][index], values[1][index], absolute: 0, relative: 1e-8))
      }
    }
    // α_m = 1 at −30 mV and α_n = 0.1 at −34 mV, times φ = 3.
    let block = try MembraneBlock.bathed(
      name, at: -34, thermalVoltage: thermalVoltage, [:], states: [0.3, 0.4])
    let expected = 3 * (0.1 * 0.7 - 0.125 * exp(-10.0 / 80) * 0.3)
    #expect(agree(block.rates[0][0], expected, absolute: 0, relative: 1e-14))
  }

  private static let hubelDahlemStates = [
    HubelDahlemState(
      v: -67.193253, n: 0.069410823, potassiumInside: 129.25764, chlorideInside: 9.900239,
      deltaK: 0, pump: 1,
      concentrations: [25.231484999999992, 125.30555, 3.999999999999994, 123.27159999999999],
      expected: [
        0.0005883243340529367, -6.73828581473912e-10, -2.1987012810054285e-07,
        -1.0326632665829722e-08, -4.141843283933988e-09,
      ]),
    HubelDahlemState(
      v: -30, n: 0.4, potassiumInside: 120, chlorideInside: 12, deltaK: -5, pump: 1,
      concentrations: [36.588886, 91.23334699999997, 26.772919999999992, 116.97231699999999],
      expected: [
        269.0063654705001, 0.09247507116843992, 0.00011592159902698519, 2.7128195346404507e-05,
        -0.0006623662643613213,
      ]),
    HubelDahlemState(
      v: -34, n: 0.3, potassiumInside: 110, chlorideInside: 15, deltaK: -20, pump: 1,
      concentrations: [49.588886, 52.23334699999995, 41.77292000000002, 107.97231699999999],
      expected: [
        123.13149999165708, 0.11071909845923301, 0.000737281466669777, 1.6442049421495782e-05,
        -0.0010015500799784316,
      ]),
    HubelDahlemState(
      v: -10, n: 0.6, potassiumInside: 105, chlorideInside: 20, deltaK: -30, pump: 1,
      concentrations: [59.588886, 22.23334699999996, 46.77292000000004, 92.97231699999999],
      expected: [
        -247.7914887261808, 0.16963520470948293, -0.002071065426476949, 2.7370733734655256e-05,
        -0.00109766361999976,
      ]),
    HubelDahlemState(
      v: -10, n: 0.6, potassiumInside: 105, chlorideInside: 20, deltaK: -30, pump: 0,
      concentrations: [59.588886, 22.23334699999996, 46.77292000000004, 92.97231699999999],
      expected: [
        -240.99155559913874, 0.16963520470948293, -0.0026727266576748194, 2.7370733734655256e-05,
        -0.00109766361999976,
      ]),
    HubelDahlemState(
      v: 25, n: 0.2, potassiumInside: 128, chlorideInside: 10, deltaK: -0.5, pump: 1,
      concentrations: [
        26.588886000000002, 121.23334699999997, 7.272920000000028, 122.97231699999998,
      ],
      expected: [
        1074.7099430129877, 1.388231797128522, -0.0001876904377900445, 8.126906451353424e-05,
        -1.2639471229292144e-07,
      ]),
  ]

  private static let cressmanStates = [
    CressmanState(
      v: -50, n: 0.08553, h: 0.96859, potassium: 7.8, sodium: 15.5,
      expected: [
        7.884685936422114, 0.07646843572706205, -0.0683809423451974, -0.0010400728115192725,
        0.00034760620013601023,
      ]),
    CressmanState(
      v: -30, n: 0.4, h: 0.3, potassium: 9.9, sodium: 18,
      expected: [
        276.8070496684167, 0.09247507116843992, -0.07818541372213077, 0.006997723611149008,
        0.0140433046542452,
      ]),
    CressmanState(
      v: -34, n: 0.3, h: 0.5, potassium: 20, sodium: 25,
      expected: [
        207.04430177776584, 0.11071909845923301, -0.11511866376334981, -0.06882945614834163,
        0.007718112470787389,
      ]),
    CressmanState(
      v: 10, n: 0.6, h: 0.1, potassium: 6.7, sodium: 17,
      expected: [
        -35.46152620980788, 0.4200028171587219, -0.2623463491440106, 0.14875424545215532,
        0.01966985635877193,
      ]),
  ]
}
