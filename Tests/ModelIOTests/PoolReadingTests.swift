import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Pools, volumes and surroundings of a model")
struct PoolReadingTests {
  private func load(_ changes: KeyValuePairs<String, String> = [:]) throws -> ModelDescription {
    try TestModels.load(changes, text: TestModels.pumpLeak)
  }

  private func ion(_ text: String) throws -> IonDescription {
    let ions = try load(["ions.x": text]).cells[0].ions
    return try #require(ions.first { $0.name == "x" })
  }

  @Test("the textbook cell is read")
  func textbook() throws {
    let model = try load()
    #expect(model.simulation.method == .adaptive)
    #expect(model.simulation.tolerance == 1e-6)
    let ions = model.cells[0].ions
    #expect(ions.map(\.dynamics) == [.pool, .pool, .pool, .impermeant, .impermeant])
    #expect(ions.map(\.hasReversal) == [true, true, true, false, false])
    #expect(ions[3].valence == -1.0441313293)
    #expect(try ions[3].outside?.value(in: .millimolar) == 0)
    #expect(model.cells[0].mechanisms.count == 5)
    #expect(model.interventions.count == 2)
    #expect(model.detections.map(\.name) == ["lysis"])
  }

  @Test("a neutral species has no reversal potential, and may be absent outside")
  func neutral() throws {
    let atp = try ion("{valence: 0, inside: 3 mM, dynamics: pool}")
    #expect(atp.isNeutral)
    #expect(!atp.hasReversal)
    #expect(atp.outside == nil)
    #expect(try ion("{valence: 0, inside: 0 mM, outside: 0 mM}").outside?.siValue == 0)
  }

  @Test("an ion may have a diffusion coefficient")
  func diffusion() throws {
    let ion = try ion("{valence: 1, inside: 1 mM, diffusion: 1.96e-5 cm2/s}")
    // 1e-5 cm2/s is 1 um2/ms.
    #expect(try ion.diffusion?.value(in: .squareMicrometerPerMillisecond) == 1.96)
  }

  @Test("a volume is that of the shape and fixed unless the cell says more")
  func volume() throws {
    let plain = try TestModels.load().cells[0].volume
    #expect(plain.rule == .geometry)
    #expect(plain.waterPermeability == nil)
    let water = try load().cells[0].volume
    #expect(water.rule == .geometry)
    #expect(try water.waterPermeability?.value(in: .centimeterPerSecond) == 1e-3)
  }

  @Test("a volume may be given, or a ratio of surface to volume")
  func givenVolume() throws {
    guard
      case .value(let volume) = try load(["cells.neuron.volume": "{value: 8.4 pL}"])
        .cells[0].volume.rule,
      case .surfaceToVolume(let ratio) = try load([
        "cells.neuron.volume": "{surface_to_volume: 2e4 /cm}"
      ]).cells[0].volume.rule
    else {
      Issue.record("another rule was read")
      return
    }
    // A picolitre is 1000 µm³; both sides are rounded once.
    #expect(abs(try volume.value(in: .cubicMicrometer) - 8400) < 1e-9)
    #expect(try ratio.value(in: .perMicrometer) == 2)
  }

  @Test("ions move along a cell as it says", arguments: AxialTransport.allCases)
  func axial(_ transport: AxialTransport) throws {
    let cell = try load([
      "ions.na.diffusion": "1.33 um2/ms", "ions.k.diffusion": "1.96 um2/ms",
      "ions.cl.diffusion": "2.03 um2/ms", "cells.neuron.axial": transport.rawValue,
    ]).cells[0]
    #expect(cell.axial == transport)
    #expect(cell.intracellularTortuosity == 1)
  }

  @Test("the cytoplasm may be tortuous")
  func tortuosity() throws {
    let cell = try load([
      "ions": "{k: {inside: 140 mM, outside: 4 mM, dynamics: pool, diffusion: 1.96 um2/ms}}",
      "cells.neuron.mechanisms": "[]", "interventions": "[]", "record": "{}",
      "cells.neuron.axial": "diffusive", "cells.neuron.intracellular_tortuosity": "1.6",
    ]).cells[0]
    #expect(cell.intracellularTortuosity == 1.6)
  }

  @Test("cells lie in a bath unless they have a space of their own")
  func surroundings() throws {
    guard case .bath = try TestModels.load().extracellular.space else {
      Issue.record("no bath")
      return
    }
    let model = try load([
      "extracellular": "{space: private, volume_fraction: 15 %, exchange_rate: 2 /s}"
    ])
    guard case .shell(let shell) = model.extracellular.space else {
      Issue.record("no private space")
      return
    }
    #expect(shell.volumeFraction == 0.15)
    #expect(try shell.exchangeRate?.value(in: .hertz) == 2)
    let closed = try load(["extracellular": "{space: private, volume_fraction: 1}"])
    guard case .shell(let shell) = closed.extracellular.space else { return }
    #expect(shell.exchangeRate == nil)
  }

  @Test("a mechanism does without an ion that is optional")
  func optionalIon() throws {
    let change = "{use: respiration}"
    _ = try load(["cells.neuron.mechanisms.0": change])
    _ = try load([
      "ions.o2": "{valence: 0, inside: 0.03 mM, outside: 0.03 mM, dynamics: pool}",
      "cells.neuron.mechanisms.0": change,
    ])
  }

  @Test("a random mechanism is read where steps are fixed")
  func random() throws {
    _ = try load([
      "simulation": "{duration: 1 h, temperature: 37 degC}",
      "cells.neuron.mechanisms.0": "{use: noisy_leak}",
    ])
  }

  @Test("an automatic method has a time step and a tolerance")
  func automatic() throws {
    let simulation = try load([
      "simulation":
        "{duration: 1 h, dt: 0.05 ms, temperature: 37 degC, method: automatic, tolerance: 1e-5}"
    ]).simulation
    #expect(simulation.method == .automatic)
    #expect(simulation.tolerance == 1e-5)
    #expect(try simulation.timeStep.value(in: .millisecond) == 0.05)
  }

  @Test("an injected current may be carried by ions")
  func carriers() throws {
    let model = try load([
      "stimuli":
        "[{current_clamp: {amplitude: 1 nA}, carries: {k: 0.75, cl: 25 %}, cells: all, at: soma}]"
    ])
    #expect(model.stimuli[0].carriers.map(\.ion) == ["k", "cl"])
    #expect(model.stimuli[0].carriers.map(\.fraction) == [0.75, 0.25])
    #expect(try TestModels.load().stimuli[0].carriers.isEmpty)
  }

  @Test(
    "volumes and amounts can be recorded",
    arguments: [
      ("volume", RecordedVariable.volume, "um3"),
      ("outside_volume", .outsideVolume, "um3"),
      ("n[na]i", .insideAmount(ion: "na"), "amol"),
      ("n[x_out]o", .outsideAmount(ion: "x_out"), "amol"),
    ])
  func variables(_ text: String, _ expected: RecordedVariable, _ unit: String) throws {
    let variable = try load([
      "extracellular": "{space: private, volume_fraction: 0.2}",
      "record.v.variable": "\"\(text)\"",
    ]).recordings[0].variable
    #expect(variable == expected)
    #expect(variable.unit == unit)
    #expect(variable.description == text)
  }
}
