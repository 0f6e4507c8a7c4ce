/// Takes a row of doubles apart that another rank has put together.
public struct DoubleReader {
  private let values: [Double]
  private var place = 0

  /// Reads from the beginning.
  public init(_ values: [Double]) { self.values = values }

  /// Whether nothing is left.
  public var isAtEnd: Bool { place >= values.count }

  /// The next number; 0 behind the end.
  public mutating func next() -> Double {
    guard place < values.count else { return 0 }
    place += 1
    return values[place - 1]
  }

  /// The next number, a whole one.
  public mutating func integer() -> Int { Int(next()) }

  /// The next `count` numbers, or what is left of them.
  public mutating func next(_ count: Int) -> [Double] {
    let end = min(place + max(count, 0), values.count)
    defer { place = end }
    return Array(values[place..<end])
  }
}
