import Foundation
import Testing

/// What `skou check` says of networks and shared spaces, and what a run counts.
@Suite("Networks that skou check prints")
struct CheckNetworkTests {
  /// What check prints, with lines and runs of spaces made one space.
  private func output(_ text: String = NetworkModel.text) throws -> String {
    let outcome = try NetworkModel.run("check", text)
    try #require(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 110 })
    return outcome.output.split { $0.isWhitespace }.joined(separator: " ")
  }

  private func expect(_ phrases: [String], in output: String) {
    for words in phrases { #expect(output.contains(words), "'\(words)' is not in \(output)") }
  }

  @Test("names populations, synapses, sources, connections and gap junctions, with their counts")
  func network() throws {
    expect(
      [
        "synapses 37 connections 73 gap junctions 5 voxels 40",
        "ring 12 x neuron 3 compartments 1 branch 942.5 um2 on a lattice of 4 x 3 x 1 each stands "
          + "for 3",
        "neuron: excitatory exp_syn soma 12 in all",
        "neuron: inhibitory gaba_a soma(0.2); soma(0.8) 24 in all",
        "neuron: depressing tm_syn soma 1 in all",
        "noise 10 Poisson, 5 Hz, from 0 ms", "kick 1 1 spike listed",
        "ring to ring ring 1 at excitatory 12 weight 0.01 uS delay 0.5 ms",
        "noise to ring 0 to 5 all_to_all at inhibitory 60 weight 0.001",
        "kick to ring 0 all_to_all at depressing 1 weight 0.02 uS delay 0 ms",
        "ring 0 to 3 to ring 0 to 3 ring 1 4 1 nS carried by no ion",
        "ring 4 to ring 5 all_to_all 1 2 nS carried by k",
        "2 clusters of 2 to 4 cells, solved together",
      ], in: try output())
  }

  @Test("names the shared space: voxels, what diffuses and how fast, and how often it is exchanged")
  func space() throws {
    expect(
      [
        "voxels 8 x 5 x 1, 20 x 20 x 20 um each", "volume fraction 0.2", "boundary sealed",
        "perfusion 0.1 /s", "sources 1, of k",
        "exchange every 0.5 ms (20 steps), at most the shortest delay, 0.5 ms",
        // 1.96 / 1.6²
        "k 1.96 um2/ms 0.7656 um2/ms 4 mM 4 mM -", "glu 0.3 um2/ms 0.1172 um2/ms 0 mM 0 mM 5 /s",
        "cell, shared space",
      ], in: try output())
    let slow = try NetworkModel.changed([
      "delay: 0.5 ms": "delay: 3 ms", "delay: 2 ms": "delay: 3 ms",
    ])
    expect(
      ["exchange every 1 ms (40 steps), at most step: 1 ms"], in: try output(slow))
  }

  @Test("says which synapse moves what, and what synapses, gap junctions and space do not keep")
  func wiring() throws {
    expect(
      [
        "excitatory soma (synapse) (no ion) - moves charge -",
        "inhibitory soma(0.2); soma(0.8) (synapse) cl reversal moves it",
        "depressing soma (synapse) na reversal moves it",
        "the current of synapse 'excitatory' belongs to no ion",
        "the gap junctions of line 40 pass charge that no ion carries",
        "(transport: free) each ion diffuses without the others",
        "exchanges na, k, cl, glu with an infinite bath through perfusion",
        "'glu' vanishes in the shared space at 5 /s", "sources give k to the shared space",
      ], in: try output())
    let owned = try NetworkModel.changed([
      "tau: 2 ms, reversal: 0 mV": "tau: 2 ms, ion: na",
      "conductance: 1 nS": "conductance: 1 nS, carries: {k: 1}",
    ])
    let output = try output(owned)
    #expect(!output.contains("of synapse 'excitatory' belongs"))
    #expect(!output.contains("pass charge that no ion carries"))
  }

  @Test("prints a resolved model that can be read again")
  func resolved() throws {
    let first = try NetworkModel.run("check", NetworkModel.text, ["--resolved"])
    try #require(first.status == 0, "\(first.messages)")
    #expect(first.output.contains("hco3_share: 0\n"), "bicarbonate is not declared")
    let second = try NetworkModel.run("check", first.output, ["--resolved"])
    #expect(second.output == first.output, "\(second.messages)")
  }

  @Test("counts in run.h5 and in the summary of a run what couples cells")
  func counts() throws {
    let folder = try TemporaryFolder()
    try folder.write(NetworkModel.text, to: "model.yaml")
    let outcome = try Skou.run(["run", "model.yaml", "-o", "out"], in: folder)
    try #require(outcome.status == 0, "\(outcome.messages)")
    let line =
      "12 that stand for 36, 36 compartments, 37 synapses, 73 connections, 5 gap junctions, "
      + "40 voxels"
    #expect((outcome.output + outcome.messages).contains(line), "\(outcome)")
    let results = try Results(folder.file("out"))
    for (name, value) in [("synapses", 37.0), ("connections", 73), ("gap_junctions", 5)] {
      #expect(results.summary(name) == value)
    }
    #expect(results.summary("voxels") == 40)
  }

  @Test("counts bytes of points, connections and voxels")
  func bytes() throws {
    func bytes(_ text: String) throws -> Double {
      let folder = try TemporaryFolder()
      try folder.write(text, to: "model.yaml")
      return try #require(try folder.results().summary("engine_bytes"))
    }
    let small = try bytes(NetworkModel.text)
    let voxels = try bytes(
      NetworkModel.changed(["[20 um, 20 um, 20 um]": "[10 um, 10 um, 10 um]"]))
    // 15 x 10 voxels instead of 8 x 5: 110 more, with five numbers and more for each of four species.
    #expect(voxels - small > 110 * 4 * 40)
    let points = try bytes(
      NetworkModel.changed(["[soma(0.2), soma(0.8)]": "random 50 on soma"]))
    // 48 more on each of 12 cells, of two states, V, two sums and the reversal of two ions at least.
    #expect(points - small > 48 * 12 * 56)
  }
}
