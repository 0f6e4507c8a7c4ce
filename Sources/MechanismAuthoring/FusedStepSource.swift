/// The Swift source of fused steps: for each set of mechanisms one function with one loop over rows.
struct FusedStepSource: Sendable {
  let text: String

  /// - Parameters:
  ///   - sets: each set's mechanisms, in the order of their steps.
  ///   - isMidpoint: whether V takes Crank–Nicolson steps.
  init(_ sets: [[FusedStepBuilder.Member]], isMidpoint: Bool) {
    let functions = sets.enumerated().map {
      FusedFunction(number: $0, members: $1, isMidpoint: isMidpoint).text
    }
    let hooks = sets.indices.map { "{ step\($0)($0, $1, $2) }" }.joined(separator: ", ")
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
///
/// Rows go through stages where conditions are the same in all of them, and one after the other
/// where not, or where somebody draws random numbers, which every stage would draw again.
private struct FusedFunction {
  let number: Int
  let members: [FusedStepBuilder.Member]
  let isMidpoint: Bool

  private static let stages = ["FirstStage", "SecondStage", "ThirdStage", "LastStage"]
  private var sumCount: Int { (members.flatMap(\.sums).compactMap(\.self).max() ?? -1) + 1 }

  var text: String {
    let blocks = members.indices.map { "let block\($0) = blocks[\($0)]?.pointee" }
    let uniform = members.indices.map { "share\($0).isUniform" }.joined(separator: " && ")
    return """
      private func step\(number)(
        _ blocks: UnsafePointer<UnsafePointer<skou_block>?>?, _ sums: UnsafePointer<skou_flux>?,
        _ scratch: UnsafeMutablePointer<Double>?
      ) {
        guard let blocks, let sums, let scratch, \(blocks.joined(separator: ", "))
        else { return }
        guard block0.row_count > 0 else { return }
      \(shares("share", of: "block", Width.row))
        guard \(uniform), block0.isMidpoint == \(isMidpoint) else {
          forEachSum(block0, \(Width.row.lane).self) { row, lane, potential, total in
      \(body("share", "step", Width.row))
          }
          return
        }
      \(members.contains(where: \.isRandom) ? rowByRow : inStages)
      }
      """
  }

  private var rowByRow: String {
    """
      forEachSum(block0, \(Width.row.lane).self) { row, lane, potential, total in
    \(body("share", "stepLikeFirst", Width.row))
      }
    """
  }

  private var inStages: String {
    let widths = Self.stages.map(Width.stage)
    let own = zip(Self.stages, widths).map { shares("share\($0)", of: "known", $1) }
    let known = members.indices.map {
      "  let known\($0) = block\($0).known(isMidpoint: \(isMidpoint))"
    }
    let turns = zip(Self.stages, widths).map {
      """
          if let row = stagedRow(turn, block0, \($0).self) {
            var tape = Tape(row: row, in: scratch)
            withUnsafeMutablePointer(to: &tape) { tape in
              let lane = 0
              withSums(block0, row, lane, \($1.lane).self) { potential, total in
                let potential = potential.recorded(on: tape)
      \(body("share\($0)", "stepLikeFirst", $1))
              }
            }
          }
      """
    }
    return """
      \((known + own).joined(separator: "\n"))
        for turn in 0..<turnCount(block0) {
      \(turns.joined(separator: "\n"))
        }
      """
  }

  /// The numbers that mechanisms are evaluated on.
  private struct Width {
    let plain, withSlope, lane: String

    static let row = Self(plain: "InLanes", withSlope: "InLanesWithSlope", lane: "Lanes")
    static func stage(_ stage: String) -> Self {
      Self(
        plain: "InStage<\(stage)>", withSlope: "InStageWithSlope<\(stage)>",
        lane: "StagedLane<\(stage)>")
    }
  }

  private func shares(_ name: String, of block: String, _ width: Width) -> String {
    members.enumerated().map { number, member in
      let types =
        "\(member.typeName)<\(width.plain)>, \(member.typeName)<\(width.withSlope)>, \(width.lane)"
      let arguments = "\(block)\(number), mayGain: \(member.mayGain)"
      return "  let \(name)\(number) = StepShare<\(types)>(\(arguments))"
    }.joined(separator: "\n")
  }

  private func body(_ share: String, _ step: String, _ width: Width) -> String {
    let numbers = 0..<sumCount
    let begin = numbers.map { "      var sum\($0) = IonSum<\(width.lane)>()" }
    let end = numbers.map { "      sum\($0).store(sums[\($0)], row, lane)" }
    let lines = begin + calls(share, step) + end
    return lines.joined(separator: "\n")
  }

  /// One call a mechanism; the first that moves an ion begins its sum.
  private func calls(_ share: String, _ step: String) -> [String] {
    var begun: Set<Int> = []
    return members.enumerated().map { number, member in
      let cases = member.sums.enumerated().compactMap { ion, sum in
        sum.map { sum in
          let operation = begun.insert(sum).inserted ? "begin" : "add"
          let own = "current, weight, isStill: \(share)\(number).isStill"
          return "case \(ion): sum\(sum).\(operation)(\(own))"
        }
      }
      let keep = "default: \(share)\(number).keep(ion, current, weight, row, lane)"
      return """
              \(share)\(number).\(step)(row, lane, potential, &total) { ion, current, weight in
                switch ion {
                \((cases + [keep]).joined(separator: "\n          "))
                }
              }
        """
    }
  }
}
