/// Turns the bytes of an SWC file into samples and checks each number.
struct SWCParser {
  private static let columns = ["id", "type", "x", "y", "z", "radius", "parent"]

  let bytes: [UInt8]
  let file: String

  func parse(report: inout MorphologyReport) throws(MorphologyError) -> [SWCSample] {
    try checkEncoding()
    var samples: [SWCSample] = []
    samples.reserveCapacity(bytes.count / 32)
    var lines = ByteLines(bytes: bytes, position: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    while let line = lines.next() {
      let words = words(of: line)
      if !words.isEmpty { samples.append(try sample(words, line: lines.number)) }
    }
    guard !samples.isEmpty else {
      throw MorphologyError(
        .malformedTree, "\(file): there are no samples",
        suggestion: "check that this is an SWC file with lines 'id type x y z radius parent'")
    }
    report.sampleCount = samples.count
    return samples
  }

  private func checkEncoding() throws(MorphologyError) {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard isWide || bytes.contains(0) else { return }
    throw MorphologyError(
      .unreadableFile, "\(file): this is not a plain text file\(isWide ? ", but UTF-16" : "")",
      suggestion: "save it as UTF-8 or ASCII text")
  }

  /// The words of a line before any comment.
  private func words(of line: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in line {
      let byte = bytes[index]
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
      if isSpace || byte == UInt8(ascii: "#") {
        if let begin = start { words.append(begin..<index) }
        start = nil
        if !isSpace { return words }
      } else if start == nil {
        start = index
      }
    }
    if let begin = start { words.append(begin..<line.upperBound) }
    return words
  }

  private func sample(
    _ words: [Range<Int>], line: Int
  ) throws(MorphologyError) -> SWCSample {
    guard words.count == Self.columns.count else {
      throw error(
        .malformedLine, line, "there are \(words.count) columns instead of 7",
        "write 'id type x y z radius parent', separated by spaces")
    }
    let sample = SWCSample(
      id: try whole(words, 0, line), tag: try whole(words, 1, line),
      point: Morphology.Point(
        x: try coordinate(words, 2, line), y: try coordinate(words, 3, line),
        z: try coordinate(words, 4, line)),
      radius: try number(words, 5, line), parent: try whole(words, 6, line), line: line)
    try check(sample)
    return sample
  }

  private func check(_ sample: SWCSample) throws(MorphologyError) {
    let line = sample.line
    if sample.id < 0 || sample.tag < 0 {
      let what = sample.id < 0 ? "id \(sample.id)" : "type \(sample.tag)"
      throw error(.malformedLine, line, "the \(what) is negative", "count from 0 or 1")
    }
    if sample.parent < SWCSample.noParent {
      throw error(
        .malformedTree, line, "the parent \(sample.parent) is negative", "write -1 for the root")
    }
    if sample.parent == sample.id {
      throw error(
        .malformedTree, line, "sample \(sample.id) is its own parent", "write -1 for the root")
    }
    if sample.radius < 0 || sample.radius > ShapeCheck.thickest / 2 {
      throw error(
        .implausibleValue, line, "the radius is \(sample.radius) um",
        "radii are in um, from 0 to \(ShapeCheck.thickest / 2)")
    }
  }

  private func coordinate(
    _ words: [Range<Int>], _ column: Int, _ line: Int
  ) throws(MorphologyError) -> Double {
    let value = try number(words, column, line)
    guard value.magnitude <= ShapeCheck.longest else {
      throw error(
        .implausibleValue, line, "\(Self.columns[column]) is \(value) um",
        "coordinates are in um, at most \(ShapeCheck.longest)")
    }
    return value
  }

  private func number(
    _ words: [Range<Int>], _ column: Int, _ line: Int
  ) throws(MorphologyError) -> Double {
    let text = text(words[column])
    guard let value = Double(text), !text.contains(where: { $0 == "x" || $0 == "X" }) else {
      throw error(
        .malformedLine, line, "the \(Self.columns[column]) '\(text.prefix(30))' is not a number",
        "write a decimal number such as 1.5")
    }
    guard value.isFinite else {
      throw error(
        .implausibleValue, line, "the \(Self.columns[column]) '\(text.prefix(30))' is not finite",
        "write a decimal number such as 1.5")
    }
    return value
  }

  /// A whole number; some programs write it as `1.0`.
  private func whole(
    _ words: [Range<Int>], _ column: Int, _ line: Int
  ) throws(MorphologyError) -> Int {
    let text = text(words[column])
    if let value = Int(text) ?? Double(text).flatMap(Int.init(exactly:)) { return value }
    throw error(
      .malformedLine, line,
      "the \(Self.columns[column]) '\(text.prefix(30))' is not a whole number",
      "write a whole number")
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func error(
    _ code: MorphologyError.Code, _ line: Int, _ message: String, _ suggestion: String
  ) -> MorphologyError {
    MorphologyError(code, "\(file):\(line): \(message)", suggestion: suggestion)
  }
}

/// The lines of a text, ended by LF, CR LF or CR.
private struct ByteLines {
  let bytes: [UInt8]
  var position: Int
  /// The number of the line returned last, from 1.
  var number = 0

  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    let line = start..<position
    let isPair =
      position + 1 < bytes.count && bytes[position] == 0x0D && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    number += 1
    return line
  }
}
