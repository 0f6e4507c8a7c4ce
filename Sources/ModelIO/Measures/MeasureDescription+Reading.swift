import ModelDescription

extension MeasureDescription {
  private static let example = "measure: {front: {event: invasion, along: x}}"

  /// Reads the key `measure`, in the order of the file.
  ///
  /// An entry with `event` is a front; any other tells outcomes.
  static func read(
    _ entry: Entry?, context: ModelContext, detections: [DetectionDescription]
  ) throws(ModelIOError) -> [MeasureDescription] {
    guard let entry else { return [] }
    var measures: [MeasureDescription] = []
    for (name, item) in try entry.namedEntries(of: "measures", example: example) {
      guard case .map(let pairs) = item.node.content else {
        throw item.wrongKind(expected: "a measure", example: example)
      }
      let isFront = pairs.contains { $0.key == "event" }
      measures.append(
        isFront
          ? .front(
            try FrontDescription(item, name: name, context: context, detections: detections))
          : .outcome(try OutcomeDescription(item, name: name, context: context)))
    }
    return measures
  }
}

extension Entry {
  /// The name of a front of the model.
  func front(_ measures: [MeasureDescription]) throws(ModelIOError) -> String {
    var known: [String] = []
    for case .front(let front) in measures { known.append(front.name) }
    let name = try text(expected: "the name of a front", example: "of: front")
    guard known.contains(name) else {
      throw unknown(name, among: known, kind: "fronts of 'measure'")
    }
    return name
  }

  /// A measure of outcomes of the model, by its name.
  func outcome(_ measures: [MeasureDescription]) throws(ModelIOError) -> OutcomeDescription {
    var known: [OutcomeDescription] = []
    for case .outcome(let outcome) in measures { known.append(outcome) }
    let name = try text(expected: "the name of a measure of outcomes", example: "of: fate")
    guard let outcome = known.first(where: { $0.name == name }) else {
      throw unknown(name, among: known.map(\.name), kind: "outcomes of 'measure'")
    }
    return outcome
  }
}
