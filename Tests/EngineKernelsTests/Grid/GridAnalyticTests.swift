import EngineKernels
import Foundation
import Testing

@Suite("A grid against analytic solutions")
struct GridAnalyticTests {
  /// c(r, t) = Q λ²/(4π D α r) erfc(r λ/(2 √(D t))) (Nicholson & Phillips 1981, J Physiol 321:225)
  /// with Q of 50 nA at a transport number of 0.3, D 1.96 µm²/ms, α 0.2, λ 1.6.
  private static let rate = 0.3 * 50e-9 / 96485.33212 * 1e15

  private static func exact(_ r: Double, _ t: Double) -> Double {
    rate * 2.56 / (4 * .pi * 1.96 * 0.2 * r) * erfc(r * 1.6 / (2 * (1.96 * t).squareRoot()))
  }

  /// Relative differences from the solution at `places`, in voxels of 24 µm.
  ///
  /// An octant around a pipette at its corner, sealed: by symmetry the whole space.
  private func differences(
    refinement: Int, box: Double, places: [[Int]], times: [Double], step: Double
  ) -> [Double] {
    let count = Int(box / 24) * refinement
    let counts = [count, count, count]
    let dx = 24 / Double(refinement)
    let plan = gridPlan(
      counts, spacing: [dx, dx, dx], species: [species(counts) { _, _, _ in 0 }],
      sources: [.init(species: 0, voxel: 0, rate: Self.rate / 8, start: 0, stop: 1e9)])
    let grid = GridRuntime(plan)
    var result: [Double] = []
    for i in 0..<Int((times.max() ?? 0) / step) {
      grid.step(from: Double(i) * step, to: Double(i + 1) * step)
      guard times.contains(Double(i + 1) * step) else { continue }
      for place in places {
        let r = 24 * place.reduce(0) { $0 + pow(Double($1) + 0.5, 2) }.squareRoot()
        let index = place.map { $0 * refinement + refinement / 2 }
        let value = grid.values()[index[0] + count * (index[1] + count * index[2])]
        result.append(value / Self.exact(r, Double(i + 1) * step) - 1)
      }
    }
    #expect(grid.failure == nil)
    return result
  }

  @Test("the formula gives .2045, .3385, .5799 and .8079 mM at 100 µm")
  func formula() {
    let expected = [(5e3, 0.2045), (1e4, 0.3385), (5e4, 0.5799), (1e15, 0.8079)]
    for (time, value) in expected { #expect(abs(Self.exact(100, time) - value) < 5e-5) }
  }

  @Test("a point source follows its solution, with an error of second order in space")
  func pointSource() {
    // r from 102 to 126 µm; nothing comes back from walls 480 µm away within 10 s.
    let places = [[4, 0, 0], [3, 2, 1], [2, 2, 3], [0, 5, 1]]
    let coarse = differences(
      refinement: 1, box: 480, places: places, times: [5000, 10_000], step: 100)
    let fine = differences(
      refinement: 3, box: 480, places: places, times: [5000, 10_000], step: 50)
    for (a, b) in zip(coarse, fine) {
      #expect(abs(a) < 0.08)
      #expect(abs(b) < 0.01)
      #expect(abs(log(abs(a / b)) / log(3) - 2) < 0.4, "\(coarse) \(fine)")
    }
  }

  @Test("two media in contact follow their solution, with an error of second order in space")
  func composite() {
    // α₁√D₁ and α₂√D₂ weigh the two sides in the concentration at the interface, which stays.
    func solution(_ x: Double, _ t: Double) -> Double {
      let (d1, d2) = (1.96 / 2.56, 1.96 / 1.69)
      let (s1, s2) = (0.2 * d1.squareRoot(), 0.3 * d2.squareRoot())
      let middle = (s1 * 50 + s2 * 3) / (s1 + s2)
      let width = 2 * ((x < 0 ? d1 : d2) * t).squareRoot()
      return middle + ((x < 0 ? 50 : 3) - middle) * erf(abs(x) / width)
    }
    let errors = [1, 3, 9].map { refinement -> Double in
      let count = 60 * refinement
      let dx = 10 / Double(refinement)
      var plan = gridPlan(
        [count, 1, 1], spacing: [dx, 10, 10], lambda: 1.3,
        species: [species([count, 1, 1]) { i, _, _ in i < count / 2 ? 50 : 3 }])
      for i in 0..<count {
        if i < count / 2 { plan.tortuosity[i] = 1.6 } else { plan.volumeFraction[i] = 0.3 }
      }
      let grid = GridRuntime(plan)
      grid.run(to: 2000, steps: 4000)
      let places = stride(from: 0, to: 60, by: 1)
      return places.reduce(0) { worst, place in
        let value = grid.values()[place * refinement + refinement / 2]
        return max(worst, abs(value - solution((Double(place) + 0.5) * 10 - 300, 2000)))
      }
    }
    #expect(errors[2] < 1e-3)
    for (a, b) in zip(errors, errors.dropFirst()) {
      #expect(abs(log(a / b) / log(3) - 2) < 0.2, "\(errors)")
    }
  }
}
