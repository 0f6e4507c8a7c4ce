import Testing

@testable import EngineKernels

@Suite("Positivity and giving up")
struct ImplicitFailureTests {
  /// Pumped out at a constant rate: crosses 0 at 10 ms, whatever the step.
  private let drained = LocalSystem(
    slotCount: 3, unknowns: [unknown("V", 1), unknown("na inside", 1, isPositive: true)]
  ) { _, y, f, stride in
    f[0] = -y[0]
    f[stride] = y[0] > 0.5 ? 0 : -0.5
  }

  @Test("an unknown that cannot stay positive is named, with slot, time and reason")
  func drain() throws {
    let integrator = ImplicitIntegrator(drained)
    let stride = integrator.layout.stride
    for slot in 0..<3 { integrator.state[stride + slot] = slot == 1 ? 5 : 500 }
    integrator.restart(at: 0)
    let failure = try #require(integrator.advance(to: 1000))
    #expect(failure.reason == .notPositive)
    #expect(failure.node == 1)
    #expect(failure.unknown == 1)
    #expect(failure.unknownName == "na inside")
    #expect(abs(failure.time - 10) < 1e-6)
    #expect(integrator.time == failure.time)
    let values = (0..<3).map { integrator.state[stride + $0] }
    #expect(values.allSatisfy { $0 > 0 })
    #expect(values[1] < 1e-6)
  }

  /// Pumped out until next to nothing is left, with a source or without.
  private func pumped(source: Double, isPositive: Bool) -> ImplicitIntegrator<LocalSystem> {
    let unknowns = [unknown("V", 1), unknown("ca", 1e-3, isPositive: isPositive)]
    let system = LocalSystem(unknowns: unknowns) { _, y, f, stride in
      f[0] = 0
      f[stride] = source - 100 * y[stride] / (1e-6 + y[stride])
    }
    return integrator(system, [0, 1])
  }

  @Test("an unknown that falls towards 0 and stays above it is followed without a clamp")
  func decay() {
    let integrator = pumped(source: 1e-4, isPositive: true)
    #expect(integrator.advance(to: 1e6) == nil)
    #expect(abs(integrator.values()[1] - 1e-12) < 1e-17)
  }

  @Test("an unknown that decays to nothing is named, or stays within its tolerance if left free")
  func vanish() {
    let failure = pumped(source: 0, isPositive: true).advance(to: 1e6)
    #expect(failure?.reason == .notPositive)
    #expect(failure?.unknownName == "ca")
    let free = pumped(source: 0, isPositive: false)
    #expect(free.advance(to: 1e6) == nil)
    #expect(abs(free.values()[1]) < 1e-12)
  }

  @Test("a start that is not positive is refused at once")
  func start() {
    let integrator = ImplicitIntegrator(drained)
    integrator.restart(at: 3)
    let failure = integrator.advance(to: 4)
    #expect(failure?.reason == .notPositive)
    #expect(failure?.time == 3)
    #expect(failure?.node == 0)
  }

  @Test("a solution that blows up ends at its pole")
  func blowUp() {
    let system = LocalSystem(unknowns: [unknown("y", 1)]) { _, y, f, _ in f[0] = y[0] * y[0] }
    let integrator = integrator(system, [1])
    let failure = integrator.advance(to: 2)
    #expect(failure != nil)
    #expect(abs((failure?.time ?? 0) - 1) < 1e-4)
  }

  @Test("rates that are not a number are reported as such", arguments: [0.0, 0.5])
  func notFinite(from time: Double) {
    let system = LocalSystem(unknowns: [unknown("y", 1), unknown("z", 1)]) { t, y, f, stride in
      f[0] = -y[0]
      f[stride] = t >= time ? .nan : 0
    }
    let integrator = integrator(system, [1, 1])
    let failure = integrator.advance(to: 2)
    #expect(failure?.reason == .notFinite)
    #expect(failure?.unknownName == "z")
    #expect(abs((failure?.time ?? -1) - time) < 1e-6)
  }
}
