import Foundation

/// A table of numbers with named columns, from Tests/Validation/Reference.
struct ReferenceTable {
  private var columns: [String: [Double]] = [:]

  /// Reads a CSV file with a line of names.
  init(_ name: String) throws {
    let file = validationFolder.appendingPathComponent("Reference/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    guard let header = lines.first?.split(separator: ",") else { return }
    var values = [[Double]](repeating: [], count: header.count)
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      for (column, cell) in cells.enumerated() {
        if let number = Double(cell) { values[column].append(number) }
      }
    }
    for (name, column) in zip(header, values) { columns[String(name)] = column }
  }

  /// A column on a straight line between two times, which stand in another; NaN outside of these.
  func value(_ name: String, at time: Double, in times: String) -> Double {
    let (times, values) = (self[times], self[name])
    guard times.count == values.count, let next = times.firstIndex(where: { $0 >= time })
    else { return .nan }
    guard next > 0, times[next] > time else { return values[next] }
    let part = (time - times[next - 1]) / (times[next] - times[next - 1])
    return values[next - 1] + part * (values[next] - values[next - 1])
  }

  /// A column; empty, so that counts do not fit, where there is none.
  subscript(_ name: String) -> [Double] { columns[name] ?? [] }
}

/// Upward crossings of a threshold, on straight lines between samples.
func crossings(_ values: [Double], interval: Double, threshold: Double = 0) -> [Double] {
  zip(values, values.dropFirst()).enumerated().compactMap { index, pair in
    guard pair.0 < threshold, pair.1 >= threshold else { return nil }
    return interval * (Double(index) + (threshold - pair.0) / (pair.1 - pair.0))
  }
}

/// The largest difference of two traces.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count, !a.isEmpty else { return .infinity }
  return zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
}

/// The root mean square of the difference over the root mean square of `b` about `rest`.
func relativeRMS(_ a: [Double], _ b: [Double], rest: Double) -> Double {
  guard a.count == b.count, !a.isEmpty else { return .infinity }
  let error = zip(a, b).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let size = b.reduce(0.0) { $0 + ($1 - rest) * ($1 - rest) }
  return (error / size).squareRoot()
}
