public import Quantities

/// The time during which a stimulus is on: from `start` up to, and not including, `stop`.
public struct StimulusWindow: Sendable {
  /// The time at which it begins; not negative.
  public var start: Quantity
  /// The time at which it ends, after `start`; none where it lasts to the end of the run.
  public var stop: Quantity?

  /// Makes a window of time.
  public init(start: Quantity, stop: Quantity?) {
    self.start = start
    self.stop = stop
  }
}

/// An injected current as a function of time; positive into the cell, zero outside its window.
public enum CurrentWaveform: Sendable {
  /// A constant current within the window.
  case step(amplitude: Quantity, window: StimulusWindow)
  /// Rectangular pulses, the first at the window's start.
  case train(PulseTrain)
  /// Given at some times, linear between them, and zero before the first and after the last.
  case sampled(SampledCurrent)
  /// offset + amplitude · sin(2π frequency (t − start) + phase) within the window.
  case sine(SineCurrent)
  /// Coloured noise: an Ornstein–Uhlenbeck process within the window.
  case noise(NoiseCurrent)
}

/// Rectangular current pulses at a fixed period.
public struct PulseTrain: Sendable {
  /// The current during a pulse.
  public var amplitude: Quantity
  /// The time from the start of a pulse to the start of the next; positive.
  public var period: Quantity
  /// The length of a pulse; positive and not longer than the period.
  public var width: Quantity
  /// How many pulses there are; none where they go on to the window's end.
  public var count: Int?
  /// When the first pulse starts and after which time none is left.
  public var window: StimulusWindow

  /// Makes a train of pulses.
  public init(
    amplitude: Quantity, period: Quantity, width: Quantity, count: Int?, window: StimulusWindow
  ) {
    self.amplitude = amplitude
    self.period = period
    self.width = width
    self.count = count
    self.window = window
  }
}

/// A current given at some times.
public struct SampledCurrent: Sendable {
  /// The times in ms, strictly increasing.
  public var times: [Double]
  /// The currents in nA, one for each time.
  public var currents: [Double]

  /// Makes a current of samples; `times` in ms, `currents` in nA, of the same length.
  public init(times: [Double], currents: [Double]) {
    self.times = times
    self.currents = currents
  }
}

/// A sinusoidal current.
public struct SineCurrent: Sendable {
  /// The sine's amplitude.
  public var amplitude: Quantity
  /// The frequency; positive.
  public var frequency: Quantity
  /// The phase at the window's start, in radians.
  public var phase: Double
  /// The mean current.
  public var offset: Quantity
  /// When it is on.
  public var window: StimulusWindow

  /// Makes a sinusoidal current.
  public init(
    amplitude: Quantity, frequency: Quantity, phase: Double, offset: Quantity,
    window: StimulusWindow
  ) {
    self.amplitude = amplitude
    self.frequency = frequency
    self.phase = phase
    self.offset = offset
    self.window = window
  }
}

/// Coloured noise: an Ornstein–Uhlenbeck process, started from its stationary distribution.
///
/// dI = (mean − I) dt/τ + σ √(2/τ) dW, so that the standard deviation is σ and the
/// autocorrelation exp(−|Δt|/τ) (Uhlenbeck and Ornstein, Phys. Rev. 36, 823, 1930,
/// doi:10.1103/PhysRev.36.823). Each electrode has a process of its own.
public struct NoiseCurrent: Sendable {
  /// The mean current.
  public var mean: Quantity
  /// The standard deviation σ; not negative.
  public var standardDeviation: Quantity
  /// The correlation time τ; positive.
  public var correlationTime: Quantity
  /// The seed; the simulation's where the stimulus has none.
  public var seed: UInt64
  /// The stimulus' number in the list, which tells apart stimuli of the same seed.
  public var stream: UInt64
  /// When it is on.
  public var window: StimulusWindow

  /// Makes a noise current.
  public init(
    mean: Quantity, standardDeviation: Quantity, correlationTime: Quantity, seed: UInt64,
    stream: UInt64, window: StimulusWindow
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.correlationTime = correlationTime
    self.seed = seed
    self.stream = stream
    self.window = window
  }
}
