import ModelDescription
import Morphology
import Quantities

extension CellDescription {
  private static let keys = [
    "morphology", "discretization", "cable", "ions", "volume", AxialTransport.key,
    AxialTransport.tortuosityKey, "mechanisms", "synapses",
  ]
  private static let example =
    "cells: {patch: {morphology: {sphere: {diameter: 20 um}}, cable: {…}, mechanisms: […]}}"

  /// Reads the key `cells`, in the order of the file; `ions` are the model's.
  static func read(
    _ entry: Entry, ions: [IonDescription]
  ) throws(ModelIOError) -> [CellDescription] {
    var cells: [CellDescription] = []
    for (name, item) in try entry.namedEntries(of: "cells", example: example) {
      cells.append(try CellDescription(item, name: name, ions: ions))
    }
    guard !cells.isEmpty else {
      throw entry.error(
        .missingKey, "the model has no cell", suggestion: "write for example \(example)")
    }
    return cells
  }

  private init(_ entry: Entry, name: String, ions: [IonDescription]) throws(ModelIOError) {
    let map = try entry.map("a cell", keys: Self.keys, example: Self.example)
    let shape = try CellShape(
      map.required("morphology", example: "morphology: {swc: pyramidal.swc}"))
    let ions = try IonDescription.read(map.optional("ions"), inherited: ions)
    let axial = try AxialTransport(map, ions: ions)
    let mechanisms = try MechanismUse.read(
      map.optional("mechanisms"), ions: ions, sections: shape.sectionNames)
    self.init(
      name: name, morphology: shape.morphology,
      discretization: try DiscretizationRule(map, shape: shape),
      cable: try CablePaint.read(
        map.required("cable", example: CablePaint.example), shape: shape),
      ions: ions, mechanisms: mechanisms,
      synapses: try SynapseDescription.read(
        map.optional("synapses"), beside: mechanisms, ions: ions, sections: shape.sectionNames),
      volume: try map.optional("volume").map { (entry) throws(ModelIOError) in
        try VolumeDescription(entry, ions: ions)
      },
      axial: axial, intracellularTortuosity: try axial.tortuosity(map),
      source: entry.location)
  }
}

extension CellDescription {
  /// The names of the sections of the morphology.
  var sectionNames: [String] { morphology.branches.compactMap(\.name) }
}

extension CablePaint {
  private static let keys = ["where", "capacitance", "resistivity", "voltage", "temperature"]
  static let example =
    "cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}"

  /// Reads the key `cable`: one map, or a list of maps of which later ones override.
  static func read(_ entry: Entry, shape: CellShape) throws(ModelIOError) -> [CablePaint] {
    var paints: [CablePaint] = []
    for item in try entry.itemsOrSelf(of: "cable properties", example: example) {
      paints.append(try CablePaint(item, sections: shape.sectionNames))
    }
    try checkComplete(paints, shape: shape, entry)
    return paints
  }

  private init(_ entry: Entry, sections: [String]) throws(ModelIOError) {
    let map = try entry.map("cable properties", keys: Self.keys, example: Self.example)
    self.init(
      region: try Region(map.optional("where", default: "all"), sections: sections),
      capacitance: try map.optional("capacitance")?
        .quantity(.specificCapacitance, .positive, example: "capacitance: 1 uF/cm2"),
      resistivity: try map.optional("resistivity")?
        .quantity(.resistivity, .positive, example: "resistivity: 100 ohm cm"),
      voltage: try map.optional("voltage")?.quantity(.voltage, example: "voltage: -65 mV"),
      temperature: try map.optional("temperature")?.temperature(example: "temperature: 37 degC"),
      source: entry.location)
    guard capacitance != nil || resistivity != nil || voltage != nil || temperature != nil else {
      throw entry.error(
        .missingKey, "\(entry.path) sets nothing", suggestion: "write for example \(Self.example)")
    }
  }

  /// Checks that each property that the cell needs is given somewhere.
  ///
  /// Whether it is given everywhere can only be told when the regions' compartments are known.
  private static func checkComplete(
    _ paints: [CablePaint], shape: CellShape, _ entry: Entry
  ) throws(ModelIOError) {
    let needs: [(isGiven: Bool, key: String, example: String)] = [
      (paints.contains { $0.capacitance != nil }, "capacitance", "capacitance: 1 uF/cm2"),
      (
        paints.contains { $0.resistivity != nil } || shape.isOneCompartment, "resistivity",
        "resistivity: 100 ohm cm"
      ),
      (paints.contains { $0.voltage != nil }, "voltage", "voltage: -65 mV"),
    ]
    for need in needs where !need.isGiven {
      throw entry.error(
        .missingKey, "\(entry.path) has no '\(need.key)'",
        suggestion: "add for example \(need.example)")
    }
  }
}
