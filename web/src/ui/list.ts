/** One column of a list that is shown as a table. */
export interface ListColumn {
  key: string
  label: string
  /** Digits and times, small and in even width. */
  number?: boolean
  /** Takes the room that is left, and breaks where it must. */
  grow?: boolean
  /** Left out on a small screen. */
  wide?: boolean
}
