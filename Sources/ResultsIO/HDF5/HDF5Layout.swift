import CHDF5

/// The shape of a dataset and how its bytes lie in the file.
package struct HDF5Layout<Value: HDF5Number>: Sendable {
  /// The extent along each dimension.
  package var extent: [Int]
  /// The extent of one chunk; `nil` stores the dataset in one piece, which cannot grow.
  package var chunk: [Int]?
  /// What a reader sees where nothing was written; the library's zero if `nil`.
  package var fill: Value?
  /// Whether all room, and the index of the chunks, is written when the dataset is created.
  package var isAllocatedEarly = false
  /// How many bytes of chunks the library keeps in memory.
  package var cacheBytes = 1 << 20

  /// One piece of a fixed extent.
  package static func fixed(_ extent: [Int]) -> HDF5Layout {
    HDF5Layout(extent: extent, chunk: nil)
  }

  /// Empty, and growing along the first dimension.
  package static func growing(chunk: Int) -> HDF5Layout {
    HDF5Layout(extent: [0], chunk: [chunk])
  }

  func creationProperties(for purpose: String) throws -> HDF5Identifier {
    let properties = try HDF5Identifier(purpose) {
      H5Pcreate(skou_h5_class_dataset_creation())
    }
    // A time of modification would be one more thing to write after the header is complete.
    try HDF5Library.call(purpose) { H5Pset_obj_track_times(properties.rawValue, false) }
    if let chunk = chunk?.map(hsize_t.init(clamping:)) {
      let rank = Int32(clamping: chunk.count)
      try HDF5Library.call(purpose) { unsafe H5Pset_chunk(properties.rawValue, rank, chunk) }
    }
    if var fill {
      try HDF5Library.call(purpose) {
        unsafe H5Pset_fill_value(properties.rawValue, Value.memoryType, &fill)
      }
    }
    if isAllocatedEarly {
      try HDF5Library.call(purpose) {
        H5Pset_alloc_time(properties.rawValue, H5D_ALLOC_TIME_EARLY)
      }
    }
    return properties
  }

  func accessProperties(for purpose: String) throws -> HDF5Identifier {
    let properties = try HDF5Identifier(purpose) { H5Pcreate(skou_h5_class_dataset_access()) }
    // A prime above the number of chunks that fit, of 2 KiB and more in the first megabyte; a slot
    // takes 8 bytes. Preemption 1: chunks that are full go first.
    let slots = cacheBytes > 1 << 20 ? 12421 : 521
    try HDF5Library.call(purpose) {
      H5Pset_chunk_cache(properties.rawValue, slots, cacheBytes, 1)
    }
    return properties
  }

  func space(for purpose: String) throws -> HDF5Identifier {
    let extent = extent.map(hsize_t.init(clamping:))
    var limit = extent
    if chunk != nil, !limit.isEmpty {
      limit[0] = skou_h5_unlimited()
    }
    let rank = Int32(clamping: extent.count)
    return try HDF5Identifier(purpose) { unsafe H5Screate_simple(rank, extent, limit) }
  }
}
