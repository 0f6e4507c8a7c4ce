public import CMechanismABI
import Quantities

/// The mechanisms that are installed: a value, made once and handed to whoever needs it.
///
/// No two mechanisms in a catalogue have the same name and variant; they are ordered by both.
public struct MechanismCatalogue: Sendable {
  /// Every mechanism, ordered by name and variant.
  public let mechanisms: [LoadedMechanism]

  /// A catalogue of mechanisms whose names are known to differ.
  init(distinct mechanisms: [LoadedMechanism]) {
    self.mechanisms = mechanisms.sorted {
      ($0.manifest.name, $0.manifest.variant) < ($1.manifest.name, $1.manifest.variant)
    }
  }

  /// A catalogue of mechanisms that are part of the program.
  ///
  /// - Parameter libraries: what the libraries' entry points return.
  /// - Throws: the first reason why one of them cannot be used.
  public init(libraries: [UnsafePointer<skou_mechanism_library>]) throws(CatalogueFailure) {
    var loaded: [LoadedMechanism] = []
    for index in unsafe libraries.indices {
      let outcome = unsafe MechanismLibrary.mechanisms(of: libraries[index], path: "(linked)")
      if let failure = outcome.failures.first { throw failure }
      loaded += outcome.mechanisms
    }
    let resolved = Self.resolve(loaded)
    if let failure = resolved.failures.first { throw failure }
    self = resolved.catalogue
  }

  /// The manifests of every mechanism, ordered by name and variant.
  public var manifests: [MechanismManifest] { mechanisms.map(\.manifest) }

  /// Finds a mechanism.
  ///
  /// - Parameters:
  ///   - name: the name in model files.
  ///   - variant: the value of the key `model:`; nil finds the only one there is.
  /// - Returns: the mechanism.
  /// - Throws: `unknownMechanism`, `unknownVariant` or `ambiguousVariant`, with the valid choices.
  public func mechanism(
    named name: String, variant: String? = nil
  ) throws(MechanismCatalogueError) -> LoadedMechanism {
    let variants = mechanisms.filter { $0.manifest.name == name }
    guard let first = variants.first else { throw unknown(name) }
    let names = variants.map(\.manifest.variant)
    guard let variant else {
      guard variants.count == 1 else { throw .ambiguous(name, variants: names) }
      return first
    }
    guard let match = variants.first(where: { $0.manifest.variant == variant }) else {
      throw .unknown(variant: variant, of: name, variants: names)
    }
    return match
  }

  private func unknown(_ name: String) -> MechanismCatalogueError {
    var names: [String] = []
    for other in mechanisms.map(\.manifest.name) where names.last != other { names.append(other) }
    return MechanismCatalogueError(
      .unknownMechanism, "there is no mechanism '\(name)'",
      suggestion: EditDistance.suggestion(for: name, among: names, kind: "mechanisms"))
  }
}
