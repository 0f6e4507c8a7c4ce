import Communication
import Foundation

extension Ranks {
  /// Everybody's value, by rank; to the last bit.
  ///
  /// - Throws: never, but for a fault of the engine.
  func gather<Value: Codable>(_ own: Value) throws -> [Value] {
    guard count > 1 else { return [own] }
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    // What stands by itself is no property list.
    let data = try encoder.encode([own])
    // In a dry run nothing comes from the others.
    return try gather(Array(data)).filter { !$0.isEmpty }.flatMap {
      try PropertyListDecoder().decode([Value].self, from: Data($0))
    }
  }
}
