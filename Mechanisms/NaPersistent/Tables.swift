import MechanismKit

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_NaPersistent")
public func libraryNaPersistent() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([naPersistentTable()])
}

private func naPersistentTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NaPersistent<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NaPersistent<InLanes>.self, $0) },
      advance: { advance(NaPersistent<InLanes>.self, $0) },
      current: { current(NaPersistent<InLanesWithSlope>.self, $0) },
      step: { step(NaPersistent<InLanes>.self, slope: NaPersistent<InLanesWithSlope>.self, $0) },
      observe: { observe(NaPersistent<InLanes>.self, $0) },
      rates: { rates(NaPersistent<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NaPersistent<OneByOne>.self, $0) },
      advance: { advance(NaPersistent<OneByOne>.self, $0) },
      current: { current(NaPersistent<OneByOneWithSlope>.self, $0) },
      step: { step(NaPersistent<OneByOne>.self, slope: NaPersistent<OneByOneWithSlope>.self, $0) },
      observe: { observe(NaPersistent<OneByOne>.self, $0) },
      rates: { rates(NaPersistent<OneByOneWithSlope>.self, $0) }))
}
