import MechanismKit

/// The mechanisms as tables of plain C.
@_cdecl("skou_mechanism_library_NmdaPotassium")
public func libraryNmdaPotassium() -> UnsafePointer<skou_mechanism_library> {
  exportLibrary([nmdaPotassiumTable(), nmdaPotassiumCalciumTable()])
}

private func nmdaPotassiumTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NmdaPotassium<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NmdaPotassium<InLanes>.self, $0) },
      advance: { advance(NmdaPotassium<InLanes>.self, $0) },
      current: { current(NmdaPotassium<InLanesWithSlope>.self, $0) },
      step: { step(NmdaPotassium<InLanes>.self, slope: NmdaPotassium<InLanesWithSlope>.self, $0) },
      observe: { observe(NmdaPotassium<InLanes>.self, $0) },
      rates: { rates(NmdaPotassium<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NmdaPotassium<OneByOne>.self, $0) },
      advance: { advance(NmdaPotassium<OneByOne>.self, $0) },
      current: { current(NmdaPotassium<OneByOneWithSlope>.self, $0) },
      step: {
        step(NmdaPotassium<OneByOne>.self, slope: NmdaPotassium<OneByOneWithSlope>.self, $0)
      },
      observe: { observe(NmdaPotassium<OneByOne>.self, $0) },
      rates: { rates(NmdaPotassium<OneByOneWithSlope>.self, $0) }))
}

private func nmdaPotassiumCalciumTable() -> UnsafePointer<skou_mechanism_table> {
  exportMechanism(
    NmdaPotassiumCalcium<OneByOne>.self,
    lanes: skou_hooks(
      initialize: { initialize(NmdaPotassiumCalcium<InLanes>.self, $0) },
      advance: { advance(NmdaPotassiumCalcium<InLanes>.self, $0) },
      current: { current(NmdaPotassiumCalcium<InLanesWithSlope>.self, $0) },
      step: {
        step(
          NmdaPotassiumCalcium<InLanes>.self, slope: NmdaPotassiumCalcium<InLanesWithSlope>.self, $0
        )
      },
      observe: { observe(NmdaPotassiumCalcium<InLanes>.self, $0) },
      rates: { rates(NmdaPotassiumCalcium<InLanesWithSlope>.self, $0) }),
    scalar: skou_hooks(
      initialize: { initialize(NmdaPotassiumCalcium<OneByOne>.self, $0) },
      advance: { advance(NmdaPotassiumCalcium<OneByOne>.self, $0) },
      current: { current(NmdaPotassiumCalcium<OneByOneWithSlope>.self, $0) },
      step: {
        step(
          NmdaPotassiumCalcium<OneByOne>.self, slope: NmdaPotassiumCalcium<OneByOneWithSlope>.self,
          $0)
      },
      observe: { observe(NmdaPotassiumCalcium<OneByOne>.self, $0) },
      rates: { rates(NmdaPotassiumCalcium<OneByOneWithSlope>.self, $0) }))
}
