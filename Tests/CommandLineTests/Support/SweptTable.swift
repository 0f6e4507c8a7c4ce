import Foundation
import Testing

/// The table that a sweep wrote, without its last column: wall time is another each time.
struct SweptTable: Equatable {
  private(set) var columns: [String]
  private(set) var rows: [[String]]

  init(_ path: String) throws {
    let lines = Self.fields(try String(contentsOfFile: path, encoding: .utf8))
    let header = try #require(lines.first)
    #expect(header.last == "wall time [s]")
    #expect(lines.allSatisfy { $0.count == header.count }, "\(lines)")
    columns = header.dropLast()
    rows = lines.dropFirst().map { $0.dropLast() }
  }

  /// A field of a row, counted from 0; nil where there is none.
  subscript(row: Int, _ column: String) -> String? {
    guard let index = columns.firstIndex(of: column), rows.indices.contains(row) else { return nil }
    return rows[row][index]
  }

  func number(_ row: Int, _ column: String) -> Double? { self[row, column].flatMap { Double($0) } }

  /// Comma-separated values as RFC 4180 has them.
  private static func fields(_ text: String) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var field = ""
    // Odd pieces stood within quotation marks; an empty one between two such is a doubled mark.
    let pieces = text.components(separatedBy: "\"")
    for (number, piece) in pieces.enumerated() {
      if number % 2 == 1 {
        field += piece
      } else if piece.isEmpty, number > 0, number < pieces.count - 1 {
        field += "\""
      } else {
        for character in piece {
          guard character == "," || character == "\n" else {
            field.append(character)
            continue
          }
          line.append(field)
          field = ""
          guard character == "\n" else { continue }
          lines.append(line)
          line = []
        }
      }
    }
    return lines
  }
}
