#if os(Linux)
  import CAllocationCounter
  import EngineKernels
  import Lowering
  import ModelIO
  import Testing

  @Suite("Allocations in networks")
  struct NetworkAllocationTests {
    /// Cells with synapses of three kinds and a gap junction, whose spikes count.
    private let text = """
      skou: 1
      simulation: {duration: 50 ms, dt: 0.025 ms, temperature: 6.3 degC}
      ions: {na: {reversal: 50 mV}, k: {reversal: -77 mV}}
      cells:
        cell:
          morphology: {cylinder: {length: 60 um, diameter: 10 um, compartments: 3}}
          cable: {capacitance: 1 uF/cm2, resistivity: 100 ohm cm, voltage: -65 mV}
          mechanisms:
            - {use: nav_hh}
            - {use: kv_hh}
            - {use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}
          synapses:
            - {use: exp_syn, name: plain, at: root, reversal: 0 mV}
            - {use: tm_syn, name: tired, at: root, reversal: 0 mV}
            - {use: stdp_syn, name: learning, at: tips, reversal: 0 mV}
      populations: {cells: {cell: cell, count: 8}}
      sources: {noise: {poisson: {rate: 4000 Hz}, count: 8}}
      connections:
        - {from: noise, to: cells, rule: all_to_all, synapse: plain, weight: 0.05 nS, delay: 0 ms}
        - {from: noise, to: cells, rule: all_to_all, synapse: tired, weight: 0.05 nS, delay: 0.1 ms}
        - {from: noise, to: cells, rule: one_to_one, synapse: learning, weight: 0.5 nS, delay: 0 ms}
        - {from: cells, to: cells, rule: {ring: 1}, synapse: plain, weight: 0.5 nS, delay: 30 ms}
      gap_junctions:
        - {from: cells, to: cells, rule: {ring: 1}, at: root, conductance: 1 nS}
      record:
        spikes: {threshold: 0 mV, cells: cells, at: root}
      """

    @Test(
      "a step allocates nothing while events arrive and cells spike, in both schemes",
      arguments: ["second_order", "backward_euler"])
    func steps(_ method: String) throws {
      let loader = ModelLoader(manifests: linkedMechanisms.manifests)
      let loaded = try loader.load(
        text: text, file: "model.yaml",
        overrides: [try ModelOverride(parsing: "simulation.method=\(method)")])
      let plan = try ModelLowering.lower(loaded.description, linkedMechanisms).plan
      try plan.validate()
      #expect(plan.groups.count == 1)
      let schedule = EpochSchedule(
        steps: plan.stepCount, stepsPerEpoch: 1000, timeStep: plan.settings.timeStep)
      let group = GroupRuntime(plan.groups[0], plan.settings, schedule)
      // All that the sources will send, at once: some 3000 events to each cell.
      let exchange = RoundExchange([group], sources: plan.sources, workers: 1)
      let pool = WorkerPool(count: 1)
      pool.run { _ in _ = exchange.deliver(0, own: [0], before: 50, pool) }
      pool.shutDown()
      var spikes = 0
      func allocations(steps: Int) -> UInt {
        let before = skou_allocation_count()
        #expect(group.run(to: .init(step: group.stepCount + steps, time: 0)) == nil)
        let count = skou_allocation_count() - before
        spikes += group.emitted.spikes.count
        return count
      }
      _ = allocations(steps: 100)
      let few = allocations(steps: 100)
      let many = allocations(steps: 900)
      #expect(many == few)
      #expect(spikes >= 8, "cells spike")
    }
  }
#endif
