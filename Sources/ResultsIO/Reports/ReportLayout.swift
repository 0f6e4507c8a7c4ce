/// How the values of a report are cut into chunks.
///
/// About 40 000 values a chunk (160 KB in single precision), 400 samples × 100 elements where
/// there are as many: both a row of samples and the trace of an element are then read from few
/// chunks. The chunks of one band of samples stay in memory until they are full, so the band is
/// kept below 32 MB by fewer samples where a row is very wide.
struct ReportLayout: Equatable {
  let chunkSamples: Int
  let chunkElements: Int

  private static let chunkValues = 40_000
  private static let bandValues = 8_000_000

  init(sampleCount: Int, elementCount: Int) {
    let elements = max(1, elementCount)
    let widest = min(elements, 100)
    let samples = min(
      max(1, sampleCount), ReportLayout.chunkValues / widest,
      max(1, ReportLayout.bandValues / elements))
    chunkSamples = samples
    chunkElements = min(elements, max(widest, ReportLayout.chunkValues / samples))
  }

  /// The bytes of the chunks of two bands, for values of the given size.
  func cacheBytes(elementCount: Int, valueBytes: Int) -> Int {
    let chunks = (max(1, elementCount) + chunkElements - 1) / chunkElements
    return max(1 << 20, 2 * chunks * chunkElements * chunkSamples * valueBytes)
  }
}
