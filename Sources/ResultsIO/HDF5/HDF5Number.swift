import CHDF5

/// A number that HDF5 stores: how it lies in memory and, little-endian, in a file.
package protocol HDF5Number: BitwiseCopyable, Sendable {
  /// The value before anything is read into it.
  static var zero: Self { get }
  /// The library's identifier of the type in memory.
  static var memoryType: Int64 { get }
  /// The library's identifier of the type in files.
  static var fileType: Int64 { get }
}

extension Double: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_double() }
  package static var fileType: Int64 { skou_h5_file_type_double() }
}

extension Float: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_float() }
  package static var fileType: Int64 { skou_h5_file_type_float() }
}

extension UInt64: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_uint64() }
  package static var fileType: Int64 { skou_h5_file_type_uint64() }
}

extension Int64: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_int64() }
  package static var fileType: Int64 { skou_h5_file_type_int64() }
}

extension UInt32: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_uint32() }
  package static var fileType: Int64 { skou_h5_file_type_uint32() }
}

extension UInt8: HDF5Number {
  package static var memoryType: Int64 { skou_h5_type_uint8() }
  package static var fileType: Int64 { skou_h5_file_type_uint8() }
}
