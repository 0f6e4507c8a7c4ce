import MechanismKit
import Testing

/// A mechanism whose manifest a test chooses: equations do not matter here.
private protocol Specimen: Mechanism {}

extension Specimen where Ions == NoIons {
  static func current(
    _ v: Real<N>, _ s: State, _ p: Parameters, _ ions: inout Ions, _ site: Site<N>
  ) {}
}

private struct Good<N: MechanismKit.Number>: Specimen {
  struct Parameters: Columns {
    var gbar: Real<N> = 0.5
    var tauMax: Real<N> = 608.0
  }
  struct State: Columns {
    var m: Real<N> = 0.0
  }
  static var manifest: Manifest {
    Manifest(
      name: "good", variant: "one", summary: "for tests", citation: "none", q10: 3,
      referenceCelsius: 20,
      parameters: [
        .column("tau_max", "ms", in: 1...1000, "a time"),
        .column("gbar", "S/cm2", in: 0...1, "a conductance"),
      ],
      states: [.column("m", "1", "a gate")])
  }
}

private struct Unnamed<N: MechanismKit.Number>: Specimen {
  struct Parameters: Columns { var gbar: Real<N> = 0.5 }
  static var manifest: Manifest { Manifest(name: "unnamed", summary: "", citation: "") }
}

private struct Invented<N: MechanismKit.Number>: Specimen {
  static var manifest: Manifest {
    Manifest(name: "invented", summary: "", citation: "", states: [.column("m", "1", "a gate")])
  }
}

private struct Foreign<N: MechanismKit.Number>: Specimen {
  struct Parameters: Columns { var count = 3 }
  static var manifest: Manifest {
    Manifest(
      name: "foreign", summary: "", citation: "", parameters: [.column("count", "1", "a number")])
  }
}

private struct Misplaced<N: MechanismKit.Number>: Mechanism {
  struct Ions: IonColumns {
    var k = Ion<N>()
    var na = Ion<N>()
  }
  static var manifest: Manifest {
    Manifest(
      name: "misplaced", summary: "", citation: "", ions: [("na", .moves), ("k", .moves)])
  }
  static func current(
    _ v: Real<N>, _ s: NoColumns, _ p: NoColumns, _ ions: inout Ions, _ site: Site<N>
  ) {}
}

private struct Synapse<N: MechanismKit.Number>: Specimen, PointMechanism {
  struct State: Columns { var g: Real<N> = 0.0 }
  static var manifest: Manifest {
    Manifest(
      name: "synapse", summary: "", citation: "", eventUnit: "uS", isPerConnection: true,
      states: [.column("g", "uS", "a conductance")])
  }
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>
  ) {
    s.g += weight
  }
}

private func table<M: Mechanism>(_ mechanism: M.Type) -> skou_mechanism_table
where M.N == OneByOne {
  exportMechanism(mechanism, lanes: skou_hooks(), scalar: skou_hooks()).pointee
}

private func defect(_ table: skou_mechanism_table) -> String? {
  table.defect.map { String(cString: $0) }
}

@Suite("Tables of mechanisms")
struct ExportTests {
  @Test("say what the manifest says, in the order of the structs")
  func contents() {
    let table = table(Good<OneByOne>.self)
    #expect(defect(table) == nil)
    #expect(Int(table.size) == MemoryLayout<skou_mechanism_table>.size)
    #expect(String(cString: table.name) == "good" && String(cString: table.variant) == "one")
    #expect(table.q10 == 3 && table.reference_celsius == 20)
    #expect(table.parameter_count == 2 && table.state_count == 1)
    #expect(table.ion_count == 0 && table.observable_count == 0)
    #expect(String(cString: table.parameters[0].name) == "gbar")
    #expect(table.parameters[0].default_value == 0.5)
    #expect(table.parameters[0].minimum == 0 && table.parameters[0].maximum == 1)
  }

  @Test("spell names as model files do")
  func snakeCase() {
    let table = table(Good<OneByOne>.self)
    #expect(String(cString: table.parameters[1].name) == "tau_max")
    #expect(String(cString: table.parameters[1].unit) == "ms")
    #expect(table.parameters[1].default_value == 608)
  }

  @Test("confess where manifest and structs disagree")
  func defects() {
    #expect(
      defect(table(Unnamed<OneByOne>.self)) == "parameter 'gbar' is missing from the manifest")
    #expect(
      defect(table(Invented<OneByOne>.self))
        == "the manifest names a state 'm' that the struct does not have")
    #expect(defect(table(Foreign<OneByOne>.self)) == "parameter 'count' is not a Real<N>")
    #expect(defect(table(Misplaced<OneByOne>.self))?.contains("[\"na\", \"k\"]") == true)
  }

  @Test("say that a point is one, and what its events weigh")
  func point() {
    let channel = table(Good<OneByOne>.self)
    #expect(Int(channel.kind) == SKOU_KIND_DENSITY && channel.flags == 0)
    #expect(String(cString: channel.event_unit).isEmpty)
    let synapse = exportPointMechanism(
      Synapse<OneByOne>.self, lanes: skou_hooks(), scalar: skou_hooks()
    ).pointee
    #expect(Int(synapse.kind) == SKOU_KIND_POINT && defect(synapse) == nil)
    #expect(Int(synapse.flags) == SKOU_MECHANISM_IS_PER_CONNECTION)
    #expect(String(cString: synapse.event_unit) == "uS")
  }

  @Test("come with the version and the sizes of the interface")
  func library() {
    let library = exportLibrary([
      exportMechanism(Good<OneByOne>.self, lanes: skou_hooks(), scalar: skou_hooks())
    ]).pointee
    #expect(library.major == UInt32(SKOU_ABI_MAJOR) && library.minor == UInt32(SKOU_ABI_MINOR))
    #expect(Int(library.size) == MemoryLayout<skou_mechanism_library>.size)
    #expect(Int(library.block_size) == MemoryLayout<skou_block>.size)
    #expect(library.table_count == 1 && library.tables[0] != nil)
  }

  @Test("have as much scratch memory in fused steps as their tapes need")
  func scratch() { #expect(Int(SKOU_FUSED_SCRATCH) == Tape.capacity) }
}
