import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_LeakGhk")
public func libraryLeakGhk() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([leakGhkTable(), ghkNaTable(), ghkKTable(), ghkClTable(), ghkCaTable()])
}

private func leakGhkTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    LeakGhk<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(LeakGhk<InLanes>.self, $0) },
      advance: { advance(LeakGhk<InLanes>.self, $0) },
      current: { current(LeakGhk<InLanesWithSlope>.self, $0) },
      step: { step(LeakGhk<InLanes>.self, slope: LeakGhk<InLanesWithSlope>.self, $0) },
      observe: { observe(LeakGhk<InLanes>.self, $0) },
      rates: { rates(LeakGhk<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(LeakGhk<OneByOne>.self, $0) },
      advance: { advance(LeakGhk<OneByOne>.self, $0) },
      current: { current(LeakGhk<OneByOneWithSlope>.self, $0) },
      step: { step(LeakGhk<OneByOne>.self, slope: LeakGhk<OneByOneWithSlope>.self, $0) },
      observe: { observe(LeakGhk<OneByOne>.self, $0) },
      rates: { rates(LeakGhk<OneByOneWithSlope>.self, $0) }))
}

private func ghkNaTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GhkNa<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GhkNa<InLanes>.self, $0) },
      advance: { advance(GhkNa<InLanes>.self, $0) },
      current: { current(GhkNa<InLanesWithSlope>.self, $0) },
      step: { step(GhkNa<InLanes>.self, slope: GhkNa<InLanesWithSlope>.self, $0) },
      observe: { observe(GhkNa<InLanes>.self, $0) },
      rates: { rates(GhkNa<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GhkNa<OneByOne>.self, $0) },
      advance: { advance(GhkNa<OneByOne>.self, $0) },
      current: { current(GhkNa<OneByOneWithSlope>.self, $0) },
      step: { step(GhkNa<OneByOne>.self, slope: GhkNa<OneByOneWithSlope>.self, $0) },
      observe: { observe(GhkNa<OneByOne>.self, $0) },
      rates: { rates(GhkNa<OneByOneWithSlope>.self, $0) }))
}

private func ghkKTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GhkK<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GhkK<InLanes>.self, $0) },
      advance: { advance(GhkK<InLanes>.self, $0) },
      current: { current(GhkK<InLanesWithSlope>.self, $0) },
      step: { step(GhkK<InLanes>.self, slope: GhkK<InLanesWithSlope>.self, $0) },
      observe: { observe(GhkK<InLanes>.self, $0) },
      rates: { rates(GhkK<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GhkK<OneByOne>.self, $0) },
      advance: { advance(GhkK<OneByOne>.self, $0) },
      current: { current(GhkK<OneByOneWithSlope>.self, $0) },
      step: { step(GhkK<OneByOne>.self, slope: GhkK<OneByOneWithSlope>.self, $0) },
      observe: { observe(GhkK<OneByOne>.self, $0) },
      rates: { rates(GhkK<OneByOneWithSlope>.self, $0) }))
}

private func ghkClTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GhkCl<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GhkCl<InLanes>.self, $0) },
      advance: { advance(GhkCl<InLanes>.self, $0) },
      current: { current(GhkCl<InLanesWithSlope>.self, $0) },
      step: { step(GhkCl<InLanes>.self, slope: GhkCl<InLanesWithSlope>.self, $0) },
      observe: { observe(GhkCl<InLanes>.self, $0) },
      rates: { rates(GhkCl<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GhkCl<OneByOne>.self, $0) },
      advance: { advance(GhkCl<OneByOne>.self, $0) },
      current: { current(GhkCl<OneByOneWithSlope>.self, $0) },
      step: { step(GhkCl<OneByOne>.self, slope: GhkCl<OneByOneWithSlope>.self, $0) },
      observe: { observe(GhkCl<OneByOne>.self, $0) },
      rates: { rates(GhkCl<OneByOneWithSlope>.self, $0) }))
}

private func ghkCaTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GhkCa<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GhkCa<InLanes>.self, $0) },
      advance: { advance(GhkCa<InLanes>.self, $0) },
      current: { current(GhkCa<InLanesWithSlope>.self, $0) },
      step: { step(GhkCa<InLanes>.self, slope: GhkCa<InLanesWithSlope>.self, $0) },
      observe: { observe(GhkCa<InLanes>.self, $0) },
      rates: { rates(GhkCa<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GhkCa<OneByOne>.self, $0) },
      advance: { advance(GhkCa<OneByOne>.self, $0) },
      current: { current(GhkCa<OneByOneWithSlope>.self, $0) },
      step: { step(GhkCa<OneByOne>.self, slope: GhkCa<OneByOneWithSlope>.self, $0) },
      observe: { observe(GhkCa<OneByOne>.self, $0) },
      rates: { rates(GhkCa<OneByOneWithSlope>.self, $0) }))
}
