import Testing

/// Traces of NEURON 9.0.2 on models that are rebuilt here: Reference/README.md.
@Suite("Traces of another simulator")
struct ReferenceTraceTests {
  /// V differs by as much as a spike's flank moves in a microsecond.
  private func expectClose(_ values: [Double], _ reference: [Double]) {
    #expect(values.count == reference.count)
    let pairs = Array(zip(values, reference))
    let quiet = pairs.filter { $0.1 < -50 }.map { abs($0.0 - $0.1) }.max() ?? .infinity
    let anywhere = pairs.map { abs($0.0 - $0.1) }.max() ?? .infinity
    #expect(quiet <= 0.05, "below -50 mV")
    #expect(anywhere <= 0.15)
  }

  private func expectSpikes(_ values: [Double], _ reference: [Double], within tolerance: Double) {
    let own = crossings(values, interval: 0.025)
    let others = crossings(reference, interval: 0.025)
    #expect(own.count == others.count && !own.isEmpty)
    #expect(largestDifference(own, others) <= tolerance)
  }

  @Test("second order at dt 0.005 ms meets the converged traces of one compartment within 2 µs")
  func singleCompartmentConverges() throws {
    let reference = try ReferenceTable("a_single_hh")
    let run = try ModelRun(ReferenceModels.singleCompartment, overrides: ["simulation.dt=0.005 ms"])
    expectSpikes(run.trace("v"), reference["converged_v"], within: 0.002)
    expectClose(run.trace("v"), reference["converged_v"])
    for gate in ["m", "h", "n"] {
      // A gate moves at most 4 a millisecond: 2 µs of a spike's flank.
      #expect(largestDifference(run.trace(gate), reference["converged_\(gate)"]) <= 0.008)
    }
  }

  @Test("second order at dt 0.005 ms meets the converged traces of a tree within 2 µs")
  func treeConverges() throws {
    let reference = try ReferenceTable("c_tree_hh")
    let run = try ModelRun(ReferenceModels.tree, overrides: ["simulation.dt=0.005 ms"])
    let traces = try #require(run.traces["v"])
    expectSpikes(traces[0], reference["converged_v_soma"], within: 0.002)
    expectClose(traces[0], reference["converged_v_soma"])
    expectClose(traces[1], reference["converged_v_tip"])
  }

  @Test("second order at dt 0.005 ms meets the converged passive traces")
  func passiveConverges() throws {
    for (model, name, traces) in [
      (ReferenceModels.cableOf1000, "b1_rallpack1", ["v_first", "v_last"]),
      (ReferenceModels.binaryTree, "b2_rallpack2", ["v_root", "v_tip"]),
    ] {
      let reference = try ReferenceTable(name)
      let run = try ModelRun(model, overrides: ["simulation.dt=0.005 ms"])
      for (trace, column) in zip(try #require(run.traces["v"]), traces) {
        expectClose(trace, reference["converged_\(column)"])
      }
    }
  }

  @Test(
    "backward Euler at dt 0.025 ms follows fixed steps within 0.01 mV, spikes included",
    arguments: [
      ("a_single_hh", ReferenceModels.singleCompartment, ["v"]),
      ("b1_rallpack1", ReferenceModels.cableOf1000, ["v_first", "v_last"]),
      ("b2_rallpack2", ReferenceModels.binaryTree, ["v_root", "v_tip"]),
      ("c_tree_hh", ReferenceModels.tree, ["v_soma", "v_tip"]),
    ])
  func backwardEulerFollows(name: String, model: String, columns: [String]) throws {
    let reference = try ReferenceTable(name)
    let run = try ModelRun(model, overrides: ["simulation.method=backward_euler"])
    for (trace, column) in zip(try #require(run.traces["v"]), columns) {
      // The reference's last sample lies a step after the run's end.
      let fixed = Array(reference["fixed_\(column)"].prefix(trace.count))
      #expect(largestDifference(trace, fixed) <= 0.01)
    }
  }
}
