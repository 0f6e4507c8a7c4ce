/// The two spellings of a mechanism's name: `MyChannel` in Swift and `my_channel` in model files.
public struct MechanismName: Sendable, Hashable {
  /// The name of the Swift type and of the library, such as `MyChannel`.
  public let type: String
  /// The name in model files, such as `my_channel`.
  public let model: String

  /// Types that a mechanism's source uses, and could not if it defined its own.
  private static let taken: Set<String> = [
    "Any", "Bool", "Columns", "Double", "Dual", "InLanes", "InLanesWithSlope", "Int", "Ion",
    "IonColumns", "Ions", "Lane", "Lanes", "Manifest", "Mechanism", "NoColumns", "NoIons", "Number",
    "Numerics", "Observables", "OneByOne", "OneByOneWithSlope", "Parameters", "Plain",
    "PointMechanism", "Protocol", "Real", "Self", "Site", "State", "Step", "String", "Swift",
    "Type", "UnsafePointer",
  ]

  /// Reads a name in either spelling.
  ///
  /// - Throws: `badName` for anything but letters, digits and single underscores, the first a
  ///   letter, and for names of Swift's and the kit's own types.
  public init(parsing text: String) throws(MechanismAuthoringError) {
    let words = text.split(separator: "_", omittingEmptySubsequences: false)
    guard (1...40).contains(text.utf8.count), words.allSatisfy({ !$0.isEmpty }),
      words.joined().utf8.allSatisfy(Self.isLetterOrDigit), text.first?.isLetter == true
    else { throw Self.bad(text, "is not made of letters, digits and single underscores") }
    type = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    model = words.map { Self.snakeCase(String($0)) }.joined(separator: "_")
    guard !Self.taken.contains(type) else { throw Self.bad(text, "is the name of another type") }
  }

  private static func bad(_ text: String, _ why: String) -> MechanismAuthoringError {
    MechanismAuthoringError(
      .badName, "'\(text)' \(why)", suggestion: "choose a name like MyChannel or my_channel")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// `NavHH` is `nav_hh`, `HCurrent` is `h_current`: a word begins where capitals do or end.
  private static func snakeCase(_ text: String) -> String {
    let letters = Array(text)
    var result = ""
    for (index, letter) in letters.enumerated() {
      let follows = index > 0 && !letters[index - 1].isUppercase
      let leads = index + 1 < letters.count && letters[index + 1].isLowercase
      if letter.isUppercase, index > 0, follows || leads { result += "_" }
      result += letter.lowercased()
    }
    return result
  }
}
