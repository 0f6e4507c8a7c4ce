/// A number that grows by small steps, summed as Kahan does.
struct BookedSum {
  private let value: UnsafeMutablePointer<Double>
  private let lost: UnsafeMutablePointer<Double>

  /// A sum in two numbers at `place`.
  init(_ place: UnsafeMutablePointer<Double>) {
    value = place
    lost = place + 1
  }

  init(_ sums: CompensatedSums, _ slot: Int) {
    value = sums.value + slot
    lost = sums.lost + slot
  }

  /// What the sum is.
  var total: Double { value.pointee - lost.pointee }

  func add(_ change: Double) {
    let old = value.pointee
    let wanted = change - lost.pointee
    let new = old + wanted
    lost.pointee = (new - old) - wanted
    value.pointee = new
  }

  /// Takes another value, to which nothing is lost.
  func set(_ total: Double) {
    value.pointee = total
    lost.pointee = 0
  }
}

/// What enters a group's cells otherwise than by the fluxes of its mechanisms' species.
///
/// Ions that electrodes inject, and the charge of currents that no pool carries: these change V but
/// no amount, so that C V − F Σ z n moves by them.
final class GroupBooks {
  /// A current of a mechanism that belongs to no ion.
  struct Stray {
    let mechanism: String
    let flux: FluxArrays
    let charge: BookedSum
  }

  /// For each species what electrodes have injected, in amol.
  let injected: [BookedSum]
  /// Charge that current clamps have injected and no pool carries, in pC.
  let currentClamps: BookedSum
  /// Charge that voltage clamps have injected, in pC.
  let voltageClamps: BookedSum
  private(set) var strays: [Stray] = []
  private let base: UnsafeMutablePointer<Double>
  private let sumCount: Int

  /// Books in the group's memory, at `base`.
  init(_ plan: GroupPlan, base: UnsafeMutablePointer<Double>) {
    self.base = base
    let species = plan.solutions?.species.count ?? 0
    injected = (0..<species).map { BookedSum(base + 2 * $0) }
    currentClamps = BookedSum(base + 2 * species)
    voltageClamps = BookedSum(base + 2 * species + 2)
    sumCount = species + 2
  }

  /// How many numbers books take; 0 where nothing is dissolved and no charge need be followed.
  static func doubleCount(_ plan: GroupPlan) -> Int {
    guard let solutions = plan.solutions else { return 0 }
    let mechanisms = plan.mechanisms + plan.points.map(\.mechanism)
    let strays = mechanisms.flatMap(\.ions).count { $0.uses.contains(.ofNoIon) }
    return 2 * (solutions.species.count + 2 + strays)
  }

  /// Follows one more current of a mechanism that belongs to no ion.
  func addStray(_ mechanism: String, _ flux: FluxArrays) {
    let place = base + 2 * (sumCount + strays.count)
    strays.append(Stray(mechanism: mechanism, flux: flux, charge: BookedSum(place)))
  }

  /// Adds what mechanisms let in over `time` ms, at `share` of the way from V before to V now.
  func settleStrays(
    _ time: Double, _ voltage: UnsafePointer<Double>, _ before: UnsafePointer<Double>,
    share: Double, slotCount: Int
  ) {
    for stray in strays {
      var outward = 0.0
      for slot in 0..<slotCount {
        let shift = (voltage[slot] - before[slot]) * share
        outward += stray.flux.value[slot] + stray.flux.slope[slot] * shift
      }
      stray.charge.add(-outward * time)
    }
  }
}
