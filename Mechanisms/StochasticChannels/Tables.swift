import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_StochasticChannels")
public func libraryStochasticChannels() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    stochasticLeakTable(), stochasticLeakLangevinTable(), navHHStochasticTable(),
    navHHStochasticLangevinTable(), kvHHStochasticTable(), kvHHStochasticLangevinTable(),
  ])
}

private func stochasticLeakTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    StochasticLeak<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(StochasticLeak<InLanes>.self, $0) },
      advance: { advance(StochasticLeak<InLanes>.self, $0) },
      current: { current(StochasticLeak<InLanesWithSlope>.self, $0) },
      step: {
        step(StochasticLeak<InLanes>.self, slope: StochasticLeak<InLanesWithSlope>.self, $0)
      },
      observe: { observe(StochasticLeak<InLanes>.self, $0) },
      rates: { rates(StochasticLeak<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(StochasticLeak<OneByOne>.self, $0) },
      advance: { advance(StochasticLeak<OneByOne>.self, $0) },
      current: { current(StochasticLeak<OneByOneWithSlope>.self, $0) },
      step: {
        step(StochasticLeak<OneByOne>.self, slope: StochasticLeak<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(StochasticLeak<OneByOne>.self, $0) },
      rates: { rates(StochasticLeak<OneByOneWithSlope>.self, $0) }))
}

private func stochasticLeakLangevinTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    StochasticLeakLangevin<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(StochasticLeakLangevin<InLanes>.self, $0) },
      advance: { advance(StochasticLeakLangevin<InLanes>.self, $0) },
      current: { current(StochasticLeakLangevin<InLanesWithSlope>.self, $0) },
      step: {
        step(
          StochasticLeakLangevin<InLanes>.self,
          slope: StochasticLeakLangevin<InLanesWithSlope>.self, $0)
      },
      observe: { observe(StochasticLeakLangevin<InLanes>.self, $0) },
      rates: { rates(StochasticLeakLangevin<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(StochasticLeakLangevin<OneByOne>.self, $0) },
      advance: { advance(StochasticLeakLangevin<OneByOne>.self, $0) },
      current: { current(StochasticLeakLangevin<OneByOneWithSlope>.self, $0) },
      step: {
        step(
          StochasticLeakLangevin<OneByOne>.self,
          slope: StochasticLeakLangevin<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(StochasticLeakLangevin<OneByOne>.self, $0) },
      rates: { rates(StochasticLeakLangevin<OneByOneWithSlope>.self, $0) }))
}

private func navHHStochasticTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NavHHStochastic<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NavHHStochastic<InLanes>.self, $0) },
      advance: { advance(NavHHStochastic<InLanes>.self, $0) },
      current: { current(NavHHStochastic<InLanesWithSlope>.self, $0) },
      step: {
        step(NavHHStochastic<InLanes>.self, slope: NavHHStochastic<InLanesWithSlope>.self, $0)
      },
      observe: { observe(NavHHStochastic<InLanes>.self, $0) },
      rates: { rates(NavHHStochastic<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NavHHStochastic<OneByOne>.self, $0) },
      advance: { advance(NavHHStochastic<OneByOne>.self, $0) },
      current: { current(NavHHStochastic<OneByOneWithSlope>.self, $0) },
      step: {
        step(NavHHStochastic<OneByOne>.self, slope: NavHHStochastic<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(NavHHStochastic<OneByOne>.self, $0) },
      rates: { rates(NavHHStochastic<OneByOneWithSlope>.self, $0) }))
}

private func navHHStochasticLangevinTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NavHHStochasticLangevin<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NavHHStochasticLangevin<InLanes>.self, $0) },
      advance: { advance(NavHHStochasticLangevin<InLanes>.self, $0) },
      current: { current(NavHHStochasticLangevin<InLanesWithSlope>.self, $0) },
      step: {
        step(
          NavHHStochasticLangevin<InLanes>.self,
          slope: NavHHStochasticLangevin<InLanesWithSlope>.self, $0)
      },
      observe: { observe(NavHHStochasticLangevin<InLanes>.self, $0) },
      rates: { rates(NavHHStochasticLangevin<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NavHHStochasticLangevin<OneByOne>.self, $0) },
      advance: { advance(NavHHStochasticLangevin<OneByOne>.self, $0) },
      current: { current(NavHHStochasticLangevin<OneByOneWithSlope>.self, $0) },
      step: {
        step(
          NavHHStochasticLangevin<OneByOne>.self,
          slope: NavHHStochasticLangevin<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(NavHHStochasticLangevin<OneByOne>.self, $0) },
      rates: { rates(NavHHStochasticLangevin<OneByOneWithSlope>.self, $0) }))
}

private func kvHHStochasticTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    KvHHStochastic<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(KvHHStochastic<InLanes>.self, $0) },
      advance: { advance(KvHHStochastic<InLanes>.self, $0) },
      current: { current(KvHHStochastic<InLanesWithSlope>.self, $0) },
      step: {
        step(KvHHStochastic<InLanes>.self, slope: KvHHStochastic<InLanesWithSlope>.self, $0)
      },
      observe: { observe(KvHHStochastic<InLanes>.self, $0) },
      rates: { rates(KvHHStochastic<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(KvHHStochastic<OneByOne>.self, $0) },
      advance: { advance(KvHHStochastic<OneByOne>.self, $0) },
      current: { current(KvHHStochastic<OneByOneWithSlope>.self, $0) },
      step: {
        step(KvHHStochastic<OneByOne>.self, slope: KvHHStochastic<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(KvHHStochastic<OneByOne>.self, $0) },
      rates: { rates(KvHHStochastic<OneByOneWithSlope>.self, $0) }))
}

private func kvHHStochasticLangevinTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    KvHHStochasticLangevin<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(KvHHStochasticLangevin<InLanes>.self, $0) },
      advance: { advance(KvHHStochasticLangevin<InLanes>.self, $0) },
      current: { current(KvHHStochasticLangevin<InLanesWithSlope>.self, $0) },
      step: {
        step(
          KvHHStochasticLangevin<InLanes>.self,
          slope: KvHHStochasticLangevin<InLanesWithSlope>.self, $0)
      },
      observe: { observe(KvHHStochasticLangevin<InLanes>.self, $0) },
      rates: { rates(KvHHStochasticLangevin<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(KvHHStochasticLangevin<OneByOne>.self, $0) },
      advance: { advance(KvHHStochasticLangevin<OneByOne>.self, $0) },
      current: { current(KvHHStochasticLangevin<OneByOneWithSlope>.self, $0) },
      step: {
        step(
          KvHHStochasticLangevin<OneByOne>.self,
          slope: KvHHStochasticLangevin<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(KvHHStochasticLangevin<OneByOne>.self, $0) },
      rates: { rates(KvHHStochasticLangevin<OneByOneWithSlope>.self, $0) }))
}
