/// What a clamp does on average over a time: the conductance that is on, and what it drives.
struct ClampMean {
  /// Conductance × the share of the time for which the clamp is on, in µS.
  var conductance = 0.0
  /// Conductance × the mean of the held potential, 0 while off, in nA.
  var drive = 0.0
}

extension VoltageClampPlan {
  /// The mean over [from, to], `from < to`.
  func mean(from: Double, to: Double) -> ClampMean {
    var result = ClampMean()
    var begin = start
    for level in levels {
      let share = max(0, min(to, level.until) - max(from, begin)) / (to - from)
      result.conductance += conductance * share
      result.drive += conductance * share * level.potential
      begin = level.until
    }
    return result
  }

  /// The state at a time: on from `start`, each level until its end.
  func value(at time: Double) -> ClampMean {
    guard time >= start, let level = levels.first(where: { time < $0.until }) else {
      return ClampMean()
    }
    return ClampMean(conductance: conductance, drive: conductance * level.potential)
  }

  /// The first jump at or after a time; infinity where there is none.
  func nextJump(at time: Double) -> Double {
    if time <= start { return start }
    return levels.first { time <= $0.until }?.until ?? .infinity
  }
}
