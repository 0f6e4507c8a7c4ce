/// Reads arrays of numbers from HDF5 files of any origin.
public enum NumberArray {
  /// Reads one dataset of one dimension.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - dataset: the path of the dataset inside of the file.
  /// - Returns: the numbers, converted to double precision.
  /// - Throws: `ResultsIOError` if the file or the dataset cannot be read, or has several
  ///   dimensions.
  public static func read(path: String, dataset: String) throws -> [Double] {
    let data = try HDF5File(reading: path).root.dataset(dataset)
    let extent = try data.extent()
    guard extent.count == 1 else {
      throw ResultsIOError(
        .unreadableFile, "'\(dataset)' of \(path) has \(extent.count) dimensions, 1 is expected")
    }
    return try data.readAll(Double.self)
  }
}
