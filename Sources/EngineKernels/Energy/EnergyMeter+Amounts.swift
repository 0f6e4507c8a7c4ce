/// The books as they stand.
extension EnergyMeter {
  var amounts: EnergyAmounts {
    var amounts = EnergyAmounts()
    let names = mechanisms.map(\.name) + points.map(\.mechanism.name)
    amounts.mechanisms = names.enumerated().map { number, name in
      var energy = MechanismEnergy(name: name)
      energy.dissipation = sums.value(.dissipation, of: number)
      energy.dissipationOfNoIon = sums.value(.dissipationOfNoIon, of: number)
      energy.atpUsed = sums.value(.atpUsed, of: number)
      energy.atpMade = sums.value(.atpMade, of: number)
      energy.reactions = sums.value(.reactions, of: number)
      return energy
    }
    amounts.stimuli = sums.value(.stimuli)
    amounts.axial = sums.value(.axial)
    amounts.water = sums.value(.water)
    amounts.exchange = sums.value(.exchange)
    amounts.entropy = sums.value(.entropy)
    amounts.bath = sums.value(.bath)
    amounts.reservoirs = sums.value(.reservoirs)
    amounts.membrane = start.membraneChange(nodes)
    if let solutions {
      amounts.inside = start.change(solutions, isInside: true)
      amounts.outside = solutions.hasShell ? start.change(solutions, isInside: false) : 0
    }
    return amounts
  }
}
