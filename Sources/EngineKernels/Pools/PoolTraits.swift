/// What decides which operations a row of a species takes.
protocol PoolTraits {
  var hasShell: Bool { get }
  /// Whether the shell exchanges with a bath.
  var exchanges: Bool { get }
  var hasGains: Bool { get }
  /// Whether one sum holds all currents.
  var hasOneCurrent: Bool { get }
  var hasReversal: Bool { get }
  /// Whether whole steps write the concentrations at the time of V.
  var keepsConcentrations: Bool { get }
}

/// Ions in a private shell that a bath refreshes, in a membrane whose currents are summed: constants,
/// so that the compiler leaves out everything else.
struct UsualPool: PoolTraits {
  var hasShell: Bool { true }
  var exchanges: Bool { true }
  var hasGains: Bool { false }
  var hasOneCurrent: Bool { true }
  var hasReversal: Bool { true }
  var keepsConcentrations: Bool { false }
}

/// Any species.
struct AnyPool: PoolTraits {
  let hasShell, exchanges, hasGains, hasOneCurrent, hasReversal, keepsConcentrations: Bool

  init(_ solutions: Solutions, _ pool: Pool, _ fluxes: PoolFluxes) {
    hasShell = solutions.hasShell
    exchanges = solutions.exchangeRate > 0
    hasGains = fluxes.haveGains
    hasOneCurrent = fluxes.currents.count == 1
    hasReversal = pool.hasReversal
    keepsConcentrations = solutions.keepsConcentrations
  }

  var isUsual: Bool {
    hasShell && exchanges && !hasGains && hasOneCurrent && hasReversal && !keepsConcentrations
  }
}
