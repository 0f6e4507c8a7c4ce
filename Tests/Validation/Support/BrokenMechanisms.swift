import CMechanismABI
import MechanismKit

/// Leaks of potassium that do not do what they say; each a library of its own.
enum BrokenMechanisms {
  typealias Library = UnsafePointer<skou_mechanism_library>

  /// Moves potassium and does not declare it: charge without a carrier.
  static func undeclared() -> Library {
    exportLibrary([
      table(UndeclaredLeak<OneByOne>.self) { current(UndeclaredLeak<InLanesWithSlope>.self, $0) }
    ])
  }

  /// Tells the pool of nine tenths of what crosses the membrane.
  static func embezzler() -> Library {
    exportLibrary([
      table(Embezzler<OneByOne>.self) {
        current(Embezzler<InLanesWithSlope>.self, $0)
        scaleFlux($0, by: 0.9)
      }
    ])
  }

  /// Tells the pool nothing sensible.
  static func babbler() -> Library {
    exportLibrary([
      table(Babbler<OneByOne>.self) {
        current(Babbler<InLanesWithSlope>.self, $0)
        scaleFlux($0, by: .nan)
      }
    ])
  }

  /// Does what it says.
  static func honest() -> Library {
    exportLibrary([
      table(HonestLeak<OneByOne>.self) { current(HonestLeak<InLanesWithSlope>.self, $0) }
    ])
  }

  /// A mechanism without states, for runs in lanes; what the tests never call does nothing.
  private static func table<M: Mechanism>(
    _: M.Type, current: @escaping skou_hook
  ) -> UnsafePointer<skou_mechanism_table> where M.N == OneByOne {
    let idle: skou_hook = { _ in }
    let hooks = skou_hooks(
      initialize: idle, advance: idle, current: current, step: current, observe: idle, rates: idle)
    return exportMechanism(M.self, lanes: hooks, scalar: hooks)
  }
}

/// Changes what the first ion's pool is told.
private func scaleFlux(_ pointer: UnsafePointer<skou_block>?, by factor: Double) {
  guard let block = pointer?.pointee, let ion = block.ions?.pointee,
    let value = ion.current.value_nA, let slope = ion.current.slope_uS
  else { return }
  for index in 0..<Int(block.row_count) * Int(SKOU_LANES) {
    value[index] *= factor
    slope[index] *= factor
  }
}

struct LeakParameters<N: Number>: Columns {
  var g: Real<N> = 1e-5
}

struct LeakedPotassium<N: Number>: IonColumns {
  var k = Ion<N>()
}

/// A leak of potassium with a name and a declaration.
protocol TestLeak: Mechanism
where Parameters == LeakParameters<N>, Ions == LeakedPotassium<N>, State == NoColumns {
  static var name: String { get }
  static var uses: Manifest.IonUse { get }
}

extension TestLeak {
  static var uses: Manifest.IonUse { [.reversal, .moves] }

  static var manifest: Manifest {
    Manifest(
      name: name, summary: "a leak for tests", citation: "none", q10: 1, referenceCelsius: 37,
      parameters: [.column("g", "S/cm2", in: 0...1, "conductance")], ions: [("k", uses)])
  }

  @inline(__always)
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: LeakParameters<N>, _ ions: inout LeakedPotassium<N>,
    _ site: Site<N>
  ) {
    ions.k.current = p.g * (v - ions.k.reversal)
  }
}

struct HonestLeak<N: Number>: TestLeak {
  static var name: String { "honest_leak" }
}

struct Embezzler<N: Number>: TestLeak {
  static var name: String { "embezzler" }
}

struct Babbler<N: Number>: TestLeak {
  static var name: String { "babbler" }
}

struct UndeclaredLeak<N: Number>: TestLeak {
  static var name: String { "undeclared_leak" }
  static var uses: Manifest.IonUse { [.reversal] }
}
