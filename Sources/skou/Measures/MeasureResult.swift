import Analysis
import Lowering
import ModelDescription
import Quantities

/// What a measure says of a run.
enum MeasureResult {
  case front(FrontResult)
  case outcome(OutcomeResult)

  /// Its name in the model.
  var name: String {
    switch self {
    case .front(let front): front.description.name
    case .outcome(let outcome): outcome.description.name
    }
  }
}

/// When a front came to its places, and how fast it was.
struct FrontResult {
  let description: FrontDescription
  let places: [LoweredModel.MeasuredPlace]
  /// Along the front's way, in µm; one for each place.
  let positions: [Double]
  /// In ms; one for each place, nil where the front has not come.
  let times: [Double?]
  /// Over the places that count; nil where it has not come to enough of them.
  let speed: FrontSpeed?

  init(
    _ description: FrontDescription, _ places: [LoweredModel.MeasuredPlace], _ times: [Double?]
  ) {
    self.description = description
    self.places = places
    self.times = times
    positions = places.map { description.position(of: $0.point) }
    let arrivals = zip(positions, times).compactMap { position, time in
      time.map { FrontSpeed.Arrival(position: position, time: $0) }
    }
    speed = FrontSpeed(arrivals, within: description.range)
  }

  /// How many places count for the speed.
  var countedPlaces: Int { positions.count { description.range.contains($0) } }

  /// To how many of these the front has come.
  var reachedPlaces: Int {
    zip(positions, times).count { description.range.contains($0) && $1 != nil }
  }
}

/// What became of each place.
struct OutcomeResult {
  let description: OutcomeDescription
  let places: [LoweredModel.MeasuredPlace]
  let courses: [OutcomeCourse]
  let outcomes: [CellOutcome]

  init(
    _ description: OutcomeDescription, _ places: [LoweredModel.MeasuredPlace],
    _ courses: [OutcomeCourse], end: Double
  ) {
    self.description = description
    self.places = places
    self.courses = courses
    let silence = (try? description.silence.value(in: .millisecond)) ?? 0
    outcomes = courses.map { $0.outcome(at: end, silence: silence) }
  }

  /// At how many places it came to this.
  func count(of outcome: CellOutcome) -> Int { outcomes.count { $0 == outcome } }
}
