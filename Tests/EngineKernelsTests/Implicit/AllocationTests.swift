#if canImport(CAllocationCounter)
  import CAllocationCounter
  import Testing

  @testable import EngineKernels

  @Suite("Allocations of the implicit integrator")
  struct ImplicitAllocationTests {
    @Test("steps allocate nothing, with new Jacobians, rejections and restarts among them")
    func none() {
      let integrator = integrator(vanDerPol(stiffness: 1000), [2, 0])
      #expect(integrator.advance(to: 900) == nil)
      let before = integrator.statistics
      let count = skou_allocation_count()
      _ = integrator.advance(to: 1700)
      integrator.restart(at: 1700)
      _ = integrator.advance(to: 1800)
      let after = skou_allocation_count()
      #expect(after == count)
      #expect(integrator.statistics.rejections > before.rejections)
      #expect(integrator.statistics.jacobians > before.jacobians)
      #expect(after > 100, "the counter counts")
    }
  }
#endif
