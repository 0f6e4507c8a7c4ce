import Testing

@testable import EngineKernels

/// Groups of the same cells hold their numbers once.
@Suite("Arrays that groups share")
struct GroupPlanSharingTests {
  @Test("equal arrays are held once, others are left as they are")
  func sharing() {
    let other = plan(voltage: -65)
    var equal = plan(voltage: -65)
    #expect(equal.capacitance.place != other.capacitance.place)
    equal.shareArrays(with: other)
    #expect(equal.voltage.place == other.voltage.place)
    #expect(equal.capacitance.place == other.capacitance.place)
    #expect(equal.parents.place == other.parents.place)

    var colder = plan(voltage: -70)
    colder.shareArrays(with: other)
    #expect(colder.voltage == plan(voltage: -70).voltage)
    #expect(colder.capacitance.place == other.capacitance.place)
  }

  @Test("zeros of another sign are other numbers")
  func zeros() {
    let other = plan(voltage: 0)
    var negative = plan(voltage: 0)
    negative.voltage[0] = -0.0
    negative.shareArrays(with: other)
    #expect(negative.voltage[0].sign == .minus)
    #expect(negative.capacitance.place == other.capacitance.place)
  }

  @Test("what changes in one group afterwards changes in no other")
  func change() {
    let other = plan(voltage: -65)
    var equal = plan(voltage: -65)
    equal.shareArrays(with: other)
    equal.voltage[3] = 20
    #expect(other.voltage == plan(voltage: -65).voltage)
  }

  private func plan(voltage: Double) -> GroupPlan {
    var plan = GroupPlan()
    plan.voltage = (0..<24).map { voltage + Double($0) }
    plan.capacitance = (0..<24).map { 0.01 * Double($0) }
    plan.parents = (0..<24).map { Int32($0) - 1 }
    return plan
  }
}

extension Array {
  /// Where its elements are.
  fileprivate var place: UnsafeRawPointer? {
    withUnsafeBytes { $0.baseAddress }
  }
}
