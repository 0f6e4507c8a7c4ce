import ModelDescription
import Morphology
import Quantities

extension ExtracellularGrid {
  /// What can be said of a space that cells share.
  static let keys = [
    "volume_fraction", "spacing", "box", "tortuosity", "regions", "boundary", "transport",
    "perfusion", "decay", "initial", "sources", "step",
  ]

  /// Reads the map of a shared space in which these species are dissolved.
  init(_ map: MapEntry, species: GridSpecies, timeStep: Quantity) throws(ModelIOError) {
    let lattice = try GridLattice(map)
    let fraction = try map.required("volume_fraction", example: "volume_fraction: 0.2")
    self.init(
      spacing: lattice.spacing, box: lattice.box,
      volumeFraction: try fraction.extracellularFraction(),
      tortuosity: try map.optional("tortuosity", default: "1").tortuosity(),
      regions: try Region.read(map.optional("regions"), lattice),
      boundary: try map.optional("boundary", default: Boundary.sealed.rawValue)
        .choice(Boundary.self, example: "boundary: held"),
      transport: try Self.transport(map, species),
      perfusion: try map.optional("perfusion")?.rate(example: "perfusion: 0.1 /s"),
      decay: try Self.decay(map.optional("decay"), species),
      starts: try Start.read(map.optional("initial"), species, lattice),
      sources: try Source.read(map.optional("sources"), species, lattice),
      step: try Self.step(map, timeStep: timeStep))
  }

  private static func transport(
    _ map: MapEntry, _ species: GridSpecies
  ) throws(ModelIOError) -> Transport {
    let entry = map.optional("transport", default: Transport.free.rawValue)
    let transport = try entry.choice(Transport.self, example: "transport: electroneutral")
    let mobile = species.pools.filter { !$0.isNeutral && $0.diffusion?.siValue != 0 }
    guard transport == .electroneutral, mobile.count < 2 else { return transport }
    throw entry.error(
      .inconsistent,
      "\(entry.path): only ions that move can balance each other's charge, and "
        + (mobile.first.map { "'\($0.name)' alone does" } ?? "none does"),
      suggestion: "make at least two ions 'dynamics: pool', or write transport: free")
  }

  /// Reads the longest time between exchanges, which no time step may exceed.
  private static func step(
    _ map: MapEntry, timeStep: Quantity
  ) throws(ModelIOError) -> Quantity {
    let usual = Quantity(1, .millisecond)
    let entry = map.optional(
      "step", default: "\(timeStep.siValue > usual.siValue ? timeStep : usual)")
    let step = try entry.quantity(.time, .positive, example: "step: 1 ms")
    guard step.siValue >= timeStep.siValue * (1 - 1e-9) else {
      throw entry.error(
        .inconsistent, "\(entry.path) is \(step), shorter than the time step of \(timeStep)",
        suggestion: "cells and space exchange once a time step at most: write step: \(timeStep)")
    }
    return step
  }

  private static func decay(
    _ entry: Entry?, _ species: GridSpecies
  ) throws(ModelIOError) -> [(ion: String, rate: Quantity)] {
    var rates: [(ion: String, rate: Quantity)] = []
    let example = "decay: {glu: 5 /s}"
    for (name, item) in try entry?.namedEntries(of: "species", example: example) ?? [] {
      let ion = try species.pool(name, item)
      rates.append((ion.name, try item.rate(example: example)))
    }
    return rates
  }

  /// Whether something enters from the bath: through the walls or by perfusion.
  var feelsBath: Bool {
    let perfusions = [perfusion] + regions.map(\.perfusion)
    return boundary == .held || perfusions.contains { ($0?.siValue ?? 0) > 0 }
  }
}

extension Entry {
  /// The part of the tissue that is extracellular.
  func extracellularFraction() throws(ModelIOError) -> Double {
    let example = "volume_fraction: 0.2"
    let fraction = try quantity(.dimensionless, .positive, example: example)
      .sensible(.volumeFraction, self).siValue
    guard fraction <= 1 else {
      throw error(
        .outOfRange, "\(path) is \(node.kind) but must be at most 1, which is no tissue at all",
        suggestion: "write for example \(example)")
    }
    return fraction
  }

  /// The tortuosity λ.
  func tortuosity() throws(ModelIOError) -> Double {
    let tortuosity = try number(example: "tortuosity: 1.6")
    guard (1...1e3).contains(tortuosity) else {
      throw error(
        .outOfRange, "\(path) is \(node.kind) but must lie from 1 to 1000",
        suggestion: "write for example tortuosity: 1.6")
    }
    return tortuosity
  }

  /// A rate constant, possibly zero.
  func rate(example: String) throws(ModelIOError) -> Quantity {
    try quantity(.frequency, .notNegative, in: Unit.parsed("/s"), example: example)
      .sensible(.exchangeRate, self)
  }
}
