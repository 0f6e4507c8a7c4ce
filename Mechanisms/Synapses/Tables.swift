import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Synapses")
public func librarySynapses() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    expSynTable(), exp2SynTable(), ampaTable(), nmdaTable(), gabaATable(), tsodyksMarkramTable(),
    spikeTimingPlasticityTable(),
  ])
}

private func expSynTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    ExpSyn<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(ExpSyn<InLanes>.self, $0) },
      advance: { advance(ExpSyn<InLanes>.self, $0) },
      current: { current(ExpSyn<InLanesWithSlope>.self, $0) },
      step: { step(ExpSyn<InLanes>.self, slope: ExpSyn<InLanesWithSlope>.self, $0) },
      observe: { observe(ExpSyn<InLanes>.self, $0) },
      rates: { rates(ExpSyn<InLanesWithSlope>.self, $0) },
      receive: { receive(ExpSyn<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(ExpSyn<OneByOne>.self, $0) },
      advance: { advance(ExpSyn<OneByOne>.self, $0) },
      current: { current(ExpSyn<OneByOneWithSlope>.self, $0) },
      step: { step(ExpSyn<OneByOne>.self, slope: ExpSyn<OneByOneWithSlope>.self, $0) },
      observe: { observe(ExpSyn<OneByOne>.self, $0) },
      rates: { rates(ExpSyn<OneByOneWithSlope>.self, $0) },
      receive: { receive(ExpSyn<OneByOne>.self, $0) }))
}

private func exp2SynTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    Exp2Syn<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Exp2Syn<InLanes>.self, $0) },
      advance: { advance(Exp2Syn<InLanes>.self, $0) },
      current: { current(Exp2Syn<InLanesWithSlope>.self, $0) },
      step: { step(Exp2Syn<InLanes>.self, slope: Exp2Syn<InLanesWithSlope>.self, $0) },
      observe: { observe(Exp2Syn<InLanes>.self, $0) },
      rates: { rates(Exp2Syn<InLanesWithSlope>.self, $0) },
      receive: { receive(Exp2Syn<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Exp2Syn<OneByOne>.self, $0) },
      advance: { advance(Exp2Syn<OneByOne>.self, $0) },
      current: { current(Exp2Syn<OneByOneWithSlope>.self, $0) },
      step: { step(Exp2Syn<OneByOne>.self, slope: Exp2Syn<OneByOneWithSlope>.self, $0) },
      observe: { observe(Exp2Syn<OneByOne>.self, $0) },
      rates: { rates(Exp2Syn<OneByOneWithSlope>.self, $0) },
      receive: { receive(Exp2Syn<OneByOne>.self, $0) }))
}

private func ampaTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    Ampa<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Ampa<InLanes>.self, $0) },
      advance: { advance(Ampa<InLanes>.self, $0) },
      current: { current(Ampa<InLanesWithSlope>.self, $0) },
      step: { step(Ampa<InLanes>.self, slope: Ampa<InLanesWithSlope>.self, $0) },
      observe: { observe(Ampa<InLanes>.self, $0) },
      rates: { rates(Ampa<InLanesWithSlope>.self, $0) },
      receive: { receive(Ampa<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Ampa<OneByOne>.self, $0) },
      advance: { advance(Ampa<OneByOne>.self, $0) },
      current: { current(Ampa<OneByOneWithSlope>.self, $0) },
      step: { step(Ampa<OneByOne>.self, slope: Ampa<OneByOneWithSlope>.self, $0) },
      observe: { observe(Ampa<OneByOne>.self, $0) },
      rates: { rates(Ampa<OneByOneWithSlope>.self, $0) },
      receive: { receive(Ampa<OneByOne>.self, $0) }))
}

private func nmdaTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    Nmda<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Nmda<InLanes>.self, $0) },
      advance: { advance(Nmda<InLanes>.self, $0) },
      current: { current(Nmda<InLanesWithSlope>.self, $0) },
      step: { step(Nmda<InLanes>.self, slope: Nmda<InLanesWithSlope>.self, $0) },
      observe: { observe(Nmda<InLanes>.self, $0) },
      rates: { rates(Nmda<InLanesWithSlope>.self, $0) },
      receive: { receive(Nmda<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Nmda<OneByOne>.self, $0) },
      advance: { advance(Nmda<OneByOne>.self, $0) },
      current: { current(Nmda<OneByOneWithSlope>.self, $0) },
      step: { step(Nmda<OneByOne>.self, slope: Nmda<OneByOneWithSlope>.self, $0) },
      observe: { observe(Nmda<OneByOne>.self, $0) },
      rates: { rates(Nmda<OneByOneWithSlope>.self, $0) },
      receive: { receive(Nmda<OneByOne>.self, $0) }))
}

