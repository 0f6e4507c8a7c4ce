#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Numerics

/// Perfusion, decay and water: what happens in each voxel by itself.
extension GridRuntime {
  /// Exact exponentials over `time` ms in a block of voxels.
  ///
  /// dn/dt = p (c_bath w − n) − k n, so n goes to n∞ = p c_bath w/(p + k) as e^−(p + k)t. What
  /// vanishes is k ∫ n dt; the bath gets the rest of the change, so that the books close.
  func react(_ species: Int, _ block: Int, time: Double) {
    let decay = plan.species[species].decay
    let amount = amount(species), lost = amountLost(species)
    let concentration = concentration(species)
    var toBath = 0.0
    var vanished = 0.0
    for voxel in shape.voxels(ofBlock: block) {
      let perfusion = plan.perfusion[voxel]
      let rate = perfusion + decay
      guard rate != 0 else { continue }
      let size = isUniform ? uniformWater : water[voxel]
      let gain = perfusion * bath[species] * size
      let change = (amount[voxel] - gain / rate) * expm1(-rate * time)
      let decayed = decay == 0 ? 0 : decay / rate * (gain * time - change)
      add(change, amount + voxel, lost + voxel)
      concentration[voxel] = amount[voxel] / size
      vanished += decayed
      toBath -= change + decayed
    }
    slots.block(species, block)[0] = toBath
    slots.block(species, block)[1] = vanished
  }

  /// Moves a share of the water that cells give; leaves 1 where a voxel has none left.
  func moveWater(_ block: Int, share: Double) {
    var isDry = false
    for voxel in shape.voxels(ofBlock: block) {
      add(waterChanges[voxel] * share, water + voxel, waterLost + voxel)
      if !(water[voxel] > 0 && water[voxel] < .infinity) { isDry = true }
    }
    for species in 0..<plan.species.count {
      refreshConcentrations(species, shape.voxels(ofBlock: block))
    }
    slots.block(0, block)[2] = isDry ? 1 : 0
  }

  @inline(__always)
  func add(
    _ change: Double, _ sum: UnsafeMutablePointer<Double>, _ lost: UnsafeMutablePointer<Double>
  ) {
    let old = sum.pointee
    let wanted = change - lost.pointee
    let new = old + wanted
    lost.pointee = (new - old) - wanted
    sum.pointee = new
  }
}
