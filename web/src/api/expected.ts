import type { Problem } from './client'

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

export interface Post {
  role: string
  area: string
  areaName: string
  unit?: string
}

export interface Me {
  username: string
  name: string
  posts: Post[]
  permissions: string[]
}

export interface Instance {
  name: string
  demo: boolean
  version: string
  root?: { code: string; name: string }
  guestReports: boolean
}

/** What the server is going to describe itself; an entry goes as soon as it does. */
export interface ExpectedPaths {
  '/api/instance': { get: Operation<Instance> }
}
