/// `checkpoint.h5`: from it a run goes on after it was killed.
///
/// Written under a hidden name, brought to the disk, and only then renamed into place: at any
/// moment, also after the power failed, the newest complete checkpoint is there.
public enum CheckpointFile {
  /// The name of the file in the folder of the results.
  public static let name = "checkpoint.h5"

  /// Writes a checkpoint in place of the one before.
  ///
  /// - Parameters:
  ///   - record: what to write.
  ///   - path: where.
  /// - Throws: `ResultsIOError` when it cannot be written; the one before is still there.
  public static func write(_ record: CheckpointRecord, to path: String) throws {
    let target = try FilePath(path)
    let temporary = target.hidden(.publishing)
    do {
      try writeWhole(record, to: temporary)
      try FileSeal.seal(temporary)
      try FileSystem.move(temporary, to: path)
    } catch {
      try? FileSystem.remove(temporary)
      throw error
    }
    try FileSystem.synchronizeFolder(target.folderOrHere)
  }

  /// Reads a checkpoint.
  ///
  /// - Parameter path: the file.
  /// - Returns: what it says.
  /// - Throws: `ResultsIOError` of code `unreadableFile` if it is no checkpoint, of another version
  ///   of the format, or damaged.
  public static func read(path: String) throws -> CheckpointRecord {
    guard try FileSeal.isWhole(path) else {
      throw ResultsIOError(
        .unreadableFile, "\(path) is not a checkpoint, or it is damaged",
        suggestion: "'skou run --checkpoint-every' writes one, named \(name)")
    }
    let root = try HDF5File(reading: path).root
    let version = try root.attributes.read(UInt64.self, "skou_checkpoint").first ?? 0
    guard version == CheckpointRecord.formatVersion else {
      throw ResultsIOError(
        .unreadableFile,
        "\(path) has format \(version), this version of Skou reads format "
          + "\(CheckpointRecord.formatVersion)",
        suggestion: "resume it with the version that wrote it")
    }
    return try CheckpointRecord(from: root)
  }

  /// The file is closed when this returns.
  private static func writeWhole(_ record: CheckpointRecord, to path: String) throws {
    let file = try HDF5File(creating: path)
    let root = try file.root
    try root.attributes.write([CheckpointRecord.formatVersion], as: "skou_checkpoint")
    try record.write(to: root)
    try file.flush()
  }
}
