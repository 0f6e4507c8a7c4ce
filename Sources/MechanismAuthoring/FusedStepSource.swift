/// The Swift source of fused steps: for each set of mechanisms one function with one loop over rows.
struct FusedStepSource: Sendable {
  let text: String

  /// - Parameters:
  ///   - sets: each set's mechanisms, in the order of their steps.
  ///   - inPairs: whether two rows are taken at once, for which a processor needs many registers.
  init(_ sets: [[FusedStepBuilder.Member]], inPairs: Bool) {
    let functions = sets.enumerated().map { FusedFunction(number: $0, members: $1).text(inPairs) }
    let hooks = sets.indices.map { "{ step\($0)($0, $1) }" }.joined(separator: ", ")
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
}

/// The function of one set.
private struct FusedFunction {
  let number: Int
  let members: [FusedStepBuilder.Member]

  private var sumCount: Int { (members.flatMap(\.sums).compactMap(\.self).max() ?? -1) + 1 }

  func text(_ inPairs: Bool) -> String {
    let blocks = members.indices.map { "let block\($0) = blocks[\($0)]?.pointee" }
    let uniform = members.indices.map { "share\($0).isUniform" }.joined(separator: " && ")
    return """
      private func step\(number)(
        _ blocks: UnsafePointer<UnsafePointer<skou_block>?>?, _ sums: UnsafePointer<skou_flux>?
      ) {
        guard let blocks, let sums, \(blocks.joined(separator: ", ")) else { return }
        let rows = Int(block0.row_count)
        guard rows > 0 else { return }
      \(shares("InLanes"))
        guard \(uniform) else {
      \(loop("step", "0..<rows", "InLanes"))
          return
        }
        let paired = \(inPairs ? "rows & ~1" : "0")
      \(inPairs ? pairs : "")
      \(loop("stepLikeFirst", "paired..<rows", "InLanes"))
      }
      """
  }

  private var pairs: String {
    """
      if paired > 0 {
    \(shares("InPairs"))
    \(loop("stepLikeFirst", "0..<paired", "InPairs"))
      }
    """
  }

  private func shares(_ width: String) -> String {
    members.enumerated().map { number, member in
      let type = member.typeName
      return "  let share\(number) = StepShare<"
        + "\(type)<\(width)>, \(type)<\(width)WithSlope>, \(width).L>(block\(number))"
    }.joined(separator: "\n")
  }

  private func loop(_ step: String, _ rows: String, _ width: String) -> String {
    let numbers = 0..<sumCount
    let begin = numbers.map { "      var sum\($0) = IonSum<\(width).L>()" }
    let end = numbers.map { "      sum\($0).store(sums[\($0)], row, lane)" }
    let lines = begin + calls(step) + end
    return """
          forEachSum(block0, rows: \(rows), \(width).L.self) { row, lane, potential, total in
      \(lines.joined(separator: "\n"))
          }
      """
  }

  /// One call a mechanism; the first that moves an ion begins its sum.
  private func calls(_ step: String) -> [String] {
    var begun: Set<Int> = []
    return members.enumerated().map { number, member in
      let cases = member.sums.enumerated().compactMap { ion, sum in
        sum.map { sum in
          let operation = begun.insert(sum).inserted ? "begin" : "add"
          return "case \(ion): sum\(sum).\(operation)(current, weight)"
        }
      }
      let choices = cases + ["default: share\(number).keep(ion, current, weight, row, lane)"]
      return """
              share\(number).\(step)(row, lane, potential, &total) { ion, current, weight in
                switch ion {
                \(choices.joined(separator: "\n          "))
                }
              }
        """
    }
  }
}
