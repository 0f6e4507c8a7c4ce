/// Reads arrays of numbers from HDF5 files of any origin.
public enum NumberArray {
  /// Reads one dataset of one dimension.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - dataset: the path of the dataset inside of the file.
  /// - Returns: the numbers, converted to double precision; nil where there is no such dataset.
  /// - Throws: `ResultsIOError` if the file or the dataset cannot be read, or has several
  ///   dimensions.
  public static func read(path: String, dataset: String) throws -> [Double]? {
    guard let data = try find(dataset, in: HDF5File(reading: path).root) else { return nil }
    let extent = try data.extent()
    guard extent.count == 1 else {
      throw ResultsIOError(
        .unreadableFile, "'\(dataset)' of \(path) has \(extent.count) dimensions, 1 is expected")
    }
    return try data.readAll(Double.self)
  }

  /// Looks for a dataset group by group, as HDF5 looks for the last name of a path only.
  private static func find(_ path: String, in root: HDF5Group) throws -> HDF5Dataset? {
    let names = path.split(separator: "/").map(String.init)
    var group = root
    for name in names.dropLast() {
      guard try group.contains(name) else { return nil }
      group = try group.group(name)
    }
    guard let last = names.last, try group.contains(last) else { return nil }
    return try group.dataset(last)
  }
}
