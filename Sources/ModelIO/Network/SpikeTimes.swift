import ModelDescription
import Quantities

/// Times of spikes, in ms, one increasing list for each source.
struct SpikeTimes {
  private static let example = "times: [1 ms, 2 ms, 5 ms]"
  /// Far more sources than a file could be meant to have.
  private static let mostSources = 10_000_000

  let lists: [[Double]]
  /// Whether a file numbers the sources, of which the last may have no spikes.
  private let isNumbered: Bool

  /// Reads the keys `times` or `file`, and `count`, of sources.
  static func read(
    _ map: MapEntry, kind: String, _ entry: Entry
  ) throws(ModelIOError) -> [[Double]] {
    let times = try kind == "file" ? sonata(map, entry) : times(entry)
    guard times.lists.contains(where: { !$0.isEmpty }) else {
      throw entry.error(
        .inconsistent, "\(entry.path) has no spike", suggestion: "write for example \(example)")
    }
    guard let wanted = map.optional("count") else { return times.lists }
    return try times.fitted(to: wanted)
  }

  /// As many lists as `count` says: one list serves all.
  private func fitted(to wanted: Entry) throws(ModelIOError) -> [[Double]] {
    let count = try wanted.integer(1...Self.mostSources, example: "count: 3")
    if let list = lists.first, lists.count == 1, !isNumbered {
      return [[Double]](repeating: list, count: count)
    }
    guard count == lists.count || (isNumbered && count > lists.count) else {
      throw wanted.error(
        .inconsistent, "\(wanted.path) is \(count), but there are spikes of \(lists.count) sources",
        suggestion: "write count: \(lists.count), or leave it out")
    }
    return lists + [[Double]](repeating: [], count: count - lists.count)
  }

  // MARK: In the model

  private static func times(_ entry: Entry) throws(ModelIOError) -> SpikeTimes {
    guard entry.isList else { return try table(entry) }
    let items = try entry.items(of: "times", example: example)
    guard items.contains(where: \.isList) else {
      return SpikeTimes(lists: [try list(entry)], isNumbered: false)
    }
    var lists: [[Double]] = []
    for item in items { lists.append(try list(item)) }
    return SpikeTimes(lists: lists, isNumbered: false)
  }

  private static func list(_ entry: Entry) throws(ModelIOError) -> [Double] {
    var times: [Double] = []
    for item in try entry.items(of: "times", example: example) {
      let time = try item.quantity(.time, .notNegative, example: example)
        .inEngineUnit(.millisecond)
      if let last = times.last, time <= last {
        throw item.error(
          .inconsistent, "\(item.path) does not come after the time before it",
          suggestion: "write the times of a source in increasing order")
      }
      times.append(time)
    }
    return times
  }

  // MARK: In files

  /// A CSV file with a column `time` and, where there are several sources, their numbers.
  private static func table(_ entry: Entry) throws(ModelIOError) -> SpikeTimes {
    let table = try NumberTable(
      entry, group: nil,
      columns: [
        NumberTable.Column(name: "time", unit: .millisecond),
        NumberTable.Column(name: "source", unit: nil, isRequired: false),
      ])
    let times = table.values["time"] ?? []
    let sources = table.values["source"]
    let lists = try sorted(times, of: sources ?? [Double](repeating: 0, count: times.count)) {
      table.location(ofRow: $0)
    }
    return SpikeTimes(lists: lists, isNumbered: sources != nil)
  }

  /// Spikes of a SONATA file: `/spikes/POPULATION/{timestamps,node_ids}`, times in ms.
  private static func sonata(_ map: MapEntry, _ entry: Entry) throws(ModelIOError) -> SpikeTimes {
    let file = try entry.text(expected: "the name of a file", example: "file: spikes.h5")
    let population = try map.required("population", example: "population: cortex")
      .text(expected: "the name of a population in the file", example: "population: cortex")
    let group = "/spikes/\(population)"
    let times = try entry.array(file: file, dataset: "\(group)/timestamps")
    let sources = try entry.array(file: file, dataset: "\(group)/node_ids")
    guard times.count == sources.count else {
      throw ModelIOError(
        .malformedTable, at: SourceLocation(file: file),
        "'\(group)' has \(times.count) timestamps but \(sources.count) node_ids",
        suggestion: "is it a spike file of the SONATA format?")
    }
    let lists = try sorted(times, of: sources) { _ in SourceLocation(file: file) }
    return SpikeTimes(lists: lists, isNumbered: true)
  }

  /// The times of each source in increasing order; `location` says where a spike stands.
  private static func sorted(
    _ times: [Double], of sources: [Double], location: (Int) -> SourceLocation
  ) throws(ModelIOError) -> [[Double]] {
    var lists: [[Double]] = []
    for (row, (time, source)) in zip(times, sources).enumerated() {
      guard time.isFinite, time >= 0 else {
        throw ModelIOError(
          .malformedTable, at: location(row), "a spike at \(time) ms is before the run",
          suggestion: "times count from the beginning of the run")
      }
      guard let number = Int(exactly: source), (0..<mostSources).contains(number) else {
        throw ModelIOError(
          .malformedTable, at: location(row), "'\(source)' is not the number of a source",
          suggestion: "number the sources from 0 to at most \(mostSources - 1)")
      }
      while lists.count <= number { lists.append([]) }
      lists[number].append(time)
    }
    return lists.map { $0.sorted() }
  }
}
