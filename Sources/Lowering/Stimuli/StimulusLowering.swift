import EngineKernels
import ModelDescription
import Morphology
import Quantities

/// Puts electrodes into the groups that are built, and checks those of all others.
struct StimulusLowering {
  let placer: Placer
  /// In ms.
  let duration: Double
  /// Between draws of noise, in ms.
  let noiseInterval: Double

  func add(
    _ stimuli: [StimulusDescription], to builders: inout [GroupBuilder]
  ) throws(LoweringError) {
    for stimulus in stimuli {
      let elements = try placer.elements(stimulus.cells, stimulus.places, stimulus.source)
      for (number, element) in elements.enumerated() {
        let location = placer.location(element, builders)
        switch stimulus.electrode {
        case .currentClamp(let current):
          let stream = UInt64(element.cell) << 20 ^ UInt64(number)
          let waveform = try waveform(current, electrode: stream, stimulus.source)
          guard let (builder, slot) = location else { continue }
          builders[builder].add(
            currentClamp(slot, waveform, stimulus.carriers, placer.cell(element)))
        case .voltageClamp(let clamp):
          let plan = try plan(clamp, slot: location?.slot ?? 0, stimulus.source)
          if let location { builders[location.builder].add(plan) }
        }
      }
    }
  }

  /// A current and the pools that carry it: other carriers are constant, whatever they bring.
  private func currentClamp(
    _ slot: Int, _ waveform: Waveform, _ carriers: [StimulusDescription.Carrier],
    _ cell: PaintedCell
  ) -> CurrentClampPlan {
    let whole = carriers.reduce(0) { $0 + $1.fraction }
    let pools = carriers.compactMap { carrier in
      cell.solutions?.index(of: carrier.ion).map {
        CurrentClampPlan.Carrier(species: $0, share: carrier.fraction / whole)
      }
    }
    let isCarried = !pools.isEmpty && pools.count == carriers.count
    return CurrentClampPlan(
      slot: slot, waveform: waveform, carriers: pools,
      uncarriedShare: isCarried ? 0 : 1 - pools.reduce(0) { $0 + $1.share })
  }

  private func milliseconds(
    _ time: Quantity, _ source: SourceLocation
  ) throws(LoweringError) -> Double { try value(time, .millisecond, source) }

  private func stop(
    _ window: StimulusWindow, _ source: SourceLocation
  ) throws(LoweringError) -> Double {
    guard let stop = window.stop else { return 1e300 }
    return try milliseconds(stop, source)
  }

  private func waveform(
    _ current: CurrentWaveform, electrode: UInt64, _ source: SourceLocation
  ) throws(LoweringError) -> Waveform {
    switch current {
    case .step(let amplitude, let window):
      return .step(
        amplitude: try value(amplitude, .nanoampere, source),
        start: try milliseconds(window.start, source), stop: try stop(window, source))
    case .train(let train):
      return try pulses(train, source)
    case .sampled(let samples):
      return .samples(times: samples.times, values: samples.currents)
    case .sine(let sine):
      return .sine(
        amplitude: try value(sine.amplitude, .nanoampere, source),
        frequency: try value(sine.frequency, .perMillisecond, source), phase: sine.phase,
        offset: try value(sine.offset, .nanoampere, source),
        start: try milliseconds(sine.window.start, source), stop: try stop(sine.window, source))
    case .noise(let noise):
      let process = OrnsteinUhlenbeck(
        mean: try value(noise.mean, .nanoampere, source),
        standardDeviation: try value(noise.standardDeviation, .nanoampere, source),
        correlationTime: try milliseconds(noise.correlationTime, source),
        interval: noiseInterval, seed: noise.seed,
        stream: CounterBasedGenerator(seed: noise.stream)[electrode])
      return .noise(
        process, start: try milliseconds(noise.window.start, source),
        stop: try stop(noise.window, source))
    }
  }

  /// A train ends after its count, or with its window: a pulse that the window cuts is left out.
  private func pulses(
    _ train: PulseTrain, _ source: SourceLocation
  ) throws(LoweringError) -> Waveform {
    let start = try milliseconds(train.window.start, source)
    let period = try milliseconds(train.period, source)
    let end = min(try stop(train.window, source), duration + period)
    let fitting = max(0, ((end - start) / period).rounded(.up))
    let count = min(Double(train.count ?? Int.max), fitting, 1e15)
    return .train(
      amplitude: try value(train.amplitude, .nanoampere, source), start: start,
      width: try milliseconds(train.width, source), period: period, count: Int(count))
  }

  private func plan(
    _ clamp: VoltageClamp, slot: Int, _ source: SourceLocation
  ) throws(LoweringError) -> VoltageClampPlan {
    var levels: [VoltageClampPlan.Level] = []
    for level in clamp.levels {
      let end = try level.end.map { (t) throws(LoweringError) in try milliseconds(t, source) }
      levels.append(
        VoltageClampPlan.Level(
          potential: try value(level.voltage, .millivolt, source), until: end ?? 1e300))
    }
    let conductance = 1 / (try value(clamp.seriesResistance, .megaohm, source))
    guard conductance.isFinite, conductance <= 1e9 else {
      throw LoweringError(
        .range, "the clamp's series resistance is \(clamp.seriesResistance)",
        suggestion: "an electrode has some: write for example series_resistance: 1 Mohm",
        at: source)
    }
    return VoltageClampPlan(
      slot: slot, conductance: conductance, start: try milliseconds(clamp.start, source),
      levels: levels)
  }
}
