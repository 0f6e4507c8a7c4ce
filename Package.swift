// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Fast targets never see a user's input: they run unchecked, for the CPU level that SKOU_MARCH names
// or, without it, the best level that this machine has. All other targets are checked, with strict
// memory safety. docs/decisions/0001 and 0005 have the measurements.
#if arch(x86_64)
  /// The best of the x86-64 levels whose features this machine's processor lists.
  func bestLevel() -> String {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let flags = info.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
    let features = Set(flags.split(separator: " "))
    let v4: Set<Substring> = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
    if v4.isSubset(of: features) { return "x86-64-v4" }
    let v3: Set<Substring> = ["avx2", "fma", "bmi2"]
    return features.isEmpty || v3.isSubset(of: features) ? "x86-64-v3" : "x86-64"
  }
  let march = Context.environment["SKOU_MARCH"] ?? bestLevel()
  let cpu = ["-Xcc", "-march=\(march)"]
  let cpuLevel: [CSetting] = [.define("SKOU_CPU_LEVEL", to: "\"\(march)\"")]
#else
  let cpu = Context.environment["SKOU_MARCH"].map { ["-Xcc", "-march=\($0)"] } ?? []
  let cpuLevel: [CSetting] = []
#endif
// Every mechanism library has a copy of the kit. Functions are sections of their own, and a library
// exports its entry point alone, so that the linker leaves out what nothing in the library calls
// (--gc-sections, which the package manager passes in release): three fifths. docs/performance.md, on
// memory, has the figures. A release build of the tests would need its exports: they are for debug.
#if os(Linux)
  let sections: [SwiftSetting] = [
    .unsafeFlags(
      ["-Xfrontend", "-function-sections", "-Xfrontend", "-internalize-at-link"],
      .when(configuration: .release))
  ]
  let entryPointsAlone: [LinkerSetting] = [
    .unsafeFlags(
      ["-Xlinker", "--version-script=\(Context.packageDirectory)/Mechanisms/exports.map"],
      .when(configuration: .release))
  ]
#else
  let sections: [SwiftSetting] = []
  let entryPointsAlone: [LinkerSetting] = []
#endif
let base: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let checked: [SwiftSetting] =
  base + [.strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error)]
let fast: [SwiftSetting] = base + sections + [.unsafeFlags(["-Ounchecked"] + cpu)]
let tests: [SwiftSetting] = base

/// A target with checks: it validates what users hand in and throws.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: checked)
}

/// A target with the hot loops or the equations: unchecked, for this CPU level.
func fastModule(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path,
    exclude: path == nil ? [] : ["README.md"], swiftSettings: fast,
    linkerSettings: path == nil ? [] : entryPointsAlone)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name == "Validation" ? "ValidationTests" : name, dependencies: dependencies,
    path: "Tests/\(name)", exclude: exclude, swiftSettings: tests)
}

/// Every folder of Mechanisms/ is one target and one dynamic library that the catalogue loads.
let mechanisms = try FileManager.default
  .contentsOfDirectory(atPath: "\(Context.packageDirectory)/Mechanisms")
  .filter { !$0.contains(".") }
  .sorted()
let mechanismTargets = mechanisms.map {
  // Numerics too: its functions are inlined here, and builds look at direct dependencies alone.
  fastModule(
    "\($0)Mechanism", ["MechanismKit", "Numerics", "CMechanismABI"], path: "Mechanisms/\($0)")
}
let mechanismLibraries: [Product] = mechanisms.map {
  .library(name: "SkouMechanism_\($0)", type: .dynamic, targets: ["\($0)Mechanism"])
}
let allMechanisms: [Target.Dependency] = mechanisms.map { .target(name: "\($0)Mechanism") }

let package = Package(
  name: "skou",
  products: [.executable(name: "skou", targets: ["skou"])] + mechanismLibraries,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CMechanismABI"),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5",
      providers: [.apt(["libhdf5-dev", "pkg-config"]), .brew(["hdf5", "pkg-config"])]),
    .target(name: "CSystem", cSettings: cpuLevel),
    .target(name: "CMPI", exclude: ["mpi"]),
    module("Quantities"),
    // Builtin: arithmetic on whole vectors, where the standard library goes from lane to lane.
    .target(
      name: "Numerics", swiftSettings: fast + [.enableExperimentalFeature("BuiltinModule")]),
    module("Morphology", ["Quantities"]),
    fastModule("MechanismKit", ["CMechanismABI", "Numerics"]),
    module("MechanismCatalogue", ["CMechanismABI", "Quantities"]),
    module("MechanismAuthoring", ["MechanismCatalogue"]),
    module("ModelDescription", ["Quantities", "Morphology"]),
    module(
      "ModelIO",
      [
        "ModelDescription", "MechanismCatalogue", "Morphology", "Quantities",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Communication", dependencies: ["CMPI"], swiftSettings: base),
    fastModule("EngineKernels", ["CMechanismABI", "CSystem", "Communication", "Numerics"]),
    module("Engine", ["Communication", "EngineKernels"]),
    module(
      "Lowering",
      [
        "Engine", "EngineKernels", "ModelDescription", "MechanismCatalogue", "Morphology",
        "Quantities",
      ]),
    module("ResultsIO", ["CHDF5"]),
    module("Analysis", ["ModelDescription"]),
    .executableTarget(
      name: "skou",
      dependencies: [
        "Analysis", "CSystem", "Communication", "Engine", "EngineKernels", "Lowering",
        "MechanismAuthoring", "MechanismCatalogue", "ModelDescription", "ModelIO", "Morphology",
        "Quantities", "ResultsIO",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checked),
    tests("QuantitiesTests", ["Quantities"]),
    tests("NumericsTests", ["Numerics"]),
    tests("CommunicationTests", ["Communication"]),
    tests("MorphologyTests", ["Morphology", "Quantities"]),
    tests("MechanismKitTests", ["MechanismKit", "Numerics"]),
    tests(
      "MechanismTests",
      ["MechanismKit", "Numerics", "CMechanismABI", "Quantities"] + allMechanisms),
    tests(
      "MechanismCatalogueTests",
      [
        "MechanismCatalogue", "MechanismAuthoring", "CMechanismABI", "LeakMechanism",
        "NaKATPaseMechanism", "NavHHMechanism",
      ]),
    tests(
      "ModelIOTests",
      ["ModelIO", "ModelDescription", "MechanismCatalogue", "Morphology", "Quantities"],
      exclude: ["Malformed", "Models"]),
    tests(
      "EngineKernelsTests",
      [
        "Communication", "EngineKernels", "Engine", "Lowering", "ModelDescription", "Morphology",
        "Numerics", "Quantities", "CAllocationCounter",
      ]),
    tests("ResultsIOTests", ["ResultsIO", "CHDF5"]),
    tests(
      "Validation",
      [
        "Engine", "EngineKernels", "Lowering", "MechanismCatalogue", "ModelIO", "Morphology",
        "MechanismKit", "Numerics", "CMechanismABI", "CAllocationCounter",
      ] + allMechanisms, exclude: ["Models", "Reference"]),
    .target(name: "CAllocationCounter", path: "Tests/Support/CAllocationCounter"),
    tests("AnalysisTests", ["Analysis", "ModelDescription"]),
    tests("CommandLineTests", ["ResultsIO"]),
  ] + mechanismTargets
)
