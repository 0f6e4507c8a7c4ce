/// Where the search for a rest begins.
public enum RestStart: String, Sendable, Hashable, CaseIterable {
  /// The state that the model gives.
  case given = "the state given"
  /// V at −20 mV, concentrations as given.
  case depolarized = "a depolarised state"
  /// V at −100 mV, concentrations as given.
  case hyperpolarized = "a hyperpolarised state"
  /// V at −20 mV, and most of the cations inside exchanged for those outside.
  case runDown = "run-down gradients"
}

/// Finds the rests of a group of cells: states in which nothing changes any more.
///
/// It owns a runtime of the group, and belongs to one thread at a time.
public final class RestSearch {
  /// Unknowns beyond which eigenvalues are not computed: they take minutes.
  public static let largestSpectrum = 800

  let runtime: GroupRuntime
  let system: GroupSystem
  let isCompartment: [Bool]
  let given: [Double]
  /// What the equations never change.
  let sums: [ConservedSum]

  /// Prepares the search in a group from a plan that `Engine` has checked.
  ///
  /// - Parameters:
  ///   - plan: the cells, without electrodes and interventions.
  ///   - isCompartment: for each slot whether it holds a compartment.
  ///   - path: which functions evaluate.
  public init(_ plan: GroupPlan, isCompartment: [Bool], path: StepSettings.Path) {
    let settings = StepSettings(scheme: .backwardEuler, timeStep: 1, path: path)
    runtime = GroupRuntime(
      plan, settings, EpochSchedule(steps: 0, stepsPerEpoch: 1, timeStep: 1))
    self.isCompartment = isCompartment
    // What goes to a bath never comes to rest; in a closed box, what was gained does.
    let isClosed = runtime.solutions.map { !$0.reachesBath } ?? false
    system = GroupSystem(runtime, hasLedger: isClosed, relativeTolerance: 1e-9)
    system.inputs.beginSegment(from: 0, to: .infinity, system.solutions)
    var state = [Double](repeating: 0, count: system.layout.stateCount)
    system.gather(&state)
    given = state
    let known = system.conservedSums(at: state, isCompartment)
    let slots = isCompartment.indices.filter { isCompartment[$0] }
    sums =
      slots.count == 1
      ? known + HiddenSums(system, slot: slots[0], known: known).find(at: state) : known
  }

  /// Searches from one start; nil where the group has no such start.
  public func find(from start: RestStart) -> RestFinding? {
    guard var state = startingState(start) else { return nil }
    let search = SteadyState(RestSystem(system, sums))
    // Without rows, sums drift by the rounding of a step: days are long enough.
    search.horizon = system.edges.edges.isEmpty ? 1e12 : 1e9
    search.state.update(from: state, count: state.count)
    var result = search.solve()
    if result.ending != .converged, unboundedSlot(search.state) == nil,
      follow(&state, from: start)
    {
      search.state.update(from: state, count: state.count)
      result = search.solve()
    }
    for index in state.indices { state[index] = search.state[index] }
    return finding(result, state, from: start)
  }

  /// Takes the true course for as long as it leads somewhere; whether it got anywhere.
  private func follow(_ state: inout [Double], from start: RestStart) -> Bool {
    guard let begin = startingState(start) else { return false }
    let integrator = ImplicitIntegrator(
      RestSystem(system, sums), settings: ImplicitSettings(relativeTolerance: 1e-6))
    integrator.state.update(from: begin, count: begin.count)
    integrator.restart(at: 0)
    var failed = false
    for _ in 0..<4000 where integrator.time < 1e10 && !failed {
      failed = integrator.stepOnce(notBeyond: 1e10) != nil
    }
    for index in state.indices { state[index] = integrator.state[index] }
    return integrator.statistics.steps > 0
  }

  /// The compartment whose volume has left all bounds; nil where none has.
  private func unboundedSlot(_ state: UnsafePointer<Double>) -> Int? {
    guard let volume = system.table.index(of: .volume) else { return nil }
    let column = state + volume * system.layout.stride
    return isCompartment.indices.first {
      isCompartment[$0] && !(1e-3...1e3).contains(column[$0])
    }
  }

  private func finding(
    _ result: SteadyStateResult, _ state: [Double], from start: RestStart
  ) -> RestFinding {
    var finding = RestFinding(start: start, ending: .converged, state: values(state))
    if let slot = state.withUnsafeBufferPointer({ $0.baseAddress.flatMap(unboundedSlot) }) {
      finding.ending = .unboundedVolume(slot: slot, ratio: finding.state.volume?[slot] ?? 0)
      return finding
    }
    let name = system.unknowns[result.unknown].name
    let slot = system.slot(of: result.node)
    switch result.ending {
    case .converged: finding.spectrum = spectrum(state)
    case .leftPositive: finding.ending = .usedUp(name, slot: slot)
    case .stagnated, .broken: finding.ending = .keepsChanging(name, slot: slot)
    }
    return finding
  }
}
