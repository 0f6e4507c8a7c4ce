import Communication
import EngineKernels

/// The books of the whole model as they stand: groups and the space that they share, added in the
/// order of the groups' numbers, whichever ranks they run on.
struct Books {
  private(set) var species: [SpeciesAmounts] = []
  private(set) var charge: ChargeAmounts?
  private(set) var volume: VolumeAmounts?
  private(set) var energy: EnergyAmounts?

  /// The books of one group.
  private struct Entry: Codable {
    var number: Int
    var species: [SpeciesAmounts]
    var charge: ChargeAmounts?
    var volume: VolumeAmounts?
    var energy: EnergyAmounts?

    init(_ group: GroupRuntime, number: Int) {
      self.number = number
      species = group.speciesAmounts
      charge = group.chargeAmounts
      volume = group.volumeAmounts
      energy = group.energyAmounts
    }
  }

  /// Adds up the books of all ranks, on each of them.
  init(
    _ groups: [GroupRuntime], _ numbers: [Int], _ tissue: Tissue?, _ ranks: any Ranks
  ) throws {
    let own = zip(groups, numbers).map { Entry($0, number: $1) }
    for entry in try ranks.gather(own).joined().sorted(by: { $0.number < $1.number }) {
      add(entry)
    }
    guard let tissue else { return }
    add(tissue.speciesAmounts)
    if let amounts = tissue.volumeAmounts { add(amounts) }
  }

  private mutating func add(_ entry: Entry) {
    add(entry.species)
    if let amounts = entry.charge {
      if charge == nil { charge = amounts } else { charge?.add(amounts) }
    }
    if let amounts = entry.volume { add(amounts) }
    if let amounts = entry.energy {
      energy = energy ?? EnergyAmounts()
      energy?.add(amounts)
    }
  }

  private mutating func add(_ amounts: VolumeAmounts) {
    volume = volume ?? VolumeAmounts()
    volume?.add(amounts)
  }

  private mutating func add(_ all: [SpeciesAmounts]) {
    for amounts in all {
      if let index = species.firstIndex(where: { $0.name == amounts.name }) {
        species[index].add(amounts)
      } else {
        species.append(amounts)
      }
    }
  }
}
