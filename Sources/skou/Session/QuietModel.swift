import Lowering
import MechanismCatalogue
import ModelDescription
import Quantities

/// One cell of one kind, alone and left to itself: no electrodes, no interventions, no recordings.
///
/// Synapses are silent without events and gap junctions carry nothing between cells that are alike,
/// so that both can be left out.
struct QuietModel {
  /// What becomes of concentrations outside of a cell that shares its space with others.
  enum SharedSpace {
    /// They are as the model gives them: for one moment.
    case given
    /// They stay as the model gives them if the space returns to these by itself, and are an error
    /// otherwise: for good.
    case returning
  }

  private(set) var description: ModelDescription
  private let catalogue: MechanismCatalogue
  private let isScalar: Bool

  /// The kind of cell.
  var cell: CellDescription { description.cells[0] }

  /// A kind of cell of a model; an error where it has none, or one that cannot come to rest.
  init(_ session: ModelSession, cell name: String, _ space: SharedSpace) throws {
    var model = session.model.description
    model.cells = model.cells.filter { $0.name == name }
    guard let cell = model.cells.first else {
      let names = session.model.description.cells.map(\.name)
      throw UserError.wrongInput(
        "the model has no kind of cell '\(name)'",
        advice: EditDistance.suggestion(for: name, among: names, kind: "kinds of cells"))
    }
    try model.leaveSharedSpace(space)
    try model.leaveNetwork(cell, session.catalogue)
    model.populations = [
      PopulationDescription(name: name, cell: name, count: 1, source: cell.source)
    ]
    (model.stimuli, model.interventions, model.recordings) = ([], [], [])
    (model.detectors, model.detections, model.measures, model.expectations) = ([], [], [], [])
    model.gridRecordings = []
    let millisecond = Quantity(1, .millisecond)
    model.simulation.method = .secondOrder
    (model.simulation.duration, model.simulation.timeStep) = (millisecond, millisecond)
    description = model
    catalogue = session.catalogue
    isScalar = session.isScalar
    try refuseWhatNeverRests()
  }

  /// The kinds of cells that a model's populations have.
  static func kinds(_ description: ModelDescription) -> [String] {
    names(description.populations.map(\.cell))
  }

  /// The cell as a plan, and which slots of its only group hold compartments.
  func lowered() throws -> (model: LoweredModel, isCompartment: [Bool]) {
    var options = ModelLowering.Options()
    options.path = isScalar ? .scalar : .lanes
    let lowered = try wrongInput { try ModelLowering.lower(description, catalogue, options) }
    return (lowered, lowered.elements(ofGroup: 0).map { $0 != nil })
  }

  /// The manifest of a use of a mechanism.
  func manifest(_ use: MechanismUse) -> MechanismManifest? {
    catalogue.manifests.first { $0.name == use.mechanism && $0.variant == use.variant }
  }

  /// Changes one parameter of one use, by its place in the list, to a number in its own unit.
  mutating func set(_ use: Int, _ parameter: String, _ value: Quantity) {
    let source = description.cells[0].mechanisms[use].source
    description.cells[0].mechanisms[use].parameters[parameter] = ParameterValue(
      form: .constant(value), text: "\(value)", source: source)
  }

  private func refuseWhatNeverRests() throws {
    for use in cell.mechanisms where manifest(use)?.isRandom == true {
      throw UserError.wrongInput(
        "\(use.source): '\(use.mechanism)' draws random numbers and never rests",
        advice: "put a mechanism without noise in its place")
    }
  }
}
