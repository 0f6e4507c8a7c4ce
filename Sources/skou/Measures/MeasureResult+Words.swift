import Analysis
import Lowering
import ModelDescription

extension FrontDescription {
  /// What is measured: "event 'invasion' along x, from 700 um to 1600 um".
  var words: String { "event '\(event)' \(wayWords)\(rangeWords)" }

  /// The way: "along x".
  private var wayWords: String {
    switch coordinate {
    case .along(let axis): "along \(axis.rawValue)"
    case .distance(let point):
      "away from (\([point.x, point.y, point.z].map { Format.number($0) }.joined(separator: ", "))) um"
    }
  }

  private var rangeWords: String {
    let (low, high) = (range.lowerBound, range.upperBound)
    return (low.isFinite ? ", from \(Format.number(low, digits: 6)) um" : "")
      + (high.isFinite
        ? "\(low.isFinite ? "" : ",") to \(Format.number(high, digits: 6)) um" : "")
  }
}

extension OutcomeDescription {
  /// What is told by what: "block: v > -40 mV for 1 s; …".
  var words: String {
    zip(signs, detections).map { "\($0.rawValue): \($1.condition.text)" }.joined(separator: "; ")
      + "; silent without spikes in the last \(silence)"
  }
}

/// What measures say, for the terminal.
extension MeasureResult {
  /// Rows under the measure's name.
  func rows(_ model: LoweredModel) -> [[String]] {
    switch self {
    case .front(let front): [[name, front.sentence], ["", front.description.words]]
    case .outcome(let outcome): [[name, outcome.sentence]] + outcome.first(model).map { ["", $0] }
    }
  }
}

extension FrontResult {
  /// The speed with its interval, and over what.
  fileprivate var sentence: String {
    let reached = "\(Format.count(reachedPlaces)) of \(Format.counted(countedPlaces, "place"))"
    guard let speed else { return "no speed: the event came to \(reached)" }
    let (low, high) = (speed.interval.lowerBound, speed.interval.upperBound)
    return "\(Format.number(speed.speed, digits: 6)) mm/min, 95 % interval "
      + "\(Format.number(low, digits: 6)) to \(Format.number(high, digits: 6)), over \(reached), "
      + "R² \(Format.number(speed.determination, digits: 6))"
  }
}

extension OutcomeResult {
  /// How many places came to what, without what none came to.
  fileprivate var sentence: String {
    let found = CellOutcome.allCases.filter { count(of: $0) > 0 }
    return found.map { "\(Format.count(count(of: $0))) \($0.rawValue)" }.joined(separator: ", ")
      + ", of \(Format.counted(places.count, "place"))"
  }

  /// Where and when the first episode began.
  fileprivate func first(_ model: LoweredModel) -> [String] {
    var earliest: (time: Double, place: Int)?
    for (place, course) in courses.enumerated() {
      guard let time = course.firstBlock, time < earliest?.time ?? .infinity else { continue }
      earliest = (time, place)
    }
    guard let earliest else { return [] }
    let element = places[earliest.place].element
    let cell = model.cells[element.cell]
    return [
      "first at \(Format.simulated(earliest.time)), in cell \(cell.index) of "
        + "'\(model.populations[cell.population])', compartment \(element.compartment)"
    ]
  }
}
