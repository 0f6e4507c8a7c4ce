import CHDF5

/// An array of numbers in an HDF5 file.
package final class HDF5Dataset {
  private let place: String
  private let identifier: HDF5Identifier

  init<Value: HDF5Number>(
    creating name: String, of type: Value.Type, _ layout: HDF5Layout<Value>, in parent: Int64,
    of filePath: String
  ) throws {
    place = "the dataset '\(name)' of \(filePath)"
    let purpose = "create the dataset '\(name)' in \(filePath)"
    let space = try layout.space(for: purpose)
    let creation = try layout.creationProperties(for: purpose)
    let access = try layout.accessProperties(for: purpose)
    identifier = try HDF5Identifier(purpose) {
      unsafe H5Dcreate2(
        parent, name, Value.fileType, space.rawValue, skou_h5_default_properties(),
        creation.rawValue, access.rawValue)
    }
  }

  init(opening name: String, in parent: Int64, of filePath: String) throws {
    place = "the dataset '\(name)' of \(filePath)"
    identifier = try HDF5Identifier("open the dataset '\(name)' of \(filePath)") {
      unsafe H5Dopen2(parent, name, skou_h5_default_properties())
    }
  }

  /// Opens a dataset that is written chunk by chunk, with room for some of them.
  init(opening name: String, cacheBytes: Int, in parent: Int64, of filePath: String) throws {
    place = "the dataset '\(name)' of \(filePath)"
    let purpose = "open the dataset '\(name)' of \(filePath)"
    var layout = HDF5Layout<Double>.fixed([])
    layout.cacheBytes = cacheBytes
    let access = try layout.accessProperties(for: purpose)
    identifier = try HDF5Identifier(purpose) { unsafe H5Dopen2(parent, name, access.rawValue) }
  }

  /// Where attributes of this dataset are written and read.
  package var attributes: HDF5Attributes {
    HDF5Attributes(owner: identifier, place: place)
  }

  /// The extent along each dimension; empty for a single value.
  package func extent() throws -> [Int] {
    let space = try openSpace()
    let rank = try HDF5Library.call("measure \(place)") {
      H5Sget_simple_extent_ndims(space.rawValue)
    }
    var extent = [hsize_t](repeating: 0, count: Int(rank))
    try HDF5Library.call("measure \(place)") {
      unsafe H5Sget_simple_extent_dims(space.rawValue, &extent, nil)
    }
    return extent.map(Int.init(clamping:))
  }

  /// Changes the extent; the dataset must have chunks.
  package func resize(to extent: [Int]) throws {
    let extent = extent.map(hsize_t.init(clamping:))
    try HDF5Library.call("resize \(place)") {
      unsafe H5Dset_extent(identifier.rawValue, extent)
    }
  }

  /// Writes a box of values, in the order of the last dimension first.
  ///
  /// - Parameters:
  ///   - values: the values; at least the product of `source.row` and the rows of `count`.
  ///   - start: where the box starts in the dataset.
  ///   - count: the extent of the box.
  ///   - source: where the box lies in the rows of `values`; by default it is all of them.
  /// - Throws: `ResultsIOError` if there are too few values, or the library refuses.
  package func write<Value: HDF5Number>(
    _ values: Span<Value>, at start: [Int], count: [Int], columns source: HDF5Columns? = nil
  ) throws {
    guard !count.contains(0) else { return }
    let space = try openSpace()
    try select(start, count, in: space)
    let memory = try memorySpace(count: count, columns: source, available: values.count)
    try HDF5Library.call("write \(place)") {
      unsafe values.withUnsafeBufferPointer { values in
        unsafe H5Dwrite(
          identifier.rawValue, Value.memoryType, memory.rawValue, space.rawValue,
          skou_h5_default_properties(), values.baseAddress)
      }
    }
  }

  /// Reads a box of values, in the order of the last dimension first.
  ///
  /// - Parameters:
  ///   - type: what to convert the values to.
  ///   - start: where the box starts in the dataset.
  ///   - count: the extent of the box.
  /// - Returns: as many values as the box holds.
  /// - Throws: `ResultsIOError` if the box leaves the dataset, or the file is damaged.
  package func read<Value: HDF5Number>(
    _ type: Value.Type, at start: [Int], count: [Int]
  ) throws -> [Value] {
    let size = try valueCount(count)
    guard size > 0 else { return [] }
    let space = try openSpace()
    try select(start, count, in: space)
    let memory = try memorySpace(count: count, columns: nil, available: size)
    return try read(size: size, memory: memory.rawValue, file: space.rawValue)
  }

  /// Reads all values, in the order of the last dimension first.
  package func readAll<Value: HDF5Number>(_ type: Value.Type) throws -> [Value] {
    let size = try valueCount(try extent())
    guard size > 0 else { return [] }
    return try read(size: size, memory: skou_h5_whole_space(), file: skou_h5_whole_space())
  }

  private func read<Value: HDF5Number>(size: Int, memory: Int64, file: Int64) throws -> [Value] {
    var values = [Value](repeating: .zero, count: size)
    try HDF5Library.call("read \(place)") {
      unsafe H5Dread(
        identifier.rawValue, Value.memoryType, memory, file, skou_h5_default_properties(), &values)
    }
    return values
  }

  private func openSpace() throws -> HDF5Identifier {
    try HDF5Identifier("measure \(place)") { H5Dget_space(identifier.rawValue) }
  }
}

