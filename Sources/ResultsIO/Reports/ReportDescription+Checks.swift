extension ReportDescription {
  /// Throws unless the numbers make a report that readers accept.
  func check(for path: String) throws {
    func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws {
      guard condition else {
        throw ResultsIOError(.inconsistentData, "\(problem()) (\(path))")
      }
    }
    try require(interval.isFinite && interval > 0, "the interval is \(interval) ms")
    // libsonata refuses negative times.
    try require(start.isFinite && start >= 0, "the report starts at \(start) ms")
    try require(sampleCount > 0, "the report has no sample")
    try require(!populations.isEmpty, "the report has no population")
    let names = Set(populations.map(\.name))
    try require(names.count == populations.count, "a population is named twice")
    for population in populations {
      try NameCheck.group(population.name, "a population")
      try require(population.elementCount > 0, "'\(population.name)' has no recorded place")
      let ids = Set(population.nodes.map(\.id))
      try require(ids.count == population.nodes.count, "'\(population.name)' has a cell twice")
      let isPaired = population.nodes.allSatisfy {
        $0.elementIDs.count == $0.elementPositions.count
      }
      try require(isPaired, "'\(population.name)' has places without a position")
    }
    let problem = grid?.problem(with: populations)
    try require(problem == nil, problem ?? "")
    _ = try byteCount(for: path)
  }

  /// The bytes of all values together.
  func byteCount(for path: String) throws -> Int {
    let bytes = storesDoublePrecision ? 12 : 4
    let (row, rowOverflow) = elementCount.multipliedReportingOverflow(by: bytes)
    let (total, overflow) = row.multipliedReportingOverflow(by: sampleCount)
    guard !rowOverflow, !overflow, total <= 1 << 50 else {
      throw ResultsIOError(
        .noSpace, "\(sampleCount) samples of \(elementCount) places are too many for \(path)",
        suggestion: "record less or less often")
    }
    return total
  }

  /// The end of the report for SONATA's `mapping/time`: exclusive, in ms.
  ///
  /// Readers derive the number of samples from it: bmtk as the integer part of
  /// (stop − start) / interval, which can round down to one sample too few; libsonata by adding
  /// the interval up until 1e-6 ms before the stop, which drifts from the product when there are
  /// very many samples. The stop is moved by round-off so that both find all of them, and
  /// libsonata, which fails beyond the last row, never more.
  var sonataStop: Double {
    var stop = start + Double(sampleCount) * interval
    if ((stop - start) / interval).rounded(.down) < Double(sampleCount) {
      stop += min(0.5e-6, interval * 1e-6) / 2
    }
    guard sampleCount <= 100_000_000 else { return stop }
    var accumulated = start
    for _ in 0..<sampleCount { accumulated += interval }
    return min(stop, accumulated + 0.5e-6)
  }
}
