import ModelDescription

extension NumberTable {
  mutating func load(_ entry: Entry, group: Entry?) throws(ModelIOError) {
    let folder = try group?.text(expected: "the path of a group", example: "group: /edges") ?? ""
    for column in columns {
      let dataset = folder.isEmpty ? column.name : "\(folder)/\(column.name)"
      values[column.name] =
        column.isRequired
        ? try entry.array(file: file, dataset: dataset)
        : try entry.arrayIfPresent(file: file, dataset: dataset)
    }
    try checkLengths()
    for column in columns {
      for value in values[column.name] ?? [] {
        try check(value, shown: "\(value)", column, at: SourceLocation(file: file))
      }
    }
  }

  private func checkLengths() throws(ModelIOError) {
    let count = rowCount
    for column in columns {
      guard let length = values[column.name]?.count, length != count else { continue }
      throw Self.error(
        SourceLocation(file: file),
        "the dataset '\(column.name)' has \(length) numbers where others have \(count)", columns)
    }
  }
}