/// A run of columns of a table in memory.
package struct HDF5Columns: Sendable {
  /// The first column.
  package var first: Int
  /// How many columns a row has in all.
  package var rowLength: Int

  /// Names the columns from `first` on, of rows that have `rowLength`.
  package init(first: Int, rowLength: Int) {
    self.first = first
    self.rowLength = rowLength
  }
}

extension HDF5Dataset {
  /// The number of values in a box.
  private func valueCount(_ count: [Int]) throws -> Int {
    try count.reduce(1) { product, factor in
      let (result, overflow) = product.multipliedReportingOverflow(by: factor)
      guard !overflow, factor >= 0, result <= 1 << 36 else {
        throw ResultsIOError(.unreadableFile, "\(place) claims an extent of \(count)")
      }
      return result
    }
  }

  private func select(
    _ start: [Int], _ count: [Int], in space: HDF5Identifier
  ) throws {
    let rank = try HDF5Library.call("measure \(place)") {
      H5Sget_simple_extent_ndims(space.rawValue)
    }
    guard start.count == count.count, count.count == Int(rank), start.allSatisfy({ $0 >= 0 })
    else {
      throw ResultsIOError(
        .inconsistentData, "\(place) has \(rank) dimensions, not \(count.count)")
    }
    let (start, count) = (
      start.map(hsize_t.init(clamping:)), count.map(hsize_t.init(clamping:))
    )
    try HDF5Library.call("select a part of \(place)") {
      unsafe H5Sselect_hyperslab(space.rawValue, H5S_SELECT_SET, start, nil, count, nil)
    }
  }

  /// The space of the values in memory, with the box selected in it.
  private func memorySpace(
    count: [Int], columns: HDF5Columns?, available: Int
  ) throws -> HDF5Identifier {
    var extent = count
    if let columns, let last = extent.indices.last {
      extent[last] = columns.rowLength
    }
    let needed = try valueCount(extent)
    guard needed <= available else {
      throw ResultsIOError(
        .inconsistentData, "\(needed) values are due in \(place), \(available) are given")
    }
    let purpose = "select values for \(place)"
    let space = try HDF5Layout<Double>.fixed(extent).space(for: purpose)
    if let columns {
      let start = [Int](repeating: 0, count: max(0, count.count - 1)) + [columns.first]
      try select(start, count, in: space)
    }
    return space
  }
}
