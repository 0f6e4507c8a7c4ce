/// What every SONATA file carries at its root.
enum SonataHeader {
  /// Writes the magic number and the version 0.1 of the format.
  ///
  /// Source: SONATA developer guide, "Common HDF5 attributes".
  static func write(to root: HDF5Group) throws {
    try root.attributes.write([UInt32(0x0A7A)], as: "magic")
    try root.attributes.write([UInt32(0), UInt32(1)], as: "version")
  }
}
