/** Where each area goes, as the pages hold it while somebody draws up a plan. */
export interface Part {
  from: string
  to: string
  buildings: string[]
}

export interface Opening {
  code: string
  name: string
  kind?: 'BASIC' | 'DEDICATED' | 'MICRO'
  purpose?: string
  outline?: { type: string; coordinates: unknown[]; crs?: string }
}

export interface Share {
  from: string
  to: string
  part?: boolean
  buildings?: string[]
}

export interface Form {
  area: string
  name: string
  reason: string
  from: string
  opens: Opening[]
  /** Where the whole of an area goes; what stays is not in it. */
  targets: Record<string, string>
  parts: Part[]
}

export function emptyForm(area: string, today: string): Form {
  return { area, name: '', reason: '', from: today, opens: [], targets: {}, parts: [] }
}

/** What the server is asked to keep. */
export function draftOf(form: Form) {
  const shares: Share[] = Object.entries(form.targets)
    .filter(([, to]) => to)
    .map(([from, to]) => ({ from, to, part: false, buildings: [] }))
  for (const part of form.parts) shares.push({ ...part, part: true })
  return {
    area: form.area,
    name: form.name.trim(),
    reason: form.reason.trim() || undefined,
    from: form.from,
    opens: form.opens.map((opening) => ({ ...opening, code: opening.code.trim(), name: opening.name.trim() })),
    shares,
  }
}

/** A plan that was kept, to go on with. */
export function formOf(plan: { area: string; name: string; reason?: string; from: string; opens: Opening[]; shares: Share[] }): Form {
  return {
    area: plan.area,
    name: plan.name,
    reason: plan.reason ?? '',
    from: plan.from,
    opens: plan.opens.map((opening) => ({ ...opening })),
    targets: Object.fromEntries(plan.shares.filter((share) => !share.part).map((share) => [share.from, share.to])),
    parts: plan.shares.filter((share) => share.part).map((share) => ({ from: share.from, to: share.to, buildings: share.buildings ?? [] })),
  }
}

/** The areas that another can go to: of its own level, or whole into one of the level above. */
export function targetsFor(code: string, opens: Opening[]): Opening[] {
  const above: Record<number, number> = { 15: 12, 17: 15 }
  return opens.filter((opening) => opening.code.length === code.length || opening.code.length === above[code.length])
}

/** Sends a community with all of its grids; a grid that was sent elsewhere by itself stays with that. */
export function send(form: Form, community: string, to: string, grids: string[]): Form {
  const before = form.targets[community]
  const targets = { ...form.targets, [community]: to }
  for (const grid of grids) if (!targets[grid] || targets[grid] === before) targets[grid] = to
  return { ...form, targets: Object.fromEntries(Object.entries(targets).filter(([, target]) => target)) }
}

/** Longitude and latitude, one corner a line, as a closed ring; undefined while it is none. */
export function ringOf(text: string): number[][] | undefined {
  const corners = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => line.split(/[\s,，]+/).map(Number))
  const isWhole = corners.length >= 3 && corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite))
  return isWhole ? [...corners, corners[0] as number[]] : undefined
}

export function textOf(outline: Opening['outline']): string {
  const ring = outline?.type === 'Polygon' ? (outline.coordinates[0] as number[][] | undefined) : undefined
  return (ring ?? [])
    .slice(0, -1)
    .map((corner) => corner.join(', '))
    .join('\n')
}
