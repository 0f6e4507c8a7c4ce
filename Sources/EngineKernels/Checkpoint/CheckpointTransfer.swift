/// Carries state into a section of a checkpoint, or out of it.
///
/// What is carried, and in which order, is said once for both ways, so that they cannot part.
/// Everything that comes out of a section is checked: its numbers come from a file.
struct CheckpointTransfer {
  /// Which way.
  enum Direction { case saving, restoring }

  let direction: Direction
  private(set) var section: CheckpointSection
  private var integersDone = 0
  private var numbersDone = 0

  init(_ direction: Direction, _ section: CheckpointSection) {
    self.direction = direction
    self.section = section
  }

  /// A number.
  mutating func carry(_ value: inout Double) throws(CheckpointMismatch) {
    guard direction == .restoring else { return section.numbers.append(value) }
    try requireNumbers(1)
    value = section.numbers[numbersDone]
    numbersDone += 1
  }

  /// As many numbers as there are already.
  mutating func carry(_ values: inout [Double]) throws(CheckpointMismatch) {
    for i in values.indices { try carry(&values[i]) }
  }

  /// `count` numbers in a row.
  mutating func carry(
    _ start: UnsafeMutablePointer<Double>, count: Int
  ) throws(CheckpointMismatch) {
    guard direction == .restoring else {
      return section.numbers.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
    try requireNumbers(count)
    for i in 0..<count { start[i] = section.numbers[numbersDone + i] }
    numbersDone += count
  }

  /// A whole number, which a sound checkpoint has within a range.
  mutating func carry(
    _ value: inout Int, in range: ClosedRange<Int> = 0...(1 << 53)
  ) throws(CheckpointMismatch) {
    guard direction == .restoring else { return section.integers.append(Int64(value)) }
    guard integersDone < section.integers.count else { throw tooShort }
    let found = section.integers[integersDone]
    guard let fitting = Int(exactly: found), range.contains(fitting) else {
      throw CheckpointMismatch(
        "section '\(section.name)' has \(found) where \(range.lowerBound) to "
          + "\(range.upperBound) is due")
    }
    value = fitting
    integersDone += 1
  }

  /// Whether something is so.
  mutating func carry(_ value: inout Bool) throws(CheckpointMismatch) {
    var number = value ? 1 : 0
    try carry(&number, in: 0...1)
    value = number == 1
  }

  /// A number that model and checkpoint must have in common; `name` says what it is.
  mutating func match(_ value: Int, _ name: String) throws(CheckpointMismatch) {
    var other = value
    try carry(&other, in: 0...Int.max)
    guard other == value else {
      throw CheckpointMismatch("it has \(other) \(name), the model has \(value)")
    }
  }

  /// To be called last: nothing may be left over.
  func finish() throws(CheckpointMismatch) {
    guard direction == .restoring else { return }
    guard integersDone == section.integers.count, numbersDone == section.numbers.count else {
      throw CheckpointMismatch("section '\(section.name)' holds more than the model has")
    }
  }

  private func requireNumbers(_ count: Int) throws(CheckpointMismatch) {
    guard section.numbers.count - numbersDone >= count else { throw tooShort }
  }

  private var tooShort: CheckpointMismatch {
    CheckpointMismatch("section '\(section.name)' holds less than the model has")
  }
}
