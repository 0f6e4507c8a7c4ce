import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_Glia")
public func libraryGlia() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([
    glialUptakeTable(), glialExchangeTable(), bathDiffusionTable(), glialBufferTable(),
    glialReservoirTable(),
  ])
}

private func glialUptakeTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlialUptake<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlialUptake<InLanes>.self, $0) },
      advance: { advance(GlialUptake<InLanes>.self, $0) },
      current: { current(GlialUptake<InLanesWithSlope>.self, $0) },
      step: { step(GlialUptake<InLanes>.self, slope: GlialUptake<InLanesWithSlope>.self, $0) },
      observe: { observe(GlialUptake<InLanes>.self, $0) },
      rates: { rates(GlialUptake<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlialUptake<OneByOne>.self, $0) },
      advance: { advance(GlialUptake<OneByOne>.self, $0) },
      current: { current(GlialUptake<OneByOneWithSlope>.self, $0) },
      step: { step(GlialUptake<OneByOne>.self, slope: GlialUptake<OneByOneWithSlope>.self, $0) },
      observe: { observe(GlialUptake<OneByOne>.self, $0) },
      rates: { rates(GlialUptake<OneByOneWithSlope>.self, $0) }))
}

private func glialExchangeTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlialExchange<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlialExchange<InLanes>.self, $0) },
      advance: { advance(GlialExchange<InLanes>.self, $0) },
      current: { current(GlialExchange<InLanesWithSlope>.self, $0) },
      step: { step(GlialExchange<InLanes>.self, slope: GlialExchange<InLanesWithSlope>.self, $0) },
      observe: { observe(GlialExchange<InLanes>.self, $0) },
      rates: { rates(GlialExchange<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlialExchange<OneByOne>.self, $0) },
      advance: { advance(GlialExchange<OneByOne>.self, $0) },
      current: { current(GlialExchange<OneByOneWithSlope>.self, $0) },
      step: {
        step(GlialExchange<OneByOne>.self, slope: GlialExchange<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(GlialExchange<OneByOne>.self, $0) },
      rates: { rates(GlialExchange<OneByOneWithSlope>.self, $0) }))
}

private func bathDiffusionTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    BathDiffusion<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(BathDiffusion<InLanes>.self, $0) },
      advance: { advance(BathDiffusion<InLanes>.self, $0) },
      current: { current(BathDiffusion<InLanesWithSlope>.self, $0) },
      step: { step(BathDiffusion<InLanes>.self, slope: BathDiffusion<InLanesWithSlope>.self, $0) },
      observe: { observe(BathDiffusion<InLanes>.self, $0) },
      rates: { rates(BathDiffusion<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(BathDiffusion<OneByOne>.self, $0) },
      advance: { advance(BathDiffusion<OneByOne>.self, $0) },
      current: { current(BathDiffusion<OneByOneWithSlope>.self, $0) },
      step: {
        step(BathDiffusion<OneByOne>.self, slope: BathDiffusion<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(BathDiffusion<OneByOne>.self, $0) },
      rates: { rates(BathDiffusion<OneByOneWithSlope>.self, $0) }))
}

private func glialBufferTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlialBuffer<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlialBuffer<InLanes>.self, $0) },
      advance: { advance(GlialBuffer<InLanes>.self, $0) },
      current: { current(GlialBuffer<InLanesWithSlope>.self, $0) },
      step: { step(GlialBuffer<InLanes>.self, slope: GlialBuffer<InLanesWithSlope>.self, $0) },
      observe: { observe(GlialBuffer<InLanes>.self, $0) },
      rates: { rates(GlialBuffer<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlialBuffer<OneByOne>.self, $0) },
      advance: { advance(GlialBuffer<OneByOne>.self, $0) },
      current: { current(GlialBuffer<OneByOneWithSlope>.self, $0) },
      step: { step(GlialBuffer<OneByOne>.self, slope: GlialBuffer<OneByOneWithSlope>.self, $0) },
      observe: { observe(GlialBuffer<OneByOne>.self, $0) },
      rates: { rates(GlialBuffer<OneByOneWithSlope>.self, $0) }))
}

private func glialReservoirTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    GlialReservoir<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(GlialReservoir<InLanes>.self, $0) },
      advance: { advance(GlialReservoir<InLanes>.self, $0) },
      current: { current(GlialReservoir<InLanesWithSlope>.self, $0) },
      step: {
        step(GlialReservoir<InLanes>.self, slope: GlialReservoir<InLanesWithSlope>.self, $0)
      },
      observe: { observe(GlialReservoir<InLanes>.self, $0) },
      rates: { rates(GlialReservoir<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(GlialReservoir<OneByOne>.self, $0) },
      advance: { advance(GlialReservoir<OneByOne>.self, $0) },
      current: { current(GlialReservoir<OneByOneWithSlope>.self, $0) },
      step: {
        step(GlialReservoir<OneByOne>.self, slope: GlialReservoir<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(GlialReservoir<OneByOne>.self, $0) },
      rates: { rates(GlialReservoir<OneByOneWithSlope>.self, $0) }))
}
