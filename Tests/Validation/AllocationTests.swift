#if os(Linux)
  import CAllocationCounter
  import EngineKernels
  import Lowering
  import ModelIO
  import Testing

  @Suite("Allocations")
  struct AllocationTests {
    @Test("a step allocates nothing, whatever stimulates, records and detects")
    func stepsAllocateNothing() throws {
      let text =
        ReferenceModels.tree.replacing("99.975 ms", with: "50 ms").replacing(
          "  - {current_clamp: {amplitude: 1 nA, start: 1 ms}, cells: cell, at: soma}",
          with: """
              - {current_clamp: {amplitude: 1 nA, start: 1 ms}, cells: cell, at: soma}
              - current_clamp:
                  amplitude: 0.1 nA
                  train: {period: 3 ms, width: 0.5 ms}
                cells: cell
                at: branch 3 (0.5)
              - {current_clamp: {sine: {amplitude: 0.1 nA, frequency: 80 Hz}}, cells: cell, at: branch 9 (0.5)}
              - {current_clamp: {noise: {mean: 0 nA, sigma: 0.05 nA, tau: 2 ms}}, cells: cell, at: soma}
              - voltage_clamp: {series_resistance: 10 Mohm, levels: [{level: -65 mV, until: 5 ms}]}
                cells: cell
                at: branch 20 (0.5)
            """) + """

            m: {variable: nav_hh.m, cells: cell, at: all, every: 0.07 ms}
            i: {variable: i_na, cells: cell, at: soma, every: 0.025 ms}
            spikes: {threshold: 0 mV, cells: cell, at: all}
          detect:
            - {event: up, when: v > 0 mV, at: all, once: false}
            - {event: open, when: nav_hh.m > 0.5 and v < v_at_start + 80 mV, once: false}
            - {event: held, when: i_na < 0 mA/cm2 for 1 ms, every: 0.1 ms, once: false}
          """
      let loader = ModelLoader(manifests: linkedMechanisms.manifests)
      let loaded = try loader.load(text: text, file: "model.yaml")
      let plan = try ModelLowering.lower(loaded.description, linkedMechanisms).plan
      try plan.validate()
      let schedule = EpochSchedule(
        steps: plan.stepCount, stepsPerEpoch: 1000, timeStep: plan.settings.timeStep)
      let group = GroupRuntime(plan.groups[0], plan.settings, schedule)
      func allocations(steps: Int) -> UInt {
        group.beginEpoch()
        let before = skou_allocation_count()
        #expect(group.run(to: .init(step: group.stepCount + steps, time: 0)) == nil)
        return skou_allocation_count() - before
      }
      _ = allocations(steps: 100)
      let few = allocations(steps: 100)
      let many = allocations(steps: 900)
      // An epoch may allocate, to remember where it began; its steps may not.
      #expect(many == few)
      #expect(skou_allocation_count() > 1000, "the counter counts")
    }
  }
#endif
