import Foundation

extension MechanismCatalogue {
  /// Loads every mechanism library in some folders.
  ///
  /// All libraries are loaded before any name is resolved, so that their order cannot matter: a
  /// name that is claimed twice is refused to both, and each is told of the other. A file that is
  /// reached twice counts once. Files that are not called like mechanism libraries are passed over.
  ///
  /// Libraries stay in memory for the life of the process, whether or not the catalogue does,
  /// because engines keep pointers to their tables.
  ///
  /// - Parameter directories: the folders; one that does not exist is a failure.
  /// - Returns: what could be loaded, and why each of the others could not, in the order met.
  public static func load(
    directories: [String]
  ) -> (catalogue: MechanismCatalogue, failures: [CatalogueFailure]) {
    var failures: [CatalogueFailure] = []
    var loaded: [LoadedMechanism] = []
    for path in libraries(in: directories, &failures) {
      let outcome = MechanismLibrary.load(path)
      loaded += outcome.mechanisms
      failures += outcome.failures
    }
    let resolved = resolve(loaded)
    return (resolved.catalogue, failures + resolved.failures)
  }

  /// The library files of some folders, each once, by its path without links.
  private static func libraries(
    in directories: [String], _ failures: inout [CatalogueFailure]
  ) -> [String] {
    var found: [String] = []
    for directory in directories {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
        failures.append(missing(directory))
        continue
      }
      for name in names.sorted() where LibraryName.isMeantAsLibrary(name) {
        let path = URL(fileURLWithPath: directory).appendingPathComponent(name)
          .resolvingSymlinksInPath().path
        if !found.contains(path) { found.append(path) }
      }
    }
    return found
  }

  private static func missing(_ directory: String) -> CatalogueFailure {
    CatalogueFailure(
      path: directory, reason: "there is no such folder, or it cannot be read",
      suggestion: "check --mechanisms and SKOU_MECHANISMS")
  }

  /// Keeps the mechanisms whose name and variant nobody else claims.
  static func resolve(
    _ loaded: [LoadedMechanism]
  ) -> (catalogue: MechanismCatalogue, failures: [CatalogueFailure]) {
    let claims = Dictionary(grouping: loaded, by: \.title)
    let distinct = loaded.filter { claims[$0.title]?.count == 1 }
    let contested = loaded.filter { claims[$0.title]?.count != 1 }
    let failures = contested.map { mechanism in
      let others = claims[mechanism.title, default: []].map(\.path).filter { $0 != mechanism.path }
      let rival = others.isEmpty ? "this library itself" : others.joined(separator: " and ")
      return CatalogueFailure(
        path: mechanism.path,
        reason: "the mechanism '\(mechanism.title)' is claimed by \(rival) too; neither is used",
        suggestion: "remove one of them, or give one another name")
    }
    return (MechanismCatalogue(distinct: distinct), failures)
  }
}
