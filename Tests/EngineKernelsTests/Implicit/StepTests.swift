import Testing

@testable import EngineKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Steps of the implicit integrator")
struct ImplicitStepTests {
  /// y' = −y², with y = 1/(1 + t), beside a forced linear unknown, z' = cos t − z.
  private let smooth = LocalSystem(unknowns: [unknown("y", 1), unknown("z", 1)]) {
    t, y, f, stride in
    f[0] = -y[0] * y[0]
    f[stride] = cos(t) - y[stride]
  }

  private func exact(_ t: Double) -> [Double] {
    [1 / (1 + t), 0.5 * (cos(t) + sin(t) - exp(-t))]
  }

  /// Steps of one length, whatever their error.
  private func takeSteps(
    _ count: Int, of step: Double, _ integrator: ImplicitIntegrator<LocalSystem>
  ) {
    #expect(integrator.start() == nil)
    for _ in 0..<count {
      integrator.plannedStep = step
      integrator.beginStep(step)
      if case .refused(let refusal) = integrator.attempt(step) {
        #expect(refusal.reason == .tooInaccurate)
      }
      integrator.finish(step, 1)
    }
  }

  @Test("the solution is of order 5, values inside steps of order 4 or better")
  func order() {
    var ends: [Double] = []
    var insides: [Double] = []
    for count in [10, 20, 40] {
      // Newton iterations end at a hundredth of the tolerance: far below the errors that count.
      var system = smooth
      for unknown in 0..<2 { system.unknowns[unknown].absoluteTolerance = 1e-12 }
      let integrator = integrator(system, [1, 0], tolerance: 1e-12)
      takeSteps(count, of: 2 / Double(count), integrator)
      let end = zip(integrator.values(), exact(2)).map { abs($0 - $1) }
      ends.append(end.max() ?? .nan)
      var worst = 0.0
      for part in 1..<20 {
        let time = integrator.stepStart + Double(part) / 20 * (2 - integrator.stepStart)
        for unknown in 0..<2 {
          let value = integrator.interpolate(time, unknown: unknown, node: 0)
          worst = max(worst, abs(value - exact(time)[unknown]))
        }
      }
      insides.append(worst)
    }
    for index in 0..<2 {
      #expect(abs(log2(ends[index] / ends[index + 1]) - 5) < 0.3)
      #expect(log2(insides[index] / insides[index + 1]) > 4 - 0.3)
    }
  }

  @Test("interpolation meets both ends of a step and is smooth there")
  func ends() {
    let integrator = integrator(smooth, [1, 0], tolerance: 1e-9)
    #expect(integrator.advance(to: 0.5) == nil)
    let before = integrator.values()
    #expect(integrator.stepOnce(notBeyond: 5) == nil)
    #expect(integrator.stepStart == 0.5)
    let (start, end) = (integrator.stepStart, integrator.time)
    for unknown in 0..<2 {
      #expect(integrator.interpolate(start, unknown: unknown, node: 0) == before[unknown])
      #expect(
        integrator.interpolate(end, unknown: unknown, node: 0) == integrator.values()[unknown])
      let close = end - 1e-6 * (end - start)
      let value = integrator.interpolate(close, unknown: unknown, node: 0)
      #expect(abs(value - exact(close)[unknown]) < 1e-9)
    }
    let whole = DoubleArena(count: integrator.layout.stateCount)
    let middle = 0.5 * (start + end)
    integrator.interpolate(middle, into: whole.base)
    #expect(whole.base[0] == integrator.interpolate(middle, unknown: 0, node: 0))
  }

  @Test("going back into a step and on from there changes nothing but round-off")
  func rewind() {
    let integrator = integrator(smooth, [1, 0], tolerance: 1e-9)
    #expect(integrator.advance(to: 1) == nil)
    let middle = 0.5 * (integrator.stepStart + integrator.time)
    integrator.rewind(to: middle)
    #expect(integrator.time == middle)
    #expect(integrator.advance(to: 2) == nil)
    for (value, wanted) in zip(integrator.values(), exact(2)) {
      #expect(abs(value - wanted) < 1e-7)
    }
  }

  @Test("a jump of the rates at a stop costs no accuracy after a restart")
  func discontinuity() {
    let system = LocalSystem(unknowns: [unknown("y", 1), unknown("z", 1)]) { t, y, f, stride in
      f[0] = (t < 1 ? 0 : 50) - 1000 * y[0]
      f[stride] = y[0] - y[stride]
    }
    let integrator = integrator(system, [0, 0], tolerance: 1e-8)
    #expect(integrator.advance(to: 1) == nil)
    #expect(integrator.time == 1)
    #expect(integrator.values()[0] == 0, "the end of a step is before the jump")
    integrator.restart(at: 1)
    #expect(integrator.advance(to: 3) == nil)
    let exact = 0.05 * (1 - exp(-2)) - 0.05 * (exp(-2) - exp(-2000)) / 999
    #expect(abs(integrator.values()[1] - exact) < 1e-8)
  }

  @Test("equal runs have equal bits")
  func deterministic() {
    func run() -> [UInt64] {
      let integrator = integrator(squidPatch(), [-65, 0.05, 0.6, 0.3])
      #expect(integrator.advance(to: 20) == nil)
      return integrator.values().map(\.bitPattern)
    }
    #expect(run() == run())
  }

  @Test("the worst slot sets the step: a firing slot hides not among a hundred at rest")
  func worstSlot() {
    func steps(slots: Int) -> Int {
      let unknowns = squidPatch().unknowns + [unknown("stimulus", 1)]
      let system = LocalSystem(slotCount: slots, unknowns: unknowns) { _, y, f, stride in
        squidRates(y, f, stride, stimulus: y[4 * stride])
        f[4 * stride] = 0
      }
      let integrator = ImplicitIntegrator(system)
      for (unknown, value) in [-64.9738, 0.0531, 0.5953, 0.3181, 0].enumerated() {
        for slot in 0..<slots { integrator.state[unknown * system.layout.stride + slot] = value }
      }
      integrator.state[4 * system.layout.stride] = 10
      integrator.restart(at: 0)
      #expect(integrator.advance(to: 30) == nil)
      return integrator.statistics.steps
    }
    #expect(steps(slots: 1) == steps(slots: 100))
  }
}
