import ModelDescription
import Quantities

/// The words of the table.
extension ExpectationCheck {
  var name: String {
    switch expectation.observable {
    case .spikeCount(let detector): "spike count of \(detector)"
    case .spikeTime(let detector, let number): "spike \(number) of \(detector)"
    case .frequency(let detector): "frequency of \(detector)"
    case .conductionVelocity(let from, let to): "conduction velocity, \(from) to \(to)"
    case .value(let recording, let time): "\(recording)\(element) at \(time)"
    case .change(let recording): "change of \(recording)\(element)"
    case .minimum(let recording): "minimum of \(recording)\(element)"
    case .maximum(let recording): "maximum of \(recording)\(element)"
    case .mean(let recording): "mean of \(recording)\(element)"
    case .standardDeviation(let recording): "standard deviation of \(recording)\(element)"
    case .timeOfMaximum(let recording): "time of the maximum of \(recording)\(element)"
    case .timeOfMinimum(let recording): "time of the minimum of \(recording)\(element)"
    case .timeOfCrossing(let recording, let level, .upward):
      "time at which \(recording)\(element) rises above \(level)"
    case .timeOfCrossing(let recording, let level, .downward):
      "time at which \(recording)\(element) falls below \(level)"
    case .eventCount(let detection): "event count of \(detection)"
    case .eventTime(let detection, let number): "event \(number) of \(detection)"
    case .frontSpeed(let measure): "speed of \(measure)"
    case .frontPlaces(let measure): "places of \(measure)"
    case .outcomeCount(let measure, let outcome): "\(outcome.rawValue) of \(measure)"
    case .ledger(let name): name
    }
  }

  private var element: String { expectation.element.map { "[\($0)]" } ?? "" }

  var expected: String {
    switch expectation.criterion {
    case .equals(let target, .absolute(let difference)) where difference.siValue == 0: "\(target)"
    case .equals(let target, .absolute(let difference)): "\(target) ± \(difference)"
    case .equals(let target, .relative(let part)):
      "\(target) ± \(Format.number(part * 100)) %"
    case .between(let low?, let high?): "\(low) to \(high)"
    case .between(let low?, nil): "at least \(low)"
    case .between(nil, let high?): "at most \(high)"
    case .between(nil, nil): "anything"
    }
  }

  /// A measured value, in the unit in which it was expected.
  func found(_ value: Double?) -> String {
    guard let value else { return "nothing" }
    let symbol = unit == .one ? "" : " \(expectedUnit.symbol)"
    return Format.number(inExpectedUnit(value), digits: 7) + symbol
  }

  /// A measured value, as a number in `expectedUnit`.
  func inExpectedUnit(_ value: Double) -> Double {
    (try? Quantity(value, unit).value(in: expectedUnit)) ?? value
  }

  /// The unit in which the model says what it expects.
  var expectedUnit: Unit {
    // What was written in seconds is printed in milliseconds.
    guard unit != .millisecond else { return unit }
    return switch expectation.criterion {
    case .equals(let target, _): target.unit
    case .between(let low, let high): (low ?? high)?.unit ?? unit
    }
  }
}
