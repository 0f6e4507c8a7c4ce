import CMechanismABI
import Foundation
import LeakMechanism
import MechanismCatalogue
import NaKATPaseMechanism
import NavHHMechanism
import Testing

@Suite("Catalogue")
struct CatalogueTests {
  private func linked() throws -> MechanismCatalogue {
    try MechanismCatalogue(libraries: [libraryNavHH(), libraryNaKATPase(), libraryLeak()])
  }

  @Test("holds what libraries declare, ordered by name and variant")
  func contents() throws {
    let catalogue = try linked()
    #expect(
      catalogue.manifests.map { $0.name + $0.variant } == [
        "leak", "leak_cl", "leak_k", "leak_na", "na_k_atpasealbers_post", "na_k_atpasecubic",
        "na_k_atpasehill", "na_k_atpaseluo_rudy", "na_k_atpasesigmoid",
        "na_k_atpasesigmoid_oxygen", "nav_hh",
      ])
  }

  @Test("reads manifests as they were written")
  func manifest() throws {
    let sodium = try linked().mechanism(named: "nav_hh").manifest
    #expect(sodium.parameters.map(\.name) == ["gbar"] && sodium.parameters[0].unit == "S/cm2")
    #expect(sodium.parameters[0].defaultValue == 0.12 && sodium.parameters[0].range == 0...100)
    #expect(sodium.states.map(\.name) == ["m", "h"] && sodium.observables.isEmpty)
    #expect(sodium.q10 == 3 && sodium.referenceTemperatureCelsius == 6.3)
    let ion = try #require(sodium.ions.first)
    #expect(ion.name == "na" && ion.readsReversal && ion.moves && !ion.isConfigurable)
    #expect(!ion.readsInside && !ion.readsOutside)
    let pump = try linked().mechanism(named: "na_k_atpase", variant: "hill").manifest
    #expect(pump.observables.map(\.name) == ["rate"])
    #expect(pump.parameters.map(\.name).starts(with: ["imax", "km_na", "km_k", "block"]))
  }

  @Test("reads what is said of events")
  func pointManifest() throws {
    let folder = try TemporaryFolder()
    try FixtureLibrary.build(
      "Fixture", in: folder,
      definitions: [
        "KIND": "SKOU_KIND_POINT", "EVENT_UNIT": #""uS""#, "RECEIVE": "nothing",
        "TABLE_FLAGS": "SKOU_MECHANISM_IS_PER_CONNECTION",
      ])
    let (catalogue, failures) = MechanismCatalogue.load(directories: [folder.path])
    #expect(failures.isEmpty, "\(failures)")
    let synapse = try catalogue.mechanism(named: "fixture").manifest
    #expect(synapse.isPoint && synapse.isPerConnection && synapse.eventUnit == "uS")
    #expect(!synapse.isRandom)
    let channel = try linked().mechanism(named: "nav_hh").manifest
    #expect(!channel.isPoint && !channel.isPerConnection && channel.eventUnit.isEmpty)
  }

  @Test("answers what was misspelt with what was meant")
  func unknown() throws {
    let catalogue = try linked()
    let misspelt = #expect(throws: MechanismCatalogueError.self) {
      try catalogue.mechanism(named: "nav_h")
    }
    #expect(misspelt?.code == .unknownMechanism)
    #expect(misspelt?.suggestion.contains("nav_hh") == true)
    let variant = #expect(throws: MechanismCatalogueError.self) {
      try catalogue.mechanism(named: "na_k_atpase", variant: "hil")
    }
    #expect(variant?.code == .unknownVariant && variant?.suggestion.contains("hill") == true)
    let ambiguous = #expect(throws: MechanismCatalogueError.self) {
      try catalogue.mechanism(named: "na_k_atpase")
    }
    #expect(ambiguous?.code == .ambiguousVariant)
    #expect(ambiguous?.suggestion.contains("hill, luo_rudy, sigmoid") == true)
    let single = #expect(throws: MechanismCatalogueError.self) {
      try catalogue.mechanism(named: "nav_hh", variant: "hill")
    }
    #expect(single?.code == .unknownVariant)
  }

  @Test("loads libraries from files, and their functions can be called")
  func loading() throws {
    let folder = try TemporaryFolder()
    try FixtureLibrary.build("Fixture", in: folder)
    let (catalogue, failures) = MechanismCatalogue.load(directories: [folder.path])
    #expect(failures.isEmpty)
    let mechanism = try catalogue.mechanism(named: "fixture")
    #expect(mechanism.path.hasSuffix(LibraryName.file("Fixture")))
    var block = skou_block()
    mechanism.table.pointee.lanes.step(&block)
  }

  @Test("refuses a name to both libraries that claim it, in either order")
  func claimedTwice() throws {
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    try FixtureLibrary.build("One", in: one)
    try FixtureLibrary.build("Two", in: two)
    try FixtureLibrary.build("Three", in: two, definitions: ["VARIANT": #""other""#])
    for folders in [[one.path, two.path], [two.path, one.path]] {
      let (catalogue, failures) = MechanismCatalogue.load(directories: folders)
      #expect(catalogue.manifests.map(\.variant) == ["other"])
      #expect(failures.count == 2)
      let first = try #require(failures.first { $0.path.hasSuffix(LibraryName.file("One")) })
      let second = try #require(failures.first { $0.path.hasSuffix(LibraryName.file("Two")) })
      #expect(first.reason.contains(second.path) && second.reason.contains(first.path))
    }
  }

  @Test("refuses a name that a library claims twice")
  func claimedTwiceByOne() throws {
    let folder = try TemporaryFolder()
    try FixtureLibrary.build("Fixture", in: folder, definitions: ["TABLES": "2"])
    let (catalogue, failures) = MechanismCatalogue.load(directories: [folder.path])
    #expect(catalogue.mechanisms.isEmpty && failures.count == 2)
    #expect(failures.allSatisfy { $0.reason.contains("this library itself") })
  }

  @Test("counts a file once that is reached by several ways")
  func reachedTwice() throws {
    let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
    try FixtureLibrary.build("Fixture", in: folder)
    try FileManager.default.createSymbolicLink(
      atPath: other.url.appendingPathComponent(LibraryName.file("Fixture")).path,
      withDestinationPath: folder.url.appendingPathComponent(LibraryName.file("Fixture")).path)
    let (catalogue, failures) = MechanismCatalogue.load(
      directories: [folder.path, other.path, folder.path + "/"])
    #expect(catalogue.mechanisms.count == 1 && failures.isEmpty)
  }

  @Test("says which folder does not exist")
  func missingFolder() throws {
    let failures = MechanismCatalogue.load(directories: ["/nowhere/at/all"]).failures
    #expect(failures.map(\.path) == ["/nowhere/at/all"])
  }

  @Test("looks beside the executable, in SKOU_MECHANISMS and where the command line says")
  func searchDirectories() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "build/skou")
    let link = folder.url.appendingPathComponent("skou").path
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.path + "/build/skou")
    func search(_ environment: [String: String], _ commandLine: [String]) -> [String] {
      MechanismCatalogue.searchDirectories(
        executable: link, environment: environment, commandLine: commandLine)
    }
    let own = URL(fileURLWithPath: folder.path + "/build").resolvingSymlinksInPath().path
    #expect(search([:], []) == [own])
    #expect(search(["SKOU_MECHANISMS": "/a::/b"], ["/c", "/a"]) == [own, "/a", "/b", "/c"])
    try folder.write([], to: "build/Mechanisms/readme")
    #expect(search([:], ["/c"]) == [own, own + "/Mechanisms", "/c"])
  }
}
