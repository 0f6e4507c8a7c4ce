import Engine
import Testing

@Suite("Runs that fail")
struct FailureTests {
  /// A patch that a current of 10 A tears apart at 20 ms.
  private let text = ReferenceModels.singleCompartment.replacing(
    "amplitude: 0.1 nA, start: 5 ms", with: "amplitude: 10 A, start: 20 ms")

  @Test("a potential out of all bounds ends the run at its step, with everything before it")
  func divergence() throws {
    let run = try ModelRun(text)
    guard case .failed(let failure) = run.outcome else {
      Issue.record("the run did not fail")
      return
    }
    #expect(abs(failure.time - 20) <= 0.05)
    let element = try #require(run.model.element(group: failure.group, slot: failure.cause.slot))
    #expect(element.compartment == 0)
    let trace = run.trace("v")
    #expect(trace.count == Int((failure.time / 0.025).rounded()) + 1)
    #expect(trace.allSatisfy { abs($0) < 200 })
    let quiet = ReferenceModels.singleCompartment.replacing("start: 5 ms", with: "start: 50 ms")
    #expect(trace.prefix(800) == (try ModelRun(quiet)).trace("v").prefix(800))
  }
}
