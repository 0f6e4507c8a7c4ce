public import CMechanismABI
public import Numerics

@inlinable @inline(__always)
func column<L: Lane>(_ column: skou_column, _ row: Int, _ lane: Int) -> L {
  L.load(column.values + (row &* Int(column.stride) &+ lane))
}

@inlinable @inline(__always)
func real<N: Number>(_ source: skou_column, _ row: Int, _ lane: Int) -> Real<N> {
  Real(N(column(source, row, lane)))
}

/// One place of a block, with its columns read as the mechanism's own types.
@usableFromInline
struct Place<M: Mechanism> {
  @usableFromInline typealias L = M.N.L
  @usableFromInline let block: skou_block
  @usableFromInline let tables: BlockTables
  @usableFromInline let row: Int
  @usableFromInline let lane: Int

  @inlinable @inline(__always)
  init(_ block: skou_block, row: Int, lane: Int) {
    self.init(block, BlockTables(block, M.self), row: row, lane: lane)
  }

  @inlinable @inline(__always)
  init(_ block: skou_block, _ tables: BlockTables, row: Int, lane: Int) {
    self.block = block
    self.tables = tables
    self.row = row
    self.lane = lane
  }

  @inlinable @inline(__always) var index: Int { row &* Int(SKOU_LANES) &+ lane }

  @inlinable @inline(__always) var site: Site<M.N> {
    Site(
      temperatureFactor: real(block.temperature_factor, row, lane),
      celsius: real(block.celsius, row, lane),
      thermalVoltage: real(block.thermal_voltage_mV, row, lane),
      area: Real(M.N(L.load(block.weight + index) * L(splat: 100))),
      insideVolume: real(block.inside_volume_um3, row, lane),
      outsideVolume: real(block.outside_volume_um3, row, lane))
  }

  /// The site before the first step, with the random numbers of a step that never comes.
  @inlinable @inline(__always) var siteAtStart: Site<M.N> {
    var start = site
    start.random = random(step: (1 << 56) - 1)
    return start
  }

  @inlinable @inline(__always)
  func step(_ duration: M.N, _ site: Site<M.N>) -> Step<M.N> {
    Step(
      site: site, duration: Real(duration), isMidpoint: block.isMidpoint,
      random: random(step: block.step_index))
  }

  @inlinable @inline(__always) func random(step: UInt64) -> RandomSource<M.N> {
    RandomSource(
      key: block.random_key, step: step, identity: block.identity, row: row, lane: lane)
  }

  @inlinable @inline(__always) var parameters: M.Parameters {
    var result = M.Parameters()
    result.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.Parameters.count(of: Real<M.N>.self) {
        elements[i] = real(block.parameters[i], row, lane)
      }
    }
    return result
  }

  @inlinable @inline(__always) var ions: M.Ions {
    ions { real($0, row, lane) }
  }

  /// The ions, for equations in V.
  @inlinable @inline(__always) func ions(alongside potential: L) -> M.Ions {
    ions { Real(M.N((column($0, row, lane) as L).alongside(potential))) }
  }

  @inlinable @inline(__always) func ions(_ read: (skou_column) -> Real<M.N>) -> M.Ions {
    var result = M.Ions()
    result.withIons(of: M.N.self) { elements in
      for i in 0..<M.Ions.count(of: M.N.self) {
        elements[i].reversal = read(tables.ions[i].reversal_mV)
        elements[i].inside = read(tables.ions[i].inside_mM)
        elements[i].outside = read(tables.ions[i].outside_mM)
      }
    }
    return result
  }

  @inlinable @inline(__always) var states: M.State { states { $0 } }

  /// The states, for equations in V.
  @inlinable @inline(__always) func states(alongside potential: L) -> M.State {
    states { $0.alongside(potential) }
  }

  @inlinable @inline(__always) func states(_ change: (L) -> L) -> M.State {
    var result = M.State()
    result.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.State.count(of: Real<M.N>.self) {
        elements[i] = Real(M.N(change(L.load(tables.states[i].unsafelyUnwrapped + index))))
      }
    }
    return result
  }

  @inlinable @inline(__always) func store(_ states: M.State) {
    var copy = states
    copy.withElements(of: Real<M.N>.self) { elements in
      for i in 0..<M.State.count(of: Real<M.N>.self) {
        elements[i].number.value.store(tables.states[i].unsafelyUnwrapped + index)
      }
    }
  }
}
