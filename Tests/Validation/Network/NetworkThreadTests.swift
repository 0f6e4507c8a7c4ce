import Testing

/// Networks on several threads.
@Suite("Networks on threads")
struct NetworkThreadTests {
  @Test(
    "all bits are those of one thread, with synapses, sources, gap junctions and a shared space",
    arguments: ["free", "electroneutral"])
  func bits(_ transport: String) throws {
    let text = RandomNetwork.text(transport: transport)
    let one = try ModelRun(text)
    guard case .completed = one.outcome else {
      Issue.record("\(one.outcome)")
      return
    }
    #expect(one.spikes["spikes"]?.count ?? 0 >= 20, "the network is active")
    #expect(one.ledger.imbalance <= 1e-12)
    #expect(one.model.plan.groups.count >= 4 && one.model.network.gapJunctionCount > 10)
    for threads in [2, 3] {
      let other = try ModelRun(text, threads: threads)
      #expect(Set(other.traces.keys) == ["v", "ko", "g", "map"])
      for (name, traces) in one.traces {
        #expect((other.traces[name] == traces) as Bool, "\(name) on \(threads) threads")
      }
      #expect((other.cellSpikes == one.cellSpikes) as Bool)
      #expect(other.ledger.lines.map(\.end) == one.ledger.lines.map(\.end))
    }
  }

  @Test("another seed makes another network")
  func seeds() throws {
    let text = RandomNetwork.text(transport: "free")
    let overrides = ["simulation.duration=20 ms"]
    let one = try ModelRun(text, overrides: overrides)
    let other = try ModelRun(text, overrides: overrides + ["simulation.seed=12"])
    #expect((one.traces["v"] != other.traces["v"]) as Bool)
  }

  @Test("one compartment at a time and eight lanes agree, in a network")
  func paths() throws {
    let text = RandomNetwork.text(transport: "electroneutral")
    // Before differences of an ulp have grown through spikes and events.
    let overrides = ["simulation.duration=8 ms"]
    let lanes = try ModelRun(text, overrides: overrides)
    let scalar = try ModelRun(text, overrides: overrides, path: .scalar)
    for name in ["v", "ko", "g", "map"] {
      for (a, b) in zip(lanes.traces[name] ?? [], scalar.traces[name] ?? []) {
        #expect(largestDifference(a, b) <= 1e-8, "\(name)")
      }
    }
  }

  @Test("an event that ends the run takes all back to its time: what is kept is as in a longer run")
  func ending() throws {
    let text = RandomNetwork.text(transport: "free")
    let whole = try ModelRun(text, threads: 2)
    let ended = try ModelRun(
      text + "\ndetect: [{event: third, when: v > 0 mV for 0.1 ms, cells: crowd 1, stop: true}]",
      threads: 2)
    guard case .ended(let event) = ended.outcome else {
      Issue.record("\(ended.outcome)")
      return
    }
    #expect(event.time > 5 && event.time < 59)
    #expect(
      ended.spikes["spikes"] == whole.spikes["spikes"]?.filter { $0 <= event.time })
    for (name, traces) in ended.traces {
      let count = try #require(ended.times[name]).count { $0 <= event.time - 1 }
      #expect(count > 1, "\(name)")
      for (a, b) in zip(traces, whole.traces[name] ?? []) {
        #expect((a.prefix(count) == b.prefix(count)) as Bool, "\(name)")
      }
    }
  }
}
