import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Metabolism")
public func libraryMetabolism() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([atpSynthesisTable(), atpDemandTable(), creatineKinaseTable(), oxygenSupplyTable()])
}

private func atpSynthesisTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    AtpSynthesis<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(AtpSynthesis<InLanes>.self, $0) },
      advance: { advance(AtpSynthesis<InLanes>.self, $0) },
      current: { current(AtpSynthesis<InLanesWithSlope>.self, $0) },
      step: { step(AtpSynthesis<InLanes>.self, slope: AtpSynthesis<InLanesWithSlope>.self, $0) },
      observe: { observe(AtpSynthesis<InLanes>.self, $0) },
      rates: { rates(AtpSynthesis<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(AtpSynthesis<OneByOne>.self, $0) },
      advance: { advance(AtpSynthesis<OneByOne>.self, $0) },
      current: { current(AtpSynthesis<OneByOneWithSlope>.self, $0) },
      step: { step(AtpSynthesis<OneByOne>.self, slope: AtpSynthesis<OneByOneWithSlope>.self, $0) },
      observe: { observe(AtpSynthesis<OneByOne>.self, $0) },
      rates: { rates(AtpSynthesis<OneByOneWithSlope>.self, $0) }))
}

private func atpDemandTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    AtpDemand<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(AtpDemand<InLanes>.self, $0) },
      advance: { advance(AtpDemand<InLanes>.self, $0) },
      current: { current(AtpDemand<InLanesWithSlope>.self, $0) },
      step: { step(AtpDemand<InLanes>.self, slope: AtpDemand<InLanesWithSlope>.self, $0) },
      observe: { observe(AtpDemand<InLanes>.self, $0) },
      rates: { rates(AtpDemand<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(AtpDemand<OneByOne>.self, $0) },
      advance: { advance(AtpDemand<OneByOne>.self, $0) },
      current: { current(AtpDemand<OneByOneWithSlope>.self, $0) },
      step: { step(AtpDemand<OneByOne>.self, slope: AtpDemand<OneByOneWithSlope>.self, $0) },
      observe: { observe(AtpDemand<OneByOne>.self, $0) },
      rates: { rates(AtpDemand<OneByOneWithSlope>.self, $0) }))
}

private func creatineKinaseTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    CreatineKinase<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(CreatineKinase<InLanes>.self, $0) },
      advance: { advance(CreatineKinase<InLanes>.self, $0) },
      current: { current(CreatineKinase<InLanesWithSlope>.self, $0) },
      step: {
        step(CreatineKinase<InLanes>.self, slope: CreatineKinase<InLanesWithSlope>.self, $0)
      },
      observe: { observe(CreatineKinase<InLanes>.self, $0) },
      rates: { rates(CreatineKinase<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(CreatineKinase<OneByOne>.self, $0) },
      advance: { advance(CreatineKinase<OneByOne>.self, $0) },
      current: { current(CreatineKinase<OneByOneWithSlope>.self, $0) },
      step: {
        step(CreatineKinase<OneByOne>.self, slope: CreatineKinase<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(CreatineKinase<OneByOne>.self, $0) },
      rates: { rates(CreatineKinase<OneByOneWithSlope>.self, $0) }))
}

private func oxygenSupplyTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    OxygenSupply<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(OxygenSupply<InLanes>.self, $0) },
      advance: { advance(OxygenSupply<InLanes>.self, $0) },
      current: { current(OxygenSupply<InLanesWithSlope>.self, $0) },
      step: { step(OxygenSupply<InLanes>.self, slope: OxygenSupply<InLanesWithSlope>.self, $0) },
      observe: { observe(OxygenSupply<InLanes>.self, $0) },
      rates: { rates(OxygenSupply<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(OxygenSupply<OneByOne>.self, $0) },
      advance: { advance(OxygenSupply<OneByOne>.self, $0) },
      current: { current(OxygenSupply<OneByOneWithSlope>.self, $0) },
      step: { step(OxygenSupply<OneByOne>.self, slope: OxygenSupply<OneByOneWithSlope>.self, $0) },
      observe: { observe(OxygenSupply<OneByOne>.self, $0) },
      rates: { rates(OxygenSupply<OneByOneWithSlope>.self, $0) }))
}
