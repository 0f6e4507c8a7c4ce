import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Glutamate")
public func libraryGlutamate() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    ampaGlutamateTable(), nmdaGlutamateTable(), glutamateReleaseTable(), thresholdReleaseTable(),
    glutamateUptakeTable(),
  ])
}

private func ampaGlutamateTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    AmpaGlutamate<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(AmpaGlutamate<InLanes>.self, $0) },
      advance: { advance(AmpaGlutamate<InLanes>.self, $0) },
      current: { current(AmpaGlutamate<InLanesWithSlope>.self, $0) },
      step: { step(AmpaGlutamate<InLanes>.self, slope: AmpaGlutamate<InLanesWithSlope>.self, $0) },
      observe: { observe(AmpaGlutamate<InLanes>.self, $0) },
      rates: { rates(AmpaGlutamate<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(AmpaGlutamate<OneByOne>.self, $0) },
      advance: { advance(AmpaGlutamate<OneByOne>.self, $0) },
      current: { current(AmpaGlutamate<OneByOneWithSlope>.self, $0) },
      step: {
        step(AmpaGlutamate<OneByOne>.self, slope: AmpaGlutamate<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(AmpaGlutamate<OneByOne>.self, $0) },
      rates: { rates(AmpaGlutamate<OneByOneWithSlope>.self, $0) }))
}

private func nmdaGlutamateTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NmdaGlutamate<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NmdaGlutamate<InLanes>.self, $0) },
      advance: { advance(NmdaGlutamate<InLanes>.self, $0) },
      current: { current(NmdaGlutamate<InLanesWithSlope>.self, $0) },
      step: { step(NmdaGlutamate<InLanes>.self, slope: NmdaGlutamate<InLanesWithSlope>.self, $0) },
      observe: { observe(NmdaGlutamate<InLanes>.self, $0) },
      rates: { rates(NmdaGlutamate<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NmdaGlutamate<OneByOne>.self, $0) },
      advance: { advance(NmdaGlutamate<OneByOne>.self, $0) },
      current: { current(NmdaGlutamate<OneByOneWithSlope>.self, $0) },
      step: {
        step(NmdaGlutamate<OneByOne>.self, slope: NmdaGlutamate<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(NmdaGlutamate<OneByOne>.self, $0) },
      rates: { rates(NmdaGlutamate<OneByOneWithSlope>.self, $0) }))
}

private func glutamateReleaseTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlutamateRelease<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlutamateRelease<InLanes>.self, $0) },
      advance: { advance(GlutamateRelease<InLanes>.self, $0) },
      current: { current(GlutamateRelease<InLanesWithSlope>.self, $0) },
      step: {
        step(GlutamateRelease<InLanes>.self, slope: GlutamateRelease<InLanesWithSlope>.self, $0)
      },
      observe: { observe(GlutamateRelease<InLanes>.self, $0) },
      rates: { rates(GlutamateRelease<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlutamateRelease<OneByOne>.self, $0) },
      advance: { advance(GlutamateRelease<OneByOne>.self, $0) },
      current: { current(GlutamateRelease<OneByOneWithSlope>.self, $0) },
      step: {
        step(GlutamateRelease<OneByOne>.self, slope: GlutamateRelease<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(GlutamateRelease<OneByOne>.self, $0) },
      rates: { rates(GlutamateRelease<OneByOneWithSlope>.self, $0) }))
}

private func thresholdReleaseTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    ThresholdRelease<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(ThresholdRelease<InLanes>.self, $0) },
      advance: { advance(ThresholdRelease<InLanes>.self, $0) },
      current: { current(ThresholdRelease<InLanesWithSlope>.self, $0) },
      step: {
        step(ThresholdRelease<InLanes>.self, slope: ThresholdRelease<InLanesWithSlope>.self, $0)
      },
      observe: { observe(ThresholdRelease<InLanes>.self, $0) },
      rates: { rates(ThresholdRelease<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(ThresholdRelease<OneByOne>.self, $0) },
      advance: { advance(ThresholdRelease<OneByOne>.self, $0) },
      current: { current(ThresholdRelease<OneByOneWithSlope>.self, $0) },
      step: {
        step(ThresholdRelease<OneByOne>.self, slope: ThresholdRelease<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(ThresholdRelease<OneByOne>.self, $0) },
      rates: { rates(ThresholdRelease<OneByOneWithSlope>.self, $0) }))
}

private func glutamateUptakeTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlutamateUptake<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlutamateUptake<InLanes>.self, $0) },
      advance: { advance(GlutamateUptake<InLanes>.self, $0) },
      current: { current(GlutamateUptake<InLanesWithSlope>.self, $0) },
      step: {
        step(GlutamateUptake<InLanes>.self, slope: GlutamateUptake<InLanesWithSlope>.self, $0)
      },
      observe: { observe(GlutamateUptake<InLanes>.self, $0) },
      rates: { rates(GlutamateUptake<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlutamateUptake<OneByOne>.self, $0) },
      advance: { advance(GlutamateUptake<OneByOne>.self, $0) },
      current: { current(GlutamateUptake<OneByOneWithSlope>.self, $0) },
      step: {
        step(GlutamateUptake<OneByOne>.self, slope: GlutamateUptake<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(GlutamateUptake<OneByOne>.self, $0) },
      rates: { rates(GlutamateUptake<OneByOneWithSlope>.self, $0) }))
}
