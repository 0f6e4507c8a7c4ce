import Foundation
import Numerics
import Testing

@testable import EngineKernels

@Suite("The flux of an ion along an edge")
struct AxialFluxTests {
  private let thermalVoltage = 26.7

  private func flux(_ a: Double, _ b: Double, drop: Double, valence: Double) -> AxialFlux {
    AxialFlux(
      a, b, drop: drop, valence: valence, permeability: 0.7, thermalVoltage: thermalVoltage)
  }

  /// Pairs whose (a − b)/(a + b) goes from 1e-14 to nearly 1, on both sides of the series' end.
  private static let pairs: [(Double, Double)] = {
    var pairs: [(Double, Double)] = [(3, 3)]
    for s in [1e-14, 1e-9, 1e-5, 1e-3, 0.03, 0.0999999, 0.1000001, 0.3, 0.8, 0.999999] {
      pairs += [(100 * (1 + s), 100 * (1 - s)), (0.01 * (1 - s), 0.01 * (1 + s))]
    }
    return pairs
  }()

  /// ln(a/b), from the difference of the two to an ulp.
  private func logarithmOfRatio(_ a: Double, _ b: Double) -> Double {
    a >= b ? log1p((a - b) / b) : -log1p((b - a) / a)
  }

  @Test("the logarithmic mean is exact to a few ulp, alone and in lanes", arguments: pairs)
  func mean(_ a: Double, _ b: Double) {
    let exact = a == b ? a : (a - b) / logarithmOfRatio(a, b)
    #expect(abs(logarithmicMean(a, b) - exact) <= 4e-15 * exact)
    let lanes = logarithmicMean(Lanes(splat: a), Lanes(splat: b))
    for lane in 0..<8 { #expect(abs(lanes[lane] - exact) <= 4e-15 * exact) }
    #expect(abs(logarithmicMean(b, a) - exact) <= 4e-15 * exact)
  }

  @Test("nothing flows where potentials are those of Nernst", arguments: [-1.0, 1, 2])
  func equilibrium(_ valence: Double) {
    for (a, b) in Self.pairs {
      let drop = -thermalVoltage / valence * logarithmOfRatio(a, b)
      // What is left is rounding of the part that diffusion alone would let through.
      let diffusion = 0.7 * abs(a - b)
      #expect(abs(flux(a, b, drop: drop, valence: valence).flux) <= 1e-14 * diffusion)
    }
  }

  @Test("ions flow down their electrochemical potential, and as fast the other way round")
  func dissipation() {
    for (a, b) in Self.pairs {
      for drop in [-120.0, -30, -1, 0, 0.3, 60] {
        for valence in [-1.0, 0, 1, 2] {
          let forth = flux(a, b, drop: drop, valence: valence).flux
          let force = logarithmOfRatio(a, b) + valence * drop / thermalVoltage
          #expect(forth * force >= 0 || abs(force) < 1e-14)
          let back = flux(b, a, drop: -drop, valence: valence).flux
          #expect(abs(back + forth) <= 1e-14 * (a + b) * (1 + abs(force)))
        }
      }
    }
  }

  @Test("its derivatives are those of its values", arguments: [-1.0, 0, 1, 2])
  func derivatives(_ valence: Double) {
    for (a, b) in Self.pairs where abs(a - b) < 0.9 * (a + b) {
      let drop = 17.0
      let here = flux(a, b, drop: drop, valence: valence)
      // Central differences: an error of h² and of 1e-16/h, with h = 1e-5 about 1e-10.
      let h = 1e-5
      let byFirst =
        (flux(a * (1 + h), b, drop: drop, valence: valence).flux
          - flux(a * (1 - h), b, drop: drop, valence: valence).flux) / (2 * h * a)
      let bySecond =
        (flux(a, b * (1 + h), drop: drop, valence: valence).flux
          - flux(a, b * (1 - h), drop: drop, valence: valence).flux) / (2 * h * b)
      let byPotential =
        (flux(a, b, drop: drop + h, valence: valence).flux
          - flux(a, b, drop: drop - h, valence: valence).flux) / (2 * h)
      #expect(abs(here.byFirst - byFirst) <= 1e-8 * (1 + abs(byFirst)))
      #expect(abs(here.bySecond - bySecond) <= 1e-8 * (1 + abs(bySecond)))
      #expect(abs(here.byPotential - byPotential) <= 1e-8 * (a + b))
    }
  }

  @Test("without charge it is Fick's law, and so it is where there is none of the ion")
  func fick() {
    #expect(flux(3, 1, drop: 50, valence: 0).flux == 0.7 * 2)
    #expect(flux(3, 0, drop: 50, valence: 1).flux == 0.7 * 3)
    #expect(flux(0, 0, drop: 50, valence: 1).flux == 0)
    #expect(flux(3, 1, drop: 0, valence: 2).flux == 0.7 * 2)
  }

  @Test("equal concentrations make a conductance, F²/(RT) z² D w c")
  func conductance() {
    let here = flux(40, 40, drop: 5, valence: 2)
    #expect(abs(here.flux - 0.7 * 2 * 40 * 5 / thermalVoltage) <= 1e-13)
    #expect(abs(here.byPotential - 0.7 * 2 * 40 / thermalVoltage) <= 1e-14)
  }
}
