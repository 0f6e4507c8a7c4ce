import ModelDescription
import Quantities

extension IonDescription {
  /// Checks that what a map says of a species goes together.
  func checkConsistency(_ map: MapEntry) throws(ModelIOError) {
    try checkReversal(map)
    try checkOverride(map)
    try checkConcentrations(map)
  }

  /// Refuses reversal potentials of species that have none, or that have one of their own.
  private func checkReversal(_ map: MapEntry) throws(ModelIOError) {
    guard let entry = map.optional("reversal") else { return }
    if isNeutral {
      throw entry.error(
        .inconsistent, "\(entry.path): '\(name)' has valence 0, and so no reversal potential",
        suggestion: "remove 'reversal', or give the ion its charge")
    }
    switch dynamics {
    case .constant: return
    case .pool:
      throw entry.error(
        .inconsistent, "\(entry.path): that of a pool follows from its concentrations",
        suggestion: "remove 'reversal', or write dynamics: constant")
    case .impermeant:
      throw entry.error(
        .inconsistent, "\(entry.path): nothing impermeant has a reversal potential",
        suggestion: "remove 'reversal', or write dynamics: constant")
    }
  }

  /// Refuses both a reversal potential and concentrations unless the model says which wins.
  private func checkOverride(_ map: MapEntry) throws(ModelIOError) {
    let concentration = map.optional("inside") ?? map.optional("outside")
    if let concentration, reversal != nil, !reversalOverridesConcentrations {
      throw concentration.error(
        .inconsistent, "\(map.path) has both a reversal potential and a concentration",
        suggestion: "keep one of them, or add 'override: true' if the reversal potential is to win")
    }
    guard let flag = map.optional("override"), reversalOverridesConcentrations else { return }
    guard reversal != nil, concentration != nil else {
      throw flag.error(
        .inconsistent, "'override' means nothing without both 'reversal' and a concentration",
        suggestion: "remove it")
    }
  }

  /// Refuses a species of which too little is known for what it does.
  private func checkConcentrations(_ map: MapEntry) throws(ModelIOError) {
    guard reversal != nil || inside != nil || outside != nil else {
      throw map.entry.error(
        .missingKey,
        isNeutral
          ? "\(map.path) has neither 'inside' nor 'outside'"
          : "\(map.path) has neither 'reversal' nor 'inside' and 'outside'",
        suggestion: "add for example " + (isNeutral ? "inside: 3 mM" : Self.example))
    }
    guard dynamics != .constant else { return }
    try require("inside", inside, map)
    // A neutral pool without an outside, such as ATP, stays in the cell.
    if dynamics == .impermeant || !isNeutral { try require("outside", outside, map) }
  }

  private func require(
    _ key: String, _ value: Quantity?, _ map: MapEntry
  ) throws(ModelIOError) {
    guard value == nil else { return }
    throw map.entry.error(
      .missingKey, "\(map.path) has 'dynamics: \(dynamics.rawValue)' but no '\(key)'",
      suggestion: "add for example \(key): \(dynamics == .impermeant ? "0 mM" : "10 mM")")
  }
}
