import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Sources of spikes")
struct SpikeSourceReadingTests {
  private func source(_ text: String, loader: ModelLoader? = nil) throws -> SpikeSourceDescription {
    let loader = loader ?? ModelLoader(manifests: TestManifests.all)
    return try loader.load(
      text: TestModels.network, file: TestModels.folder + "/model.yaml",
      overrides: [ModelOverride(path: "sources.replay", value: text)]
    ).description.sources[2]
  }

  @Test("spikes come at a fixed interval, so often or to the end")
  func regular() throws {
    let kick = try TestModels.load(text: TestModels.network).sources[0]
    guard case .regular(let start, let interval?, count: 3) = kick.pattern else {
      Issue.record("the pattern is \(kick.pattern)")
      return
    }
    #expect(kick.name == "kick" && kick.count == 8)
    #expect(start == Quantity(1, .millisecond) && interval == Quantity(10, .millisecond))
    guard case .regular(_, nil, count: 1) = try source("{regular: {count: 1}}").pattern,
      case .regular(_, _?, count: nil) = try source("{regular: {interval: 1 s}}").pattern
    else {
      Issue.record("one spike needs no interval, and many no count")
      return
    }
  }

  @Test("Poisson processes have a rate, a window and a seed, the model's unless they say")
  func poisson() throws {
    let noise = try TestModels.load(text: TestModels.network).sources[1]
    guard case .poisson(let rate, let window) = noise.pattern else {
      Issue.record("the pattern is \(noise.pattern)")
      return
    }
    #expect(rate == Quantity(5, .hertz))
    #expect(window.start.siValue == 0 && window.stop == Quantity(1000, .millisecond))
    #expect(noise.count == 100 && noise.seed == 3)
    #expect(try source("{poisson: {rate: 1 kHz}}").seed == 5)
  }

  @Test(
    "times stand in the model or in a table, a list for each source",
    arguments: [
      ("{times: [1 ms, 2 ms, 5 ms]}", [[1, 2, 5]]),
      ("{times: [[1 ms], [], [0.002 s]]}", [[1], [], [2]]),
      ("{times: [1 ms, 2 ms], count: 2}", [[1, 2], [1, 2]]),
      ("{times: moments.csv, count: 2}", [[1, 2], [1, 2]]),
      ("{times: spikes.csv}", [[1], [], [1.5, 3]]),
      ("{times: spikes.csv, count: 4}", [[1], [], [1.5, 3], []]),
    ])
  func times(_ text: String, _ expected: [[Double]]) throws {
    let source = try source(text)
    guard case .times(let lists) = source.pattern else {
      Issue.record("the pattern is \(source.pattern)")
      return
    }
    #expect(lists == expected)
    #expect(source.count == expected.count)
  }

  @Test("spikes of a SONATA file are sorted, source by source")
  func sonata() throws {
    let loader = ModelLoader(manifests: TestManifests.all) { path, dataset in
      #expect(path == TestModels.folder + "/spikes.h5")
      return dataset == "/spikes/cortex/timestamps" ? [5, 1, 3] : [2, 0, 2]
    }
    let source = try source("{file: spikes.h5, population: cortex}", loader: loader)
    guard case .times(let lists) = source.pattern else {
      Issue.record("the pattern is \(source.pattern)")
      return
    }
    #expect(lists == [[1], [], [3, 5]])
    #expect(source.count == 3)
  }
}
