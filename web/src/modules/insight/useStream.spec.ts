import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useStream } from './useStream'

class Line extends EventTarget {
  static readonly CLOSED = 2
  static last: Line
  readyState = 1
  constructor(readonly url: string) {
    super()
    Line.last = this
  }
  close() {
    this.readyState = Line.CLOSED
  }
  say(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}

let stream: ReturnType<typeof useStream>
const asked = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
  const queryClient = new QueryClient()
  vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(asked)
  mount(
    defineComponent(() => {
      stream = useStream()
      return () => h('p')
    }),
    { global: { plugins: [[VueQueryPlugin, { queryClient }]] } },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  asked.mockReset()
})

const news = (incident: string, status = 'REPORTED') => ({ incident, status, kind: 'incident.reported' })

it('shows each incident once, the latest first, and asks for the figures once for many', () => {
  Line.last.say('changes', { items: [news('b'), news('a')] })
  Line.last.say('changes', { items: [news('a', 'FILED')] })
  expect(stream.rows.value.map((row) => [row.incident, row.status])).toEqual([
    ['a', 'FILED'],
    ['b', 'REPORTED'],
  ])
  vi.advanceTimersByTime(10)
  expect(asked).toHaveBeenCalledTimes(3) // figures, incidents and the open one
})

it('says since when it is old, and catches up when the line stands again', () => {
  Line.last.say('still', {})
  const heard = stream.heard.value
  vi.advanceTimersByTime(30_000)
  expect(stream.silentSince.value).toEqual(heard)
  expect(asked).not.toHaveBeenCalled()
  Line.last.say('still', {})
  expect(stream.silentSince.value).toBeUndefined()
  vi.advanceTimersByTime(10)
  expect(asked).toHaveBeenCalled()
})

it('opens another line when the server refused the first', () => {
  const first = Line.last
  first.readyState = Line.CLOSED
  first.dispatchEvent(new Event('error'))
  expect(stream.silentSince.value).toBeDefined()
  vi.advanceTimersByTime(6_000)
  expect(Line.last).not.toBe(first)
})
