// Testing has an Expectation too; the one that is named here wins.
import struct ModelDescription.Expectation
import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Expectations of time courses, events and ledgers")
struct ExpectationReadingTests {
  private func observable(_ text: String) throws -> Expectation {
    try TestModels.load(["expect": "[\(text)]"], text: TestModels.pumpLeak).expectations[0]
  }

  @Test("an expectation of a deviation is in the recording's unit")
  func deviation() throws {
    let text = "{quantity: standard deviation, of: v, from: 1 s, is: 0.4 mV, within: 2 %}"
    guard case .standardDeviation("v") = try observable(text).observable else {
      Issue.record("another observable was read")
      return
    }
  }

  @Test("an expectation of a change has a window and the recording's unit")
  func change() throws {
    let text = "{quantity: change, of: chloride, from: 1 s, to: 2 s, is: -0.5 mM, within: 1 %}"
    let expectation = try observable(text)
    guard case .change("chloride") = expectation.observable else {
      Issue.record("another observable was read")
      return
    }
    #expect(expectation.from == Quantity(1, .second) && expectation.to == Quantity(2, .second))
  }

  @Test("an expectation can be of the time of an extreme")
  func extremes() throws {
    let peak = "{quantity: time of maximum, of: chloride, element: 1, is: 11 min, within: 1 s}"
    guard case .timeOfMaximum("chloride") = try observable(peak).observable,
      case .timeOfMinimum("v") = try observable(
        "{quantity: time of minimum, of: v, from: 11 min, is: 660 s, within: 1 s}"
      ).observable
    else {
      Issue.record("another observable was read")
      return
    }
  }

  @Test("an expectation can be of the time at which a level is crossed")
  func crossing() throws {
    for (key, expected) in [("above", Expectation.Direction.upward), ("below", .downward)] {
      guard
        case .timeOfCrossing("v", let level, let direction) = try observable(
          "{quantity: time of crossing, of: v, \(key): -60 mV, is: 6607 s, within: 1 s}"
        ).observable
      else {
        Issue.record("another observable was read")
        return
      }
      #expect(level == Quantity(-60, .millivolt))
      #expect(direction == expected)
    }
  }

  @Test("an expectation can be of events, of which the first counts unless it says")
  func events() throws {
    guard
      case .eventTime("lysis", 1) = try observable(
        "{quantity: event time, of: lysis, is: 87614 s, within: 1 s}"
      ).observable,
      case .eventTime("lysis", 3) = try observable(
        "{quantity: event time, of: lysis, number: 3, at_least: 1 s}"
      ).observable
    else {
      Issue.record("another observable was read")
      return
    }
    let none = try observable("{quantity: event count, of: lysis, is: 0}")
    guard case .eventCount("lysis") = none.observable,
      case .equals(_, within: .absolute(let tolerance)) = none.criterion
    else {
      Issue.record("another observable was read")
      return
    }
    #expect(tolerance.siValue == 0)
  }

  @Test("an expectation of the ledger has the dimension that it is given")
  func ledger() throws {
    let expectation = try observable(
      "{quantity: ledger, of: energy.atp_per_second, is: 3.1208e7 /s, within: 0.001 %}")
    guard case .ledger("energy.atp_per_second") = expectation.observable,
      case .equals(let value, within: .relative) = expectation.criterion
    else {
      Issue.record("another observable was read")
      return
    }
    #expect(try value.value(in: .hertz) == 3.1208e7)
    let share = try observable("{quantity: ledger, of: energy.share, at_least: 0.2, at_most: 1}")
    guard case .between(let least?, and: _?) = share.criterion else { return }
    #expect(least.isBareNumber)
  }
}
