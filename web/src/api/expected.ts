import type { Problem } from './client'
import type { IncidentRow, Location, Privacy, Receipt, Status } from './types'

/** One operation in the form that openapi-typescript gives it. */
type Operation<Answer, Body = never, Query = never, Path = never> = {
  parameters: ([Path] extends [never] ? { path?: never } : { path: Path }) & {
    query?: Query
    header?: Record<string, string>
    cookie?: never
  }
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Answer } }
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
  }
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } })

export interface About {
  party: 'GRID_WORKER' | 'COMMUNITY_WORKER' | 'UNIT'
  area?: string
  unit?: string
}

export interface Report {
  type?: string
  location: Location | string
  description: string
  photos?: string[]
  privacy?: Privacy
  contact?: { name?: string; phone?: string }
  about?: About
  occurredAt?: string
}

export interface AreaView {
  code: string
  name: string
  level: string
  kind?: string
  fullName: string
  open: boolean
  leader?: string
  contact?: string
  duties: string[]
}

export interface Located {
  area: string
  areaName: string
  fullName: string
  grid?: string
  how: IncidentRow['how']
}

export interface Boundaries {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown[] }
    properties: { code: string; name: string; level: string; schematic: boolean }
  }[]
}

export interface Filters {
  status?: Status[]
  area?: string
  category?: string
  queue?: 'UNPLACED' | 'OVERDUE' | 'URGENT'
  mine?: 'reported' | 'assigned'
  q?: string
  from?: string
  to?: string
  number?: string
  after?: string
  size?: number
  sort?: 'newest' | 'due'
}

/** What the server is going to describe itself; an entry goes as soon as it does. */
export interface ExpectedPaths {
  '/api/territory/areas': { get: Operation<AreaView[], never, { parent?: string }> }
  '/api/territory/areas/{code}': { get: Operation<AreaView, never, never, { code: string }> }
  '/api/territory/locate': { get: Operation<Located, never, { lon: number; lat: number; crs?: string }> }
  '/api/territory/boundaries': { get: Operation<Boundaries, never, { parent?: string }> }
  '/api/incidents': {
    get: Operation<{ items: IncidentRow[]; next?: string; total?: { count: number; exact: boolean } }, never, Filters>
    post: Operation<Receipt, Report>
  }
}
