/// A part of a checkpoint: whole numbers and numbers, in an order that their owner knows.
public struct CheckpointSection: Sendable, Hashable {
  /// What it holds, such as "groups/3/samplers"; no two sections of a checkpoint share a name.
  public var name: String
  /// Counts, marks and truths (1 or 0).
  public var integers: [Int64]
  /// Times, potentials, amounts, …: every bit of them counts.
  public var numbers: [Double]

  /// Makes a section, empty unless its contents are known already.
  public init(name: String, integers: [Int64] = [], numbers: [Double] = []) {
    self.name = name
    self.integers = integers
    self.numbers = numbers
  }
}

/// Why a checkpoint does not fit the model that it is to be put into.
public struct CheckpointMismatch: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is missing, too much, or out of bounds, and in which section.
  public var description: String

  init(_ description: String) { self.description = description }
}
