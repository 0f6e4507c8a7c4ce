import Analysis
import Lowering
import ModelDescription
import ResultsIO

extension RunMeasure {
  /// What a measure says, in the words of run.h5.
  init(_ result: MeasureResult, _ model: LoweredModel) {
    switch result {
    case .front(let front):
      self.init(
        name: front.description.name, kind: "front", about: front.description.words,
        summary: front.quantities, places: front.places.map { RunMeasure.Place($0, model) },
        columns: [
          Column(name: "position", units: "um", values: front.positions),
          Column(name: "time", units: "ms", values: front.times.map { $0 ?? .nan }),
        ])
    case .outcome(let outcome):
      self.init(
        name: outcome.description.name, kind: "outcome", about: outcome.description.words,
        summary: outcome.quantities, places: outcome.places.map { RunMeasure.Place($0, model) },
        outcomes: outcome.outcomes.map(\.rawValue), columns: outcome.columns)
    }
  }
}

extension RunMeasure.Place {
  fileprivate init(_ place: LoweredModel.MeasuredPlace, _ model: LoweredModel) {
    let cell = model.cells[place.element.cell]
    self.init(
      population: model.populations[cell.population], cell: UInt64(cell.index),
      globalCell: UInt64(place.element.cell), compartment: UInt64(place.element.compartment),
      x: place.point.x, y: place.point.y, z: place.point.z)
  }
}

extension FrontResult {
  /// Numbers that are there once; the speed and what belongs to it where there is one.
  fileprivate var quantities: [RunQuantity] {
    let counts = [
      RunQuantity(name: "places", value: Double(countedPlaces)),
      RunQuantity(name: "places_reached", value: Double(reachedPlaces)),
      RunQuantity(name: "range.from", value: description.range.lowerBound, units: "um"),
      RunQuantity(name: "range.to", value: description.range.upperBound, units: "um"),
    ]
    guard let speed else { return counts }
    let unit = "mm/min"
    return counts + [
      RunQuantity(name: "speed", value: speed.speed, units: unit),
      RunQuantity(name: "speed.uncertainty", value: speed.uncertainty, units: unit),
      RunQuantity(name: "speed.lowest", value: speed.interval.lowerBound, units: unit),
      RunQuantity(name: "speed.highest", value: speed.interval.upperBound, units: unit),
      RunQuantity(name: "determination", value: speed.determination),
    ]
  }
}

extension OutcomeResult {
  /// How many places have come to what.
  fileprivate var quantities: [RunQuantity] {
    [RunQuantity(name: "places", value: Double(places.count))]
      + CellOutcome.allCases.map { RunQuantity(name: $0.rawValue, value: Double(count(of: $0))) }
  }

  fileprivate var columns: [RunMeasure.Column] {
    func times(_ name: String, _ time: (OutcomeCourse) -> Double?) -> RunMeasure.Column {
      RunMeasure.Column(name: name, units: "ms", values: courses.map { time($0) ?? .nan })
    }
    return [
      times("block", \.firstBlock), times("depolarization", \.firstDepolarization),
      times("repolarization", \.lastRepolarization), times("last_spike", \.lastSpike),
      RunMeasure.Column(
        name: "episodes", units: "", values: courses.map { Double($0.episodeCount) }),
      RunMeasure.Column(name: "spikes", units: "", values: courses.map { Double($0.spikeCount) }),
    ]
  }
}
