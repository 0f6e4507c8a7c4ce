import ModelDescription
import Morphology

/// Finds the places at which measures look for events, and where in the tissue they are.
struct MeasureLowering {
  /// The fewest places through which a line is fitted.
  private static let fewest = 3

  private let placement: CellPlacement
  private let lowered: LoweredModel
  /// For each detection the identifiers of its events, in the order of their places.
  private let identifiers: [[Int]]

  /// - Parameters:
  ///   - placement: where cells are.
  ///   - lowered: a model with all its events.
  init(_ placement: CellPlacement, _ lowered: LoweredModel) {
    self.placement = placement
    self.lowered = lowered
    var identifiers = [[Int]](repeating: [], count: lowered.detections.count)
    for (number, event) in lowered.events.enumerated() {
      identifiers[event.detection].append(number)
    }
    self.identifiers = identifiers
  }

  func measures(
    _ descriptions: [MeasureDescription]
  ) throws(LoweringError) -> [LoweredModel.Measure] {
    var measures: [LoweredModel.Measure] = []
    for description in descriptions {
      let places: [LoweredModel.MeasuredPlace]
      switch description {
      case .front(let front):
        places = self.places([front.event])
        try requireStretch(front, places)
      case .outcome(let outcome):
        places = self.places(outcome.detections.map(\.name))
      }
      measures.append(LoweredModel.Measure(description: description, places: places))
    }
    return measures
  }

  /// The places that some detections have in common.
  private func places(_ detections: [String]) -> [LoweredModel.MeasuredPlace] {
    let numbers = detections.compactMap { name in
      lowered.detections.firstIndex { $0.name == name }
    }
    guard let first = numbers.first else { return [] }
    return identifiers[first].indices.map { place in
      let element = lowered.events[identifiers[first][place]].element
      return LoweredModel.MeasuredPlace(
        element: element, point: point(element), events: numbers.map { identifiers[$0][place] })
    }
  }

  private func point(_ element: LoweredModel.Element) -> Morphology.Point {
    let cell = lowered.painted[lowered.cells[element.cell].kind]
    let center = cell.morphology.compartments[element.compartment].center
    return placement.point(center, ofCell: element.cell)
  }

  /// Refuses a front whose speed no run could give.
  private func requireStretch(
    _ front: FrontDescription, _ places: [LoweredModel.MeasuredPlace]
  ) throws(LoweringError) {
    let all = places.map { front.position(of: $0.point) }
    let counted = all.filter(front.range.contains)
    let isPoint = Set(counted).count < 2
    guard counted.count < Self.fewest || isPoint else { return }
    let extent = "they lie from \(words(all.min())) to \(words(all.max()))"
    throw LoweringError(
      .place,
      "front '\(front.name)': of the \(places.count) places of event '\(front.event)', "
        + "\(counted.count) count"
        + (counted.count < Self.fewest ? "" : ", all at one position")
        + "; a speed needs \(Self.fewest), at two positions or more",
      suggestion: "change 'between', or detect the event in more cells or places: \(extent)",
      at: front.source)
  }

  private func words(_ position: Double?) -> String {
    position.map { "\(($0 * 10).rounded() / 10) um" } ?? "nowhere"
  }
}
