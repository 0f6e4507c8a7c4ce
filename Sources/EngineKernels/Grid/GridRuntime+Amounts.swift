import Numerics

/// Which of eight amounts are amounts.
typealias GridMask = SIMDMask<SIMD8<Int64>>

/// Amounts take up their changes, and concentrations follow.
extension GridRuntime {
  /// Adds changes to the amounts of eight voxels, as Kahan does; returns where these are good.
  ///
  /// Plain sums of 10⁵ steps drift by more than 1e-12. Eight voxels cost four operations for the sum,
  /// two comparisons, two loads, three stores and one division, which takes longest: 16 cycles on
  /// Intel's cores.
  @inline(__always)
  func apply<Access: LaneAccess>(
    _ change: Lanes, _ species: Int, _ voxel: Int, _ access: Access
  ) -> GridMask {
    let amount = amount(species) + voxel
    let lost = amountLost(species) + voxel
    let wanted = change - access.load(lost)
    let old = access.load(amount)
    let new = old + wanted
    access.store((new - old) - wanted, lost)
    access.store(new, amount)
    let size = isUniform ? Lanes(splat: uniformWater) : access.load(water + voxel)
    access.store(new / size, concentration(species) + voxel)
    return (new .>= Lanes(splat: 0)) .& (new .< Lanes(splat: .infinity))
  }

  /// Applies the changes in rows along x.
  func applyRows(_ rows: Range<Int>, _ unit: Int, _ part: GridPart) {
    let count = shape.counts.x
    let voxels = rows.lowerBound * count..<rows.upperBound * count
    let isGood = applyRange(part.species, voxels, sign: 1)
    slots.unit(part.species, unit, .isBad).pointee = isGood ? 0 : 1
  }

  /// Adds or, with the sign −1, takes back the changes of some voxels; says whether all is good.
  @discardableResult
  func applyRange(_ species: Int, _ voxels: Range<Int>, sign: Double) -> Bool {
    var good = GridMask(repeating: true)
    for voxel in Swift.stride(from: voxels.lowerBound, to: voxels.upperBound, by: 8) {
      let left = FirstLanes(count: voxels.upperBound - voxel)
      if left.count >= 8 {
        let change = Lanes.load(change(species) + voxel) * Lanes(splat: sign)
        good = good .& apply(change, species, voxel, AllLanes())
      } else {
        let change = left.load(change(species) + voxel) * Lanes(splat: sign)
        good = good .& apply(change, species, voxel, left)
      }
    }
    return all(good)
  }

  /// Sets concentrations from amounts and water.
  func refreshConcentrations(_ species: Int, _ voxels: Range<Int>) {
    let amount = amount(species)
    let concentration = concentration(species)
    for voxel in voxels {
      concentration[voxel] = amount[voxel] / (isUniform ? uniformWater : water[voxel])
    }
  }

  /// The first voxel of any rank whose amount is negative or not finite, by species, then by number,
  /// and whether it is finite.
  func findFailure() -> (failure: Failure, isFinite: Bool)? {
    let own = findOwnFailure()
    let number = own.map { Double(($0.species ?? 0) * shape.voxelCount + $0.voxel) }
    let isFinite = own.map { amount($0.species ?? 0)[$0.voxel].isFinite } ?? true
    // Ranks that are only estimated have nothing to say.
    let all = ranks.gather([number ?? .infinity, isFinite ? 1 : 0]).filter { !$0.isEmpty }
    guard let first = all.min(by: { $0[0] < $1[0] }), first[0] < .infinity else { return nil }
    let (species, voxel) = Int(first[0]).quotientAndRemainder(dividingBy: shape.voxelCount)
    return (Failure(species: species, voxel: voxel), first[1] == 1)
  }

  private func findOwnFailure() -> Failure? {
    for species in 0..<plan.species.count {
      let amount = amount(species)
      for voxel in slabs.voxels where !(amount[voxel] >= 0 && amount[voxel] < .infinity) {
        return Failure(species: species, voxel: voxel)
      }
    }
    return nil
  }

  /// The first voxel of any rank that has no water.
  func findDryVoxel() -> Int? {
    let own = slabs.voxels.first { !(water[$0] > 0 && water[$0] < .infinity) }
    let first = ranks.gather([own.map { Double($0) } ?? .infinity]).joined().min()
    return first.flatMap { Int(exactly: $0) }
  }
}
