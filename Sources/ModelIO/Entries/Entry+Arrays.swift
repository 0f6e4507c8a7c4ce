import ModelDescription

extension Entry {
  /// The numbers of a dataset of an HDF5 file.
  func array(
    file: String, dataset: String, _ code: ModelIOError.Code = .malformedTable
  ) throws(ModelIOError) -> [Double] {
    guard let numbers = try arrayIfPresent(file: file, dataset: dataset, code) else {
      throw error(
        code, "'\(file.abbreviated)' has no dataset '\(dataset.abbreviated)'",
        suggestion: "name a one-dimensional dataset of numbers in the file")
    }
    return numbers
  }

  /// The numbers of a dataset of an HDF5 file, or none where the file has none of that name.
  func arrayIfPresent(
    file: String, dataset: String, _ code: ModelIOError.Code = .malformedTable
  ) throws(ModelIOError) -> [Double]? {
    guard let loadArray = reading.loadArray else {
      throw error(code, "HDF5 files cannot be read here", suggestion: "use a CSV file")
    }
    do {
      return try loadArray(reading.resolve(file), dataset)
    } catch {
      throw self.error(
        code, "cannot read '\(dataset.abbreviated)' of '\(file.abbreviated)': \(error)",
        suggestion: "name a file and a one-dimensional dataset of numbers in it")
    }
  }
}