private func gabaATable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    GabaA<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GabaA<InLanes>.self, $0) },
      advance: { advance(GabaA<InLanes>.self, $0) },
      current: { current(GabaA<InLanesWithSlope>.self, $0) },
      step: { step(GabaA<InLanes>.self, slope: GabaA<InLanesWithSlope>.self, $0) },
      observe: { observe(GabaA<InLanes>.self, $0) },
      rates: { rates(GabaA<InLanesWithSlope>.self, $0) },
      receive: { receive(GabaA<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GabaA<OneByOne>.self, $0) },
      advance: { advance(GabaA<OneByOne>.self, $0) },
      current: { current(GabaA<OneByOneWithSlope>.self, $0) },
      step: { step(GabaA<OneByOne>.self, slope: GabaA<OneByOneWithSlope>.self, $0) },
      observe: { observe(GabaA<OneByOne>.self, $0) },
      rates: { rates(GabaA<OneByOneWithSlope>.self, $0) },
      receive: { receive(GabaA<OneByOne>.self, $0) }))
}

private func tsodyksMarkramTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    TsodyksMarkram<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(TsodyksMarkram<InLanes>.self, $0) },
      advance: { advance(TsodyksMarkram<InLanes>.self, $0) },
      current: { current(TsodyksMarkram<InLanesWithSlope>.self, $0) },
      step: {
        step(TsodyksMarkram<InLanes>.self, slope: TsodyksMarkram<InLanesWithSlope>.self, $0)
      },
      observe: { observe(TsodyksMarkram<InLanes>.self, $0) },
      rates: { rates(TsodyksMarkram<InLanesWithSlope>.self, $0) },
      receive: { receive(TsodyksMarkram<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(TsodyksMarkram<OneByOne>.self, $0) },
      advance: { advance(TsodyksMarkram<OneByOne>.self, $0) },
      current: { current(TsodyksMarkram<OneByOneWithSlope>.self, $0) },
      step: {
        step(TsodyksMarkram<OneByOne>.self, slope: TsodyksMarkram<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(TsodyksMarkram<OneByOne>.self, $0) },
      rates: { rates(TsodyksMarkram<OneByOneWithSlope>.self, $0) },
      receive: { receive(TsodyksMarkram<OneByOne>.self, $0) }))
}

private func spikeTimingPlasticityTable() -> UnsafePointer<skou_mechanism_table> {
  exportPointMechanism(
    SpikeTimingPlasticity<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(SpikeTimingPlasticity<InLanes>.self, $0) },
      advance: { advance(SpikeTimingPlasticity<InLanes>.self, $0) },
      current: { current(SpikeTimingPlasticity<InLanesWithSlope>.self, $0) },
      step: {
        step(
          SpikeTimingPlasticity<InLanes>.self, slope: SpikeTimingPlasticity<InLanesWithSlope>.self,
          $0)
      },
      observe: { observe(SpikeTimingPlasticity<InLanes>.self, $0) },
      rates: { rates(SpikeTimingPlasticity<InLanesWithSlope>.self, $0) },
      receive: { receive(SpikeTimingPlasticity<InLanes>.self, $0) },
      respond: { respond(SpikeTimingPlasticity<InLanes>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(SpikeTimingPlasticity<OneByOne>.self, $0) },
      advance: { advance(SpikeTimingPlasticity<OneByOne>.self, $0) },
      current: { current(SpikeTimingPlasticity<OneByOneWithSlope>.self, $0) },
      step: {
        step(
          SpikeTimingPlasticity<OneByOne>.self,
          slope: SpikeTimingPlasticity<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(SpikeTimingPlasticity<OneByOne>.self, $0) },
      rates: { rates(SpikeTimingPlasticity<OneByOneWithSlope>.self, $0) },
      receive: { receive(SpikeTimingPlasticity<OneByOne>.self, $0) },
      respond: { respond(SpikeTimingPlasticity<OneByOne>.self, $0) }))
}
