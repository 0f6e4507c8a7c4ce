/// The Swift source of fused steps: for each set of mechanisms one function with one loop over rows.
struct FusedStepSource: Sendable {
  let text: String

  /// - Parameter sets: the types of each set's mechanisms, in the order of their steps.
  init(_ sets: [[String]]) {
    let functions = sets.enumerated().map { Self.function($0, of: $1) }
    let hooks = sets.indices.map { "{ step\($0)($0) }" }.joined(separator: ", ")
    text = """
      // Made by Skou from the mechanisms that stand together in a model's membranes.
      import CMechanismABI
      import MechanismKit

      @_cdecl("skou_fused_library_entry")
      public func fusedLibraryEntry() -> UnsafePointer<skou_fused_library> {
        exportFusedLibrary([\(hooks)])
      }

      \(functions.joined(separator: "\n\n"))

      """
  }

  private static func function(_ number: Int, of types: [String]) -> String {
    let blocks = types.indices.map { "let block\($0) = blocks[\($0)]?.pointee" }
    let shares = types.enumerated().map {
      "  let share\($0) = StepShare<\($1)<InLanes>, \($1)<InLanesWithSlope>, InLanes.L>(block\($0))"
    }
    return """
      private func step\(number)(_ blocks: UnsafePointer<UnsafePointer<skou_block>?>?) {
        guard let blocks, \(blocks.joined(separator: ", ")), block0.row_count > 0 else { return }
      \(shares.joined(separator: "\n"))
        if \(types.indices.map { "share\($0).isUniform" }.joined(separator: " && ")) {
      \(loop("stepLikeFirst", types.count))
        } else {
      \(loop("step", types.count))
        }
      }
      """
  }

  private static func loop(_ step: String, _ count: Int) -> String {
    let calls = (0..<count).map { "      share\($0).\(step)(row, lane, potential, &sums)" }
    return """
          forEachSum(block0, InLanes.L.self) { row, lane, potential, sums in
      \(calls.joined(separator: "\n"))
          }
      """
  }
}
