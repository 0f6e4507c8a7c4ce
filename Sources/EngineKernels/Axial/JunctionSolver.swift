import Numerics

/// Concentrations in junctions where ions carry the axial current: see `JunctionClosure`.
///
/// With φ the mean of the neighbours' potentials, weighted by h, and logarithmic means L to the
/// neighbours, the balance of each species gives
///
///     c_k = Σ_e w_e (c_k,e − z_k L_k,e (φ − φ_e)/(RT/F)) / Σ_e w_e,
///
/// which is iterated, since L depends on c_k. The change shrinks by about z (φ − φ_e)/(2 RT/F) each
/// time, a few percent. φ itself comes out of the solve for V and only has to be near here.
struct JunctionSolver {
  private let axial: AxialRuntime
  private let thermalVoltage: UnsafeMutablePointer<Double>
  private let voltage: UnsafeMutablePointer<Double>
  private let voltageBefore: UnsafeMutablePointer<Double>
  private let ahead: Double

  private static let mostIterations = 20
  /// Relative change of a concentration below which it is good: what is left is as much smaller
  /// again, and what it changes in a flux a third time.
  private static let tolerance = 1e-9

  @inline(__always)
  init(
    _ axial: AxialRuntime, _ solutions: Solutions, _ voltage: UnsafeMutablePointer<Double>,
    ahead: Double
  ) {
    self.axial = axial
    self.voltage = voltage
    self.ahead = ahead
    thermalVoltage = solutions.thermalVoltage
    voltageBefore = solutions.voltageBefore
  }

  /// The potential that a neighbour is expected to have in the middle of the step.
  @inline(__always)
  private func expected(_ way: AxialJunction.Way) -> Double {
    voltage[way.slot] + ahead * (voltage[way.slot] - voltageBefore[way.slot])
  }

  func solve(_ junction: AxialJunction) {
    for (number, species) in axial.mobile.enumerated() {
      var sum = 0.0
      for way in junction.ways {
        sum += axial.ways[way].share * species.concentration[axial.ways[way].slot]
      }
      axial.guess[number] = sum
      species.concentration[junction.node] = sum
    }
    for _ in 0..<Self.mostIterations {
      let change = iterate(junction)
      if change < Self.tolerance { return }
      // A field too strong for compartments this long: the mean of the neighbours will do, as the
      // fluxes are made to balance in any case.
      if !(change < 1) { return restore(junction) }
    }
    restore(junction)
  }

  private func restore(_ junction: AxialJunction) {
    for (number, species) in axial.mobile.enumerated() {
      species.concentration[junction.node] = axial.guess[number]
    }
  }

  /// One iteration; the largest relative change of a concentration, 1 or more where one is lost.
  private func iterate(_ junction: AxialJunction) -> Double {
    let potential = setMeans(junction)
    var change = 0.0
    for (number, species) in axial.mobile.enumerated() where species.valence != 0 {
      let means = axial.means + number * junction.ways.count
      var next = axial.guess[number]
      for (place, index) in junction.ways.enumerated() {
        let way = axial.ways[index]
        let drift = species.valence * (potential - expected(way)) / thermalVoltage[way.slot]
        next -= way.share * means[place] * drift
      }
      let present = species.concentration[junction.node]
      guard next > 0 else { return 1 }
      change = max(change, abs(next - present) / present)
      species.concentration[junction.node] = next
    }
    return change
  }

  /// The logarithmic means to the neighbours, and the potential that follows from them.
  private func setMeans(_ junction: AxialJunction) -> Double {
    var sum = 0.0
    var moment = 0.0
    let width = junction.ways.count
    for (place, index) in junction.ways.enumerated() {
      let way = axial.ways[index]
      var weight = 0.0
      for (number, species) in axial.mobile.enumerated() where species.valence != 0 {
        let mean = logarithmicMean(
          species.concentration[junction.node], species.concentration[way.slot])
        axial.means[number * width + place] = mean
        weight += species.valence * species.valence * mean
      }
      weight *= way.weight / thermalVoltage[way.slot]
      sum += weight
      moment += weight * expected(way)
    }
    return moment / sum
  }
}
