import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_CressmanFamily")
public func libraryCressmanFamily() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([cressmanTable(), hubelDahlemTable(), cressmanPumpTable()])
}

private func cressmanTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Cressman<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Cressman<InLanes>.self, $0) },
      advance: { advance(Cressman<InLanes>.self, $0) },
      current: { current(Cressman<InLanesWithSlope>.self, $0) },
      step: { step(Cressman<InLanes>.self, slope: Cressman<InLanesWithSlope>.self, $0) },
      observe: { observe(Cressman<InLanes>.self, $0) },
      rates: { rates(Cressman<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Cressman<OneByOne>.self, $0) },
      advance: { advance(Cressman<OneByOne>.self, $0) },
      current: { current(Cressman<OneByOneWithSlope>.self, $0) },
      step: { step(Cressman<OneByOne>.self, slope: Cressman<OneByOneWithSlope>.self, $0) },
      observe: { observe(Cressman<OneByOne>.self, $0) },
      rates: { rates(Cressman<OneByOneWithSlope>.self, $0) }))
}

private func hubelDahlemTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    HubelDahlem<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(HubelDahlem<InLanes>.self, $0) },
      advance: { advance(HubelDahlem<InLanes>.self, $0) },
      current: { current(HubelDahlem<InLanesWithSlope>.self, $0) },
      step: { step(HubelDahlem<InLanes>.self, slope: HubelDahlem<InLanesWithSlope>.self, $0) },
      observe: { observe(HubelDahlem<InLanes>.self, $0) },
      rates: { rates(HubelDahlem<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(HubelDahlem<OneByOne>.self, $0) },
      advance: { advance(HubelDahlem<OneByOne>.self, $0) },
      current: { current(HubelDahlem<OneByOneWithSlope>.self, $0) },
      step: { step(HubelDahlem<OneByOne>.self, slope: HubelDahlem<OneByOneWithSlope>.self, $0) },
      observe: { observe(HubelDahlem<OneByOne>.self, $0) },
      rates: { rates(HubelDahlem<OneByOneWithSlope>.self, $0) }))
}

private func cressmanPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    CressmanPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(CressmanPump<InLanes>.self, $0) },
      advance: { advance(CressmanPump<InLanes>.self, $0) },
      current: { current(CressmanPump<InLanesWithSlope>.self, $0) },
      step: { step(CressmanPump<InLanes>.self, slope: CressmanPump<InLanesWithSlope>.self, $0) },
      observe: { observe(CressmanPump<InLanes>.self, $0) },
      rates: { rates(CressmanPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(CressmanPump<OneByOne>.self, $0) },
      advance: { advance(CressmanPump<OneByOne>.self, $0) },
      current: { current(CressmanPump<OneByOneWithSlope>.self, $0) },
      step: {
        step(CressmanPump<OneByOne>.self, slope: CressmanPump<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(CressmanPump<OneByOne>.self, $0) },
      rates: { rates(CressmanPump<OneByOneWithSlope>.self, $0) }))
}
