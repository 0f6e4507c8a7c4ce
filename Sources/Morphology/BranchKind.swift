/// The words for the tags of SWC files, in regions and section definitions.
public enum BranchKind {
  /// The tag of the soma.
  public static let soma = 1
  /// The tag of the axon.
  public static let axon = 2
  /// The tag of a (basal) dendrite.
  public static let dendrite = 3
  /// The tag of an apical dendrite.
  public static let apical = 4

  /// The words in the order of their tags, which count from 1.
  static let words = ["soma", "axon", "dendrite", "apical"]

  /// The tag that a word stands for: `soma`, `axon`, `dendrite`, `apical` or `tag N`; else nil.
  public static func tag(named word: String) -> Int? {
    if let index = words.firstIndex(of: word) { return index + 1 }
    let parts = word.split(separator: " ")
    guard parts.count == 2, parts[0] == "tag", let tag = Int(parts[1]), tag >= 0 else { return nil }
    return tag
  }

  /// The word for a tag, such as `soma` or `tag 7`.
  public static func name(of tag: Int) -> String {
    words.indices.contains(tag &- 1) ? words[tag - 1] : "tag \(tag)"
  }
}
