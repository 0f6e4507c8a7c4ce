import EngineKernels
import MechanismCatalogue

/// The catalogue as lowering needs it: manifests and functions by name and variant.
struct MechanismTable: Sendable {
  struct Entry: Sendable {
    var manifest: MechanismManifest
    var functions: MechanismFunctions
  }

  private var entries: [String: [Entry]] = [:]

  init(_ catalogue: MechanismCatalogue) {
    for mechanism in catalogue.mechanisms {
      // The catalogue has checked the table, and keeps its library loaded.
      let functions = unsafe MechanismFunctions(mechanism.table.pointee)
      entries[mechanism.manifest.name, default: []].append(
        Entry(manifest: mechanism.manifest, functions: functions))
    }
  }

  /// A mechanism's entry; without a variant its first one.
  func entry(_ name: String, variant: String) -> Entry? {
    let variants = entries[name] ?? []
    return variants.first { $0.manifest.variant == variant }
      ?? (variant.isEmpty ? variants.first : nil)
  }
}
