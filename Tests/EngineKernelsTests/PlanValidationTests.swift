import Engine
import EngineKernels
import Testing

/// Nothing reaches the unchecked kernels that could make them leave their arrays.
@Suite("Plan validation")
struct PlanValidationTests {
  /// Two compartments in one serial pack.
  private func soundPlan() -> SimulationPlan {
    var group = GroupPlan()
    group.slotCount = 8
    group.nodeCount = 16
    group.packs = [
      TreePack(
        firstSlot: 0, rowCount: 2, firstJunction: -1, tables: 0, width: 1, hasEqualLengths: true,
        hasConsecutiveParents: true, echoCount: 0)
    ]
    group.indices = [1, 8, 8]
    group.voltage = Array(repeating: -65, count: 16)
    group.capacitance = Array(repeating: 1, count: 16)
    group.axialConductance = Array(repeating: 0, count: 16)
    group.axialSum = Array(repeating: 1, count: 16)
    group.parents = Array(repeating: -1, count: 16)
    return SimulationPlan(
      groups: [group], settings: StepSettings(scheme: .secondOrder, timeStep: 0.1), stepCount: 4,
      reports: [.init(name: "v", elementCount: 1, sampleCount: 3)])
  }

  @Test("a sound plan passes and runs")
  func soundPlanPasses() throws {
    try soundPlan().validate()
    _ = try Simulation(soundPlan(), threads: 1)
  }

  @Test("each contradiction is found")
  func contradictions() {
    let changes: [(String, (inout SimulationPlan) -> Void)] = [
      ("time step", { $0.settings.timeStep = 0 }),
      ("time step", { $0.settings.timeStep = .nan }),
      ("steps", { $0.stepCount = -1 }),
      ("slots", { $0.groups[0].slotCount = 7 }),
      ("nodes", { $0.groups[0].nodeCount = 9 }),
      ("voltage", { $0.groups[0].voltage.removeLast() }),
      ("capacitance", { $0.groups[0].capacitance[3] = .infinity }),
      ("axialSum", { $0.groups[0].axialSum = [] }),
      ("parents", { $0.groups[0].parents = [] }),
      ("parents", { $0.groups[0].parents[0] = 16 }),
      ("width", { $0.groups[0].packs[0].width = 4 }),
      ("rows", { $0.groups[0].packs[0].rowCount = 9 }),
      ("slot", { $0.groups[0].packs[0].firstSlot = -1 }),
      ("junction", { $0.groups[0].packs[0].firstJunction = 3 }),
      ("junction", { $0.groups[0].packs[0].firstJunction = 16 }),
      ("tables", { $0.groups[0].packs[0].tables = 2 }),
      ("tables", { $0.groups[0].packs[0].echoCount = 1 }),
      ("index", { $0.groups[0].indices[0] = 16 }),
      ("index", { $0.groups[0].indices[2] = -1 }),
      (
        "detector",
        { $0.groups[0].detectors = [DetectorPlan(slot: 8, threshold: 0, identifier: 0)] }
      ),
      (
        "clamp",
        {
          $0.groups[0].currentClamps = [
            CurrentClampPlan(slot: -1, waveform: .step(amplitude: 1, start: 0, stop: 1))
          ]
        }
      ),
      ("report", { $0.groups[0].samplers = [sampler(report: 1)] }),
      ("interval", { $0.groups[0].samplers = [sampler(interval: 0)] }),
      ("samples", { $0.groups[0].samplers = [sampler(count: 4)] }),
      ("columns", { $0.groups[0].samplers = [sampler(column: 1)] }),
      ("slot", { $0.groups[0].samplers = [sampler(terms: [.voltage(slot: 8)])] }),
      ("clamp", { $0.groups[0].samplers = [sampler(terms: [.clampCurrent(index: 0)])] }),
      (
        "species",
        {
          $0.groups[0].currentClamps = [
            CurrentClampPlan(
              slot: 0, waveform: .step(amplitude: 1, start: 0, stop: 1),
              carriers: [.init(species: 0, share: 1)])
          ]
        }
      ),
      ("slot", { $0.groups[0].events = [event(values: [[.voltage(slot: 8)]])] }),
      ("formula", { $0.groups[0].events = [event(margin: [.value(1, scale: 1, offset: 0)])] }),
      ("formula", { $0.groups[0].events = [event(margin: [.add])] }),
      ("times", { $0.groups[0].events = [event(holdTime: .nan)] }),
      ("times", { $0.groups[0].events = [event(interval: -1)] }),
      (
        "temperatures",
        {
          $0.groups[0].interventions = [
            InterventionPlan(
              target: .temperature(changesThermalVoltage: true), slots: [0],
              schedule: ChangeSchedule())
          ]
        }
      ),
      (
        "mechanism",
        {
          $0.groups[0].samplers = [
            sampler(terms: [.mechanism(index: 0, slot: 0, quantity: .current)])
          ]
        }
      ),
    ]
    for (phrase, change) in changes {
      var plan = soundPlan()
      change(&plan)
      do {
        try plan.validate()
        Issue.record("nothing was found for '\(phrase)'")
      } catch {
        #expect("\(error)".contains(phrase), "'\(error)' does not name '\(phrase)'")
      }
    }
  }

  private func event(
    values: [[SamplerPlan.Term]] = [[.constant(1)]],
    margin: [EventPlan.Instruction] = [.value(0, scale: 1, offset: 0)], holdTime: Double = 0,
    interval: Double = 0
  ) -> EventPlan {
    EventPlan(
      identifier: 0, values: values,
      comparisons: [.init(margin: margin, isStrict: true)], holdTime: holdTime, interval: interval)
  }

  private func sampler(
    report: Int = 0, interval: Double = 0.1, count: Int = 3, column: Int = 0,
    terms: [SamplerPlan.Term] = [.constant(1)]
  ) -> SamplerPlan {
    SamplerPlan(
      report: report, start: 0, interval: interval, sampleCount: count, elements: [terms],
      columns: [column])
  }
}
