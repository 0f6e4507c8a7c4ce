/// A mechanism in the membrane: its equations, each written once.
///
/// ```swift
/// public struct KvHH<N: Number>: Mechanism {
///   public struct Parameters: Columns { public var gbar: Real<N> = 0.036; public init() {} }
///   public struct State: Columns { public var n: Real<N> = 0.0; public init() {} }
///   public struct Ions: IonColumns { public var k = Ion<N>(); public init() {} }
///
///   @inline(__always)
///   public static func current(_ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions,
///                              _ site: Site<N>) {
///     ions.k.current = p.gbar * s.n * s.n * s.n * s.n * (v - ions.k.reversal)
///   }
///   @inline(__always)
///   public static func advance(_ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
///                              _ step: Step<N>) {
///     step.relax(&s.n, alpha: 0.1 * exprelr(-0.1 * (v + 55.0)), beta: 0.125 * exp(-(v + 65.0) / 80.0))
///   }
/// }
/// ```
/// Functions are inlined into the loops over compartments, which costs them nothing to be generic.
/// `docs/plugin-abi.md` tells the whole story; `skou mechanism new NAME` writes a skeleton.
public protocol Mechanism: Sendable {
  /// The number that the equations are evaluated on.
  associatedtype N: Number
  /// What a model sets, in the units that the manifest states.
  associatedtype Parameters: Columns = NoColumns
  /// What is carried from step to step.
  associatedtype State: Columns = NoColumns
  /// The ions that are read and moved.
  associatedtype Ions: IonColumns = NoIons
  /// What can be recorded besides states, currents and parameters.
  associatedtype Observables: Columns = NoColumns

  /// Name, units, ranges, citation.
  static var manifest: Manifest { get }

  /// Whether currents depend on V at given states: true by default. Where they do not, as in most
  /// pumps, fused steps carry no slopes along, which would be 0.
  static var currentDependsOnVoltage: Bool { get }

  /// The current of each ion at the membrane potential `v` (mV), in mA/cm².
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>)

  /// The states a time step later, at the membrane potential `v` (mV).
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>)

  /// The states before the first step.
  ///
  /// By default the steady state at `v`: the defaults, advanced by an endless step; where states
  /// are drawn, a sample of their stationary distribution.
  static func initialize(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>)

  /// What can be recorded besides states, currents and parameters.
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables
}

extension Mechanism {
  /// It does.
  @inlinable @inline(__always) public static var currentDependsOnVoltage: Bool { true }

  /// Nothing to advance.
  @inlinable @inline(__always)
  public static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {}

  /// The steady state at `v`.
  @inlinable @inline(__always)
  public static func initialize(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {
    s = State()
    advance(&s, v, p, ions, Step(site: site, duration: 1e30, random: site.random))
  }

  /// Nothing more to record.
  @inlinable @inline(__always)
  public static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables { Observables() }
}

/// The conditions at a place of the membrane.
@frozen
public struct Site<N: Number>: Sendable {
  /// q10 ^ ((T − T_reference) / 10), from the model's temperature and the mechanism's q10.
  public var temperatureFactor: Real<N>
  /// The temperature, in °C.
  public var celsius: Real<N>
  /// RT/F, in mV.
  public var thermalVoltage: Real<N>
  /// The membrane's area here, in µm²; 0 in lanes that do not carry the mechanism.
  ///
  /// It means nothing to a `PointMechanism`, which has none.
  public var area: Real<N>
  /// The volume inside, in µm³.
  public var insideVolume: Real<N>
  /// The volume outside, in µm³; 1 where the outside is a bath.
  public var outsideVolume: Real<N>
  /// Random numbers for the states at the start; each step has others.
  public var random = RandomSource<N>()

  /// Conditions, as the engine gives them.
  @inlinable @inline(__always)
  public init(
    temperatureFactor: Real<N>, celsius: Real<N>, thermalVoltage: Real<N>, area: Real<N> = 0.0,
    insideVolume: Real<N> = 1.0, outsideVolume: Real<N> = 1.0
  ) {
    self.temperatureFactor = temperatureFactor
    self.celsius = celsius
    self.thermalVoltage = thermalVoltage
    self.area = area
    self.insideVolume = insideVolume
    self.outsideVolume = outsideVolume
  }
}

/// A time step at a place, and what states do in it.
@frozen
public struct Step<N: Number>: Sendable {
  /// The conditions at the place.
  public var site: Site<N>
  /// How long the step is, in ms.
  public var duration: Real<N>
  /// Whether V takes a Crank–Nicolson step, beside which relaxations are not exact exponentials.
  public var isMidpoint: Bool
  /// Random numbers of this place and step.
  public var random: RandomSource<N>

  /// A step of `duration` ms.
  @inlinable @inline(__always)
  public init(
    site: Site<N>, duration: Real<N>, isMidpoint: Bool = false,
    random: RandomSource<N> = RandomSource()
  ) {
    self.site = site
    self.duration = duration
    self.isMidpoint = isMidpoint
    self.random = random
  }

