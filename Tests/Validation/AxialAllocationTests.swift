#if os(Linux)
  import CAllocationCounter
  import EngineKernels
  import Lowering
  import ModelIO
  import Testing

  @Suite("Ions along the tree: allocations")
  struct AxialAllocationTests {
    @Test(
      "a step allocates nothing",
      arguments: ["electrodiffusive", "diffusive"], [StepSettings.Path.lanes, .scalar])
    func steps(_ axial: String, _ path: StepSettings.Path) throws {
      let text = AxialModels.tree(axial: axial, duration: "50 ms", every: "1 ms")
      let loaded = try ModelLoader(manifests: linkedMechanisms.manifests)
        .load(text: text, file: "model.yaml")
      var options = ModelLowering.Options()
      options.path = path
      let plan = try ModelLowering.lower(loaded.description, linkedMechanisms, options).plan
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
      // Every thousandth step the mechanisms' currents are looked at one by one, which may allocate.
      _ = allocations(steps: 1010)
      let few = allocations(steps: 100)
      // An epoch may allocate, to remember where it began; its steps may not.
      #expect(allocations(steps: 800) == few)
    }
  }
#endif
