import EngineKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// An integrator whose slot 0 starts with `start`.
func integrator(
  _ system: LocalSystem, _ start: [Double], tolerance: Double = 1e-6
) -> ImplicitIntegrator<LocalSystem> {
  let integrator = ImplicitIntegrator(
    system, settings: ImplicitSettings(relativeTolerance: tolerance))
  for (unknown, value) in start.enumerated() {
    for slot in 0..<system.layout.slotCount {
      integrator.state[unknown * system.layout.stride + slot] = value
    }
  }
  integrator.restart(at: 0)
  return integrator
}

extension ImplicitIntegrator {
  /// The unknowns of a slot.
  func values(slot: Int = 0) -> [Double] {
    (0..<layout.unknownCount).map { state[$0 * layout.stride + slot] }
  }
}

/// Random numbers that are the same in every run.
struct Lottery: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }
}