  /// Opens and closes a gate: x' = φ (α (1 − x) − β x), for constant rates.
  ///
  /// - Parameters:
  ///   - gate: the gate, between 0 and 1.
  ///   - alpha: the opening rate at the reference temperature, in 1/ms.
  ///   - beta: the closing rate at the reference temperature, in 1/ms; both below 1e70.
  @inlinable @inline(__always)
  public func relax(_ gate: inout Real<N>, alpha: Real<N>, beta: Real<N>) {
    let rate = alpha + beta
    guard isMidpoint else { return relaxExactly(&gate, to: alpha / rate, rate: rate) }
    let way = way(gate, alpha: alpha, beta: beta, times: 1)
    gate += way.part / way.whole
  }

  /// Opens and closes two gates by one division.
  ///
  /// The parameters are those of one gate, twice.
  @inlinable @inline(__always)
  public func relax(
    _ first: inout Real<N>, alpha firstAlpha: Real<N>, beta firstBeta: Real<N>,
    _ second: inout Real<N>, alpha secondAlpha: Real<N>, beta secondBeta: Real<N>
  ) {
    // Denominators times 2⁻⁵¹⁰, which are 1 to 10³⁰⁷ without: so their product is a number. The slope
    // of its inverse, of up to 2²⁰⁴⁰, is not, so numbers with slopes take a division each.
    guard isMidpoint, !N.hasSlope else {
      relax(&first, alpha: firstAlpha, beta: firstBeta)
      return relax(&second, alpha: secondAlpha, beta: secondBeta)
    }
    let one = way(first, alpha: firstAlpha, beta: firstBeta, times: 0x1p-510)
    let other = way(second, alpha: secondAlpha, beta: secondBeta, times: 0x1p-510)
    let ways = quotients(one.part, over: one.whole, other.part, over: other.whole)
    first += ways.0
    second += ways.1
  }

  /// How far a gate goes beside Crank–Nicolson, as a quotient whose sides both come times `scale`.
  @inlinable @inline(__always)
  func way(
    _ gate: Real<N>, alpha: Real<N>, beta: Real<N>, times scale: Double
  ) -> (part: Real<N>, whole: Real<N>) {
    let rate = alpha + beta
    let time = (duration * site.temperatureFactor).number
    let (q, p) = Self.midpointShare(time * rate.number, times: scale)
    let drive = (-rate.number).multiplied(by: gate.number, adding: alpha.number)
    return (Real(time * drive * q), Real(p))
  }

  /// Lets a state relax: x' = φ (x∞ − x) / τ, for constant x∞ and τ (ms).
  @inlinable @inline(__always)
  public func relax(_ state: inout Real<N>, to steadyState: Real<N>, timeConstant: Real<N>) {
    relax(&state, to: steadyState, rate: 1.0 / timeConstant)
  }

  /// Lets a state relax: x' = φ r (x∞ − x), for constant x∞ and r (1/ms).
  ///
  /// Exact for backward Euler. Beside Crank–Nicolson, whose V decays over z as if over z + z³/12,
  /// states relax over z + 2z³/15, which takes the place of the motion of x∞ within the step and
  /// lessens the drift of spike times (docs/decisions/0009). States stay between their start and x∞.
  @inlinable @inline(__always)
  public func relax(_ state: inout Real<N>, to steadyState: Real<N>, rate: Real<N>) {
    guard isMidpoint else { return relaxExactly(&state, to: steadyState, rate: rate) }
    let z = (duration * site.temperatureFactor * rate).number
    // An infinite rate leaves nothing.
    let distance = state.number - steadyState.number
    state = Real(steadyState.number + distance / Self.midpointShare(z).p)
  }

  @inlinable @inline(__always)
  func relaxExactly(_ state: inout Real<N>, to steadyState: Real<N>, rate: Real<N>) {
    let z = -(duration * site.temperatureFactor * rate)
    state += (state - steadyState) * Real(N.decay(z.number))
  }

  /// How much of a distance goes in a step over z beside Crank–Nicolson: z q / p of it.
  ///
  /// What is left, 1/p, is e^(−(z + 2z³/15)) for small z, and positive for all; p is 1 + z q. Both come
  /// times `scale`.
  @inlinable @inline(__always)
  static func midpointShare(_ z: N, times scale: Double = 1) -> (q: N, p: N) {
    @inline(__always) func number(_ coefficient: Double) -> N { N(N.L(splat: coefficient * scale)) }
    let third = z.multiplied(by: number(7.0 / 40), adding: number(3.0 / 10))
    let second = z.multiplied(by: third, adding: number(1.0 / 2))
    let q = z.multiplied(by: second, adding: number(1))
    return (q, z.multiplied(by: q, adding: number(1)))
  }
}
