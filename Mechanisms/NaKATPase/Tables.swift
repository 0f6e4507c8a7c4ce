import MechanismKit

/// The variants as tables of plain C.
@_cdecl("skou_mechanism_library_NaKATPase")
public func libraryNaKATPase() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    hillPumpTable(),
    sigmoidPumpTable(),
    sigmoidOxygenPumpTable(),
    cubicPumpTable(),
    luoRudyPumpTable(),
    albersPostPumpTable(),
  ])
}

private func hillPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    HillPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(HillPump<InLanes>.self, $0) },
      advance: { advance(HillPump<InLanes>.self, $0) },
      current: { current(HillPump<InLanesWithSlope>.self, $0) },
      step: { step(HillPump<InLanes>.self, slope: HillPump<InLanesWithSlope>.self, $0) },
      observe: { observe(HillPump<InLanes>.self, $0) },
      rates: { rates(HillPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(HillPump<OneByOne>.self, $0) },
      advance: { advance(HillPump<OneByOne>.self, $0) },
      current: { current(HillPump<OneByOneWithSlope>.self, $0) },
      step: { step(HillPump<OneByOne>.self, slope: HillPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(HillPump<OneByOne>.self, $0) },
      rates: { rates(HillPump<OneByOneWithSlope>.self, $0) }))
}

private func sigmoidPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    SigmoidPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(SigmoidPump<InLanes>.self, $0) },
      advance: { advance(SigmoidPump<InLanes>.self, $0) },
      current: { current(SigmoidPump<InLanesWithSlope>.self, $0) },
      step: { step(SigmoidPump<InLanes>.self, slope: SigmoidPump<InLanesWithSlope>.self, $0) },
      observe: { observe(SigmoidPump<InLanes>.self, $0) },
      rates: { rates(SigmoidPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(SigmoidPump<OneByOne>.self, $0) },
      advance: { advance(SigmoidPump<OneByOne>.self, $0) },
      current: { current(SigmoidPump<OneByOneWithSlope>.self, $0) },
      step: { step(SigmoidPump<OneByOne>.self, slope: SigmoidPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(SigmoidPump<OneByOne>.self, $0) },
      rates: { rates(SigmoidPump<OneByOneWithSlope>.self, $0) }))
}

private func sigmoidOxygenPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    SigmoidOxygenPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(SigmoidOxygenPump<InLanes>.self, $0) },
      advance: { advance(SigmoidOxygenPump<InLanes>.self, $0) },
      current: { current(SigmoidOxygenPump<InLanesWithSlope>.self, $0) },
      step: {
        step(SigmoidOxygenPump<InLanes>.self, slope: SigmoidOxygenPump<InLanesWithSlope>.self, $0)
      },
      observe: { observe(SigmoidOxygenPump<InLanes>.self, $0) },
      rates: { rates(SigmoidOxygenPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(SigmoidOxygenPump<OneByOne>.self, $0) },
      advance: { advance(SigmoidOxygenPump<OneByOne>.self, $0) },
      current: { current(SigmoidOxygenPump<OneByOneWithSlope>.self, $0) },
      step: {
        step(SigmoidOxygenPump<OneByOne>.self, slope: SigmoidOxygenPump<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(SigmoidOxygenPump<OneByOne>.self, $0) },
      rates: { rates(SigmoidOxygenPump<OneByOneWithSlope>.self, $0) }))
}

private func cubicPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    CubicPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(CubicPump<InLanes>.self, $0) },
      advance: { advance(CubicPump<InLanes>.self, $0) },
      current: { current(CubicPump<InLanesWithSlope>.self, $0) },
      step: { step(CubicPump<InLanes>.self, slope: CubicPump<InLanesWithSlope>.self, $0) },
      observe: { observe(CubicPump<InLanes>.self, $0) },
      rates: { rates(CubicPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(CubicPump<OneByOne>.self, $0) },
      advance: { advance(CubicPump<OneByOne>.self, $0) },
      current: { current(CubicPump<OneByOneWithSlope>.self, $0) },
      step: { step(CubicPump<OneByOne>.self, slope: CubicPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(CubicPump<OneByOne>.self, $0) },
      rates: { rates(CubicPump<OneByOneWithSlope>.self, $0) }))
}

private func luoRudyPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    LuoRudyPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(LuoRudyPump<InLanes>.self, $0) },
      advance: { advance(LuoRudyPump<InLanes>.self, $0) },
      current: { current(LuoRudyPump<InLanesWithSlope>.self, $0) },
      step: { step(LuoRudyPump<InLanes>.self, slope: LuoRudyPump<InLanesWithSlope>.self, $0) },
      observe: { observe(LuoRudyPump<InLanes>.self, $0) },
      rates: { rates(LuoRudyPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(LuoRudyPump<OneByOne>.self, $0) },
      advance: { advance(LuoRudyPump<OneByOne>.self, $0) },
      current: { current(LuoRudyPump<OneByOneWithSlope>.self, $0) },
      step: { step(LuoRudyPump<OneByOne>.self, slope: LuoRudyPump<OneByOneWithSlope>.self, $0) },
      observe: { observe(LuoRudyPump<OneByOne>.self, $0) },
      rates: { rates(LuoRudyPump<OneByOneWithSlope>.self, $0) }))
}

private func albersPostPumpTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    AlbersPostPump<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(AlbersPostPump<InLanes>.self, $0) },
      advance: { advance(AlbersPostPump<InLanes>.self, $0) },
      current: { current(AlbersPostPump<InLanesWithSlope>.self, $0) },
      step: {
        step(AlbersPostPump<InLanes>.self, slope: AlbersPostPump<InLanesWithSlope>.self, $0)
      },
      observe: { observe(AlbersPostPump<InLanes>.self, $0) },
      rates: { rates(AlbersPostPump<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(AlbersPostPump<OneByOne>.self, $0) },
      advance: { advance(AlbersPostPump<OneByOne>.self, $0) },
      current: { current(AlbersPostPump<OneByOneWithSlope>.self, $0) },
      step: {
        step(AlbersPostPump<OneByOne>.self, slope: AlbersPostPump<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(AlbersPostPump<OneByOne>.self, $0) },
      rates: { rates(AlbersPostPump<OneByOneWithSlope>.self, $0) }))
}
