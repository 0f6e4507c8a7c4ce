import MechanismKit

/// The Na⁺/K⁺-ATPase: all variants of it are this, and differ in their rate law alone.
///
/// Each cycle takes three sodium ions out and two potassium ions in and uses one ATP, so that the
/// net current is F times the rate of cycles.
protocol Pump: Mechanism
where
  State == PumpState<N>, Observables == PumpObservables<N>, Parameters: PumpParameters,
  Ions: PumpIons, Parameters.N == N, Ions.N == N
{
  /// The part of `imax` that pumps carry which no inhibitor has bound.
  static func activity(
    _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N>
}

extension Pump {
  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {
    ions.exchange(netCurrent(v, s, p, ions, site))
  }

  @inline(__always)
  static func advance(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ step: Step<N>
  ) {
    s.advance(p, potassiumOutside: ions.k.outside, step)
  }

  /// All pumps are there and free, whatever ouabain the first step brings.
  @inline(__always)
  static func initialize(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {
    s = State()
  }

  @inline(__always)
  static func observe(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Observables {
    Observables(netCurrent: netCurrent(v, s, p, ions, site))
  }

  /// The charge that leaves, in mA/cm².
  @inline(__always)
  static func netCurrent(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) -> Real<N> {
    let working = (1.0 - p.block.still) * (1.0 - s.theta.still) * s.density.still
    let capacity = site.temperatureFactor.still * p.imax.still * working
    return activity(v, p, ions, site).scaled(by: capacity)
  }
}

/// What a model sets for every variant.
protocol PumpParameters: Columns {
  associatedtype N: Number
  /// The net current of all pumps where their activity is 1, in mA/cm².
  var imax: Real<N> { get }
  /// The part of the pumps that the experimenter has stopped.
  var block: Real<N> { get }
  /// Ouabain outside, in mM.
  var ouabain: Real<N> { get }
  /// How fast ouabain binds without potassium, in 1/(mM ms).
  var ouabainOn: Real<N> { get }
  /// How fast it leaves, in 1/ms.
  var ouabainOff: Real<N> { get }
  /// Potassium outside that halves the binding, in mM.
  var ouabainKHalf: Real<N> { get }
  /// In what time half of the pumps are lost, in ms.
  var halfLife: Real<N> { get }
  /// ATP at which pumps run at half their rate, in mM.
  var kmAtp: Real<N> { get }
}

/// How many pumps there are, and how many of them are bound.
struct PumpState<N: Number>: Columns {
  var theta: Real<N> = 0.0
  var density: Real<N> = 1.0

  /// Ouabain binds and leaves; what is lost and not made again decays.
  ///
  /// Without ouabain, bound or free, and without a half-life both states stay as they are, bit for
  /// bit, so that the usual pump pays for neither.
  @inline(__always)
  mutating func advance<P: PumpParameters>(
    _ p: P, potassiumOutside: Real<N>, _ step: Step<N>
  ) where P.N == N {
    rarely(&theta, where: 0.0, lessThan: p.ouabain + theta) {
      Self.bind(&$0, p, potassiumOutside: potassiumOutside, step)
    }
    rarely(&density, where: p.halfLife, lessThan: 1e30) {
      step.relax(&$0, to: 0.0, rate: 0.6931471805599453 / p.halfLife)
    }
  }

  @inline(__always)
  private static func bind<P: PumpParameters>(
    _ theta: inout Real<N>, _ p: P, potassiumOutside: Real<N>, _ step: Step<N>
  ) where P.N == N {
    // Potassium outside keeps ouabain off.
    let competition = potassiumOutside / p.ouabainKHalf
    let binding = p.ouabain * p.ouabainOn / (1.0 + competition * competition)
    // Pumps that neither bind nor release keep what they have: 0 / 0 must not decide.
    let turnover = binding + p.ouabainOff + 1e-300
    step.relax(&theta, to: binding / turnover, rate: turnover)
  }
}

/// What a variant reads and moves, at least.
protocol PumpIons: IonColumns {
  associatedtype N: Number
  var na: Ion<N> { get set }
  var k: Ion<N> { get set }
  var atp: Ion<N> { get set }
}

extension PumpIons {
  /// Three sodium out, two potassium in and one ATP used for each charge that leaves.
  @inline(__always)
  mutating func exchange(_ netCurrent: Real<N>) {
    na.current = netCurrent.scaled(by: 3.0)
    k.current = netCurrent.scaled(by: -2.0)
    atp.consumption = netCurrent
  }

  /// `part / whole` × A / (A + Km): a rate law, and what the ATP at hand allows of it.
  ///
  /// One division does for both; 0 / 0, of a site that binds without limit but finds nothing, is 0.
  @inline(__always)
  func fuelled<P: PumpParameters>(_ part: Still<N>, of whole: Still<N>, _ p: P) -> Real<N>
  where P.N == N {
    let atp = atp.inside.still
    return Real(still: part * atp / (whole * (atp + p.kmAtp.still) + 1e-300))
  }
}

/// Sodium, potassium and ATP: all that most variants need.
struct PumpSpecies<N: Number>: PumpIons {
  var na = Ion<N>()
  var k = Ion<N>()
  var atp = Ion<N>()
}

/// What every variant lets record.
struct PumpObservables<N: Number>: Columns {
  var rate: Real<N> = 0.0
}

extension PumpObservables {
  /// Cycles per membrane area from the net current: one charge leaves in each.
  @inline(__always)
  init(netCurrent: Real<N>) {
    // 1 mA/cm² is 10⁹ / F pmol/cm²/s of charges, F = 96485.3321233 C/mol (CODATA 2018).
    rate = netCurrent * 10364.269656262174
  }
}

/// The filled part of a binding site; 0 without the ligand, even where the site binds without limit.
@inline(__always)
func occupancy<N: Number>(_ concentration: Real<N>, _ halfFilled: Real<N>) -> Real<N> {
  concentration / (concentration + halfFilled + 1e-300)
}
