#if os(Linux)
  import CAllocationCounter
  import Testing

  /// Whatever is stepped, on whichever thread.
  @Suite("Allocations of steps")
  struct SteppingAllocationTests {
    @Test(
      "rounds do not allocate, of one step or of many, on any thread",
      arguments: SteppingModel.allCases, [1, 2])
    func steps(_ model: SteppingModel, threads: Int) throws {
      let run = try CountedRun(model, threads: threads)
      // Every thousandth step currents are compared with those of ions, which may allocate: 1200
      // steps are behind that, and fill what grows with the spikes that are under way.
      for _ in 0..<6 { _ = run.round(steps: 200) }
      let few = run.round(steps: 100)
      let many = run.round(steps: 200)
      let single = run.round(steps: 1)
      for round in [few, many, single] { #expect(round.stepping.allSatisfy { $0 == 0 }) }
      #expect(many.spreading == few.spreading)
      #expect(many.stepping.count == threads)
      #expect(many.stepCount > few.stepCount && few.stepCount > 0)
      #expect(run.spikeCount >= 64, "cells fire")
      #expect(skou_allocation_count() > 1000, "the counter counts")
    }
  }
#endif
