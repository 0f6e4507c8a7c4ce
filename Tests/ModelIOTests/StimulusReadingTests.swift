import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Stimuli of a model")
struct StimulusReadingTests {
  private func current(_ clamp: String) throws -> CurrentWaveform {
    let model = try TestModels.load(["stimuli.0.current_clamp": clamp])
    guard case .currentClamp(let waveform) = model.stimuli[0].electrode else {
      throw Unexpected()
    }
    return waveform
  }

  private struct Unexpected: Error {}

  @Test("a step lasts from start to stop, or to the end of the run")
  func step() throws {
    guard case .step(let amplitude, let window) = try current("{amplitude: 100 pA}") else {
      throw Unexpected()
    }
    #expect(try amplitude.value(in: .nanoampere) == 0.1)
    #expect(window.start.siValue == 0)
    #expect(window.stop == nil)
  }

  @Test("a train has period, width and count")
  func train() throws {
    let text = "{amplitude: 1 nA, start: 5 ms, train: {period: 20 ms, width: 2 ms, count: 5}}"
    guard case .train(let train) = try current(text) else { throw Unexpected() }
    #expect(train.period == Quantity(20, .millisecond))
    #expect(train.width == Quantity(2, .millisecond))
    #expect(train.count == 5)
    #expect(train.window.start == Quantity(5, .millisecond))
  }

  @Test("a sine has a phase in radians and an offset")
  func sine() throws {
    let text = "{sine: {amplitude: 1 nA, frequency: 10 Hz, phase: 1.5, offset: 0.2 nA}}"
    guard case .sine(let sine) = try current(text) else { throw Unexpected() }
    #expect(try sine.frequency.value(in: .hertz) == 10)
    #expect(sine.phase == 1.5)
    #expect(sine.offset == Quantity(0.2, .nanoampere))
  }

  @Test("a noise takes the simulation's seed unless it has its own")
  func noise() throws {
    let model = try TestModels.load([
      "simulation.seed": "42",
      "stimuli": """
      [{current_clamp: {noise: {sigma: 1 nA, tau: 5 ms}}, cells: patch, at: soma},
       {current_clamp: {noise: {sigma: 1 nA, tau: 5 ms, seed: 7}}, cells: patch, at: soma}]
      """,
    ])
    let noises = model.stimuli.compactMap { stimulus -> NoiseCurrent? in
      guard case .currentClamp(.noise(let noise)) = stimulus.electrode else { return nil }
      return noise
    }
    #expect(noises.map(\.seed) == [42, 7])
    #expect(noises.map(\.stream) == [0, 1])
  }

  @Test("a waveform comes from a CSV file with units, moved by the start")
  func table() throws {
    guard case .sampled(let samples) = try current("{start: 5 ms, waveform: {file: ramp.csv}}")
    else { throw Unexpected() }
    #expect(samples.times == [5, 15, 25])
    #expect(samples.currents == [0, 0.1, 0])
  }

  @Test("a waveform can stand in the model")
  func inlineWaveform() throws {
    let text = "{waveform: {times: [0 ms, 1 s], currents: [0 nA, 1 uA]}}"
    guard case .sampled(let samples) = try current(text) else { throw Unexpected() }
    #expect(samples.times == [0, 1000])
    #expect(samples.currents == [0, 1000])
  }

  @Test(
    "a waveform comes from an HDF5 file through the program's reader",
    arguments: ["interval: 0.5 ms", "times: /t, time_unit: s"])
  func arrays(_ times: String) throws {
    let loader = ModelLoader(manifests: TestManifests.all) { path, dataset in
      #expect(path == "folder/a.h5")
      return dataset == "/t" ? [0, 0.0005, 0.001] : [0, 100, 200]
    }
    let waveform = "{waveform: {file: a.h5, dataset: /i, unit: pA, \(times)}}"
    let model = try loader.load(
      text: TestModels.patch, file: "folder/model.yaml",
      overrides: [ModelOverride(path: "stimuli.0.current_clamp", value: waveform)])
    guard case .currentClamp(.sampled(let samples)) = model.description.stimuli[0].electrode else {
      throw Unexpected()
    }
    #expect(samples.times == [0, 0.5, 1])
    #expect(samples.currents == [0, 0.1, 0.2])
  }

  @Test("levels of a voltage clamp follow each other, by length or by time")
  func voltageClamp() throws {
    let model = try TestModels.load([
      "stimuli.0": """
      {cells: patch, at: soma, voltage_clamp: {series_resistance: 0.5 Mohm, start: 1 ms, levels: [
        {level: -65 mV, duration: 10 ms}, {level: 0 mV, until: 30 ms}, {level: -80 mV}]}}
      """
    ])
    guard case .voltageClamp(let clamp) = model.stimuli[0].electrode else { throw Unexpected() }
    #expect(try clamp.seriesResistance.value(in: .megaohm) == 0.5)
    #expect(try clamp.levels.map { try $0.voltage.value(in: .millivolt) } == [-65, 0, -80])
    #expect(try clamp.levels.map { try $0.end?.value(in: .millisecond) } == [11, 30, nil])
  }
}
