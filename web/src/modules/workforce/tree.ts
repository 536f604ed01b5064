/** Which row of the tree stands under which: each after the one above it, -1 under none. */
export interface Columns {
  parent: number[]
}

/** One row as it is shown: its place in the columns, how deep it stands and how many stand right under it. */
export interface Row {
  at: number
  level: number
  parts: number
}

/** The rows that are seen when these are open, from the top. One pass, since each row comes after the one above it. */
export function rowsOf(tree: Columns, open: ReadonlySet<number>): Row[] {
  const all = tree.parent.map<Row>((_, at) => ({ at, level: 1, parts: 0 }))
  const seen: boolean[] = []
  for (const row of all) {
    const above = all[tree.parent[row.at] ?? -1]
    if (above) {
      above.parts++
      row.level = above.level + 1
      seen[row.at] = (seen[above.at] ?? false) && open.has(above.at)
    } else {
      seen[row.at] = true
    }
  }
  return all.filter((row) => seen[row.at])
}

/** All that can be opened. */
export function openable(tree: Columns): Set<number> {
  return new Set(tree.parent.filter((above) => above >= 0))
}
