import MechanismKit

/// The mechanism as a table of plain C.
@_cdecl("skou_mechanism_library_Kir41")
public func libraryKir41() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([kir41Table()])
}

private func kir41Table() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    Kir41<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(Kir41<InLanes>.self, $0) },
      advance: { advance(Kir41<InLanes>.self, $0) },
      current: { current(Kir41<InLanesWithSlope>.self, $0) },
      step: { step(Kir41<InLanes>.self, slope: Kir41<InLanesWithSlope>.self, $0) },
      observe: { observe(Kir41<InLanes>.self, $0) },
      rates: { rates(Kir41<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(Kir41<OneByOne>.self, $0) },
      advance: { advance(Kir41<OneByOne>.self, $0) },
      current: { current(Kir41<OneByOneWithSlope>.self, $0) },
      step: { step(Kir41<OneByOne>.self, slope: Kir41<OneByOneWithSlope>.self, $0) },
      observe: { observe(Kir41<OneByOne>.self, $0) },
      rates: { rates(Kir41<OneByOneWithSlope>.self, $0) }))
}
