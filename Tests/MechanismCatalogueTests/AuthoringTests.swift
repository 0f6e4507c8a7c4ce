import Foundation
import MechanismAuthoring
import MechanismCatalogue
import Testing

@Suite("A mechanism of one's own")
struct AuthoringTests {
  @Test(
    "has a name in two spellings",
    arguments: [
      ("MyChannel", "MyChannel", "my_channel"), ("my_channel", "MyChannel", "my_channel"),
      ("NavHH", "NavHH", "nav_hh"), ("HCurrent", "HCurrent", "h_current"),
      ("kv3_1", "Kv31", "kv3_1"), ("x", "X", "x"),
    ])
  func names(_ written: String, _ type: String, _ model: String) throws {
    let name = try MechanismName(parsing: written)
    #expect(name.type == type && name.model == model)
  }

  @Test(
    "cannot have just any name",
    arguments: [
      "", "3channels", "_x", "x_", "a__b", "a b", "a-b", "Ström", "../x", "Real", "double", "state",
      String(repeating: "a", count: 41),
    ])
  func badNames(_ written: String) {
    let error = #expect(throws: MechanismAuthoringError.self) {
      try MechanismName(parsing: written)
    }
    #expect(error?.code == .badName)
  }

  @Test("begins with a skeleton that never overwrites")
  func skeleton() throws {
    let folder = try TemporaryFolder()
    let skeleton = MechanismSkeleton(name: try MechanismName(parsing: "MyChannel"))
    let path = try skeleton.write(into: folder.path)
    #expect(path == folder.url.appendingPathComponent("MyChannel").path)
    #expect(skeleton.files.map(\.path) == ["MyChannel/MyChannel.swift", "MyChannel/README.md"])
    try folder.write([UInt8]("mine".utf8), to: "MyChannel/MyChannel.swift")
    let error = #expect(throws: MechanismAuthoringError.self) {
      try skeleton.write(into: folder.path)
    }
    #expect(error?.code == .fileExists)
    #expect(try folder.bytes(of: "MyChannel/MyChannel.swift") == [UInt8]("mine".utf8))
  }

  #if os(Linux)
    /// The kit beside the tests' own executable.
    private func builder() throws -> MechanismBuilder {
      let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let kit = try MechanismKitFolder(besideExecutable: executable)
      return try MechanismBuilder(kit: kit, environment: ProcessInfo.processInfo.environment)
    }

    @Test("is built from the skeleton in a few seconds, and loads")
    func building() throws {
      let folder = try TemporaryFolder()
      let name = try MechanismName(parsing: "MyChannel")
      let source = try MechanismSkeleton(name: name).write(into: folder.path)
      let clock = ContinuousClock()
      let builder = try builder()
      let duration = try clock.measure { _ = try builder.build(folder: source) }
      // One to two seconds on two cores of 2020; a loaded machine may take much longer.
      #expect(duration < .seconds(60))
      let (catalogue, failures) = MechanismCatalogue.load(directories: [source])
      #expect(failures.isEmpty)
      let manifest = try catalogue.mechanism(named: "my_channel").manifest
      #expect(manifest.parameters.map(\.name) == ["gbar"] && manifest.states.map(\.name) == ["n"])
      let files = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
      #expect(files == ["MyChannel.swift", "README.md", LibraryName.file("MyChannel")])
    }

    @Test("begins as a synapse where that is asked for")
    func synapse() throws {
      let folder = try TemporaryFolder()
      let name = try MechanismName(parsing: "MySynapse")
      let source = try MechanismSkeleton(name: name, kind: .synapse).write(into: folder.path)
      _ = try builder().build(folder: source)
      let (catalogue, failures) = MechanismCatalogue.load(directories: [source])
      #expect(failures.isEmpty, "\(failures)")
      let manifest = try catalogue.mechanism(named: "my_synapse").manifest
      #expect(manifest.isPoint && manifest.eventUnit == "uS" && !manifest.isPerConnection)
    }

    @Test("that does not compile is refused in the compiler's words")
    func compilerErrors() throws {
      let folder = try TemporaryFolder()
      let name = try MechanismName(parsing: "MyChannel")
      let source = try MechanismSkeleton(name: name).write(into: folder.path)
      var text = String(decoding: try folder.bytes(of: "MyChannel/MyChannel.swift"), as: UTF8.self)
      text = text.replacingOccurrences(of: "p.gbar", with: "p.gbarr")
      try folder.write([UInt8](text.utf8), to: "MyChannel/MyChannel.swift")
      let error = try #require(
        #expect(throws: MechanismAuthoringError.self) { try builder().build(folder: source) })
      #expect(error.code == .doesNotCompile)
      #expect(error.message.contains("MyChannel.swift") && error.message.contains("gbarr"))
      let files = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
      #expect(files == ["MyChannel.swift", "README.md"])
    }

    @Test("whose manifest forgets a parameter is refused for it")
    func defect() throws {
      let folder = try TemporaryFolder()
      let name = try MechanismName(parsing: "MyChannel")
      let source = try MechanismSkeleton(name: name).write(into: folder.path)
      var text = String(decoding: try folder.bytes(of: "MyChannel/MyChannel.swift"), as: UTF8.self)
      text = text.replacingOccurrences(of: "var gbar", with: "var extra: Real<N> = 1.0; var gbar")
      try folder.write([UInt8](text.utf8), to: "MyChannel/MyChannel.swift")
      let error = try #require(
        #expect(throws: MechanismAuthoringError.self) { try builder().build(folder: source) })
      #expect(error.code == .notUsable && error.message.contains("'extra'"))
    }

    @Test("needs a folder with one entry point")
    func sources() throws {
      let builder = try builder()
      let folder = try TemporaryFolder()
      func code(_ folder: String) -> MechanismAuthoringError.Code? {
        #expect(throws: MechanismAuthoringError.self) { try builder.build(folder: folder) }?.code
      }
      #expect(code("/nowhere") == .unreadable)
      #expect(code(folder.path) == .noMechanism)
      try folder.write([UInt8]("let x = 1\n".utf8), to: "a.swift")
      #expect(code(folder.path) == .noMechanism)
      let entries = ["A", "B"].map { "@_cdecl(\"skou_mechanism_library_\($0)\")" }
      try folder.write([UInt8](entries.joined(separator: "\n").utf8), to: "a.swift")
      #expect(code(folder.path) == .noMechanism)
    }

    @Test("is linked to the objects of sources that are there, not of those that were removed")
    func removedSources() throws {
      let folder = try TemporaryFolder()
      let files = [
        "Modules/MechanismKit.swiftmodule": "", "Modules/Numerics.swiftmodule": "",
        "MechanismKit.build/Real.swift.o": "", "MechanismKit.build/Removed.swift.o": "",
        "MechanismKit.build/sources": "/a/Real.swift\n/a/Added.swift\n",
        "Numerics.build/Lane.swift.o": "", "Numerics.build/Lanes+More.swift.o": "",
        "Numerics.build/Old.swift.o": "",
        "Numerics.build/sources": "'/a b/Lane.swift'\n'/a b/Lanes+More.swift'\n",
        "CMechanismABI.build/abi.c.o": "", "h/mechanism_abi.h": "",
        "CMechanismABI.build/abi.c.d": "abi.o: \(folder.path)/h/mechanism_abi.h",
      ]
      for (path, text) in files { try folder.write([UInt8](text.utf8), to: path) }
      let objects = try MechanismKitFolder(folder: folder.path).objects
      #expect(
        objects.map { URL(fileURLWithPath: $0).lastPathComponent }
          == ["Real.swift.o", "Lane.swift.o", "Lanes+More.swift.o", "abi.c.o"])
    }

    @Test("needs a kit and a compiler, and says which is missing")
    func tools() throws {
      let folder = try TemporaryFolder()
      let kit = #expect(throws: MechanismAuthoringError.self) {
        try MechanismKitFolder(folder: folder.path)
      }
      #expect(kit?.code == .noKit && kit?.message.contains("MechanismKit.swiftmodule") == true)
      let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let compiler = #expect(throws: MechanismAuthoringError.self) {
        try MechanismBuilder(
          kit: MechanismKitFolder(besideExecutable: executable),
          environment: ["PATH": folder.path])
      }
      #expect(compiler?.code == .noCompiler)
    }
  #endif
}
