/// Values inside the last step.
extension ImplicitIntegrator {
  /// Writes the unknowns at a time in stepStart...time, laid out as `state`.
  ///
  /// Of order 4 for slots (`ImplicitTableau.quarticWeights`), and exact at both ends; linear sums
  /// that f conserves are conserved. For junctions a polynomial through the stages.
  public func interpolate(_ time: Double, into target: UnsafeMutablePointer<Double>) {
    let theta = fraction(time)
    forEachSlotPlace { target[$0] = value($0, theta) }
    forEachJunctionPlace { target[$0] = junctionValue($0, theta) }
  }

  /// One unknown of one slot or junction at a time in stepStart...time.
  public func interpolate(_ time: Double, unknown: Int, node: Int) -> Double {
    let place = unknown * layout.stride + node
    let theta = fraction(time)
    return node < layout.slotCount ? value(place, theta) : junctionValue(place, theta)
  }

  /// Goes back to a time in stepStart...time, such as that of an event, and restarts there.
  public func rewind(to time: Double) {
    guard time < self.time else { return restart(at: self.time) }
    interpolate(time, into: memory.trial)
    memory.state.update(from: memory.trial, count: layout.stateCount)
    restart(at: time)
  }

  private func fraction(_ time: Double) -> Double {
    self.time > stepStart ? (time - stepStart) / (self.time - stepStart) : 1
  }

  /// The cubic of Hermite, plus the quartic.
  @inline(__always)
  func value(_ place: Int, _ theta: Double) -> Double {
    guard theta < 1 else { return memory.state[place] }
    let count = layout.stateCount
    let slopes = memory.slopes
    let whole = memory.state[place] - memory.start[place]
    let rest = 1 - theta
    let first = slopes[place]
    let last = slopes[(ImplicitTableau.stageCount - 1) * count + place]
    var quartic = 0.0
    for stage in 0..<ImplicitTableau.stageCount {
      quartic += stages.quartic[stage] * slopes[stage * count + place]
    }
    let square = theta * theta
    return memory.start[place] + whole * square * (3 - 2 * theta) + first * theta * rest * rest
      - last * square * rest + quartic * square * rest * rest
  }

  /// Lagrange's polynomial through the starts and the stages 1, 3, 4 and 6.
  private func junctionValue(_ place: Int, _ theta: Double) -> Double {
    guard theta < 1 else { return memory.state[place] }
    let sources = (1, 3, 4, 6)
    let count = layout.stateCount
    let c = stages.abscissae
    func share(_ own: Int, _ a: Int, _ b: Int, _ d: Int) -> Double {
      let weight =
        theta * (theta - c[a]) * (theta - c[b]) * (theta - c[d])
        / (c[own] * (c[own] - c[a]) * (c[own] - c[b]) * (c[own] - c[d]))
      return weight * memory.slopes[own * count + place]
    }
    return memory.start[place] + share(sources.0, sources.1, sources.2, sources.3)
      + share(sources.1, sources.0, sources.2, sources.3)
      + share(sources.2, sources.0, sources.1, sources.3)
      + share(sources.3, sources.0, sources.1, sources.2)
  }

  /// Extrapolates the last step to the second stage of the next one, as its first guess.
  func guessSecondStage(_ step: Double) {
    control.hasHistory = control.hasHistory && step <= 2 * control.slopeStep
    guard control.hasHistory else { return }
    let theta = 1 + stages.abscissae[1] * step / control.slopeStep
    forEachSlotPlace { memory.increment[$0] = extrapolated($0, theta) - memory.state[$0] }
  }

  @inline(__always)
  private func extrapolated(_ place: Int, _ theta: Double) -> Double {
    let whole = memory.state[place] - memory.start[place]
    let rest = 1 - theta
    let first = memory.slopes[place]
    let last = memory.slopes[(ImplicitTableau.stageCount - 1) * layout.stateCount + place]
    return memory.start[place] + whole * theta * theta * (3 - 2 * theta)
      + first * theta * rest * rest - last * theta * theta * rest
  }
}
