import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { addTexts, i18n } from '@/app/i18n'
import { OUTBOX, type Outbox } from '@/app/outbox'
import VoiceNote from './VoiceNote.vue'
import ui from './zh-CN.json'

afterEach(() => vi.unstubAllGlobals())

/** Records one part as soon as it is stopped. */
class Recorder {
  static isTypeSupported = (type: string) => type === 'audio/webm;codecs=opus'
  state = 'inactive'
  ondataavailable?: (event: { data: Blob }) => void
  onstop?: () => void
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.ondataavailable?.({ data: new Blob(['voice']) })
    this.onstop?.()
  }
}

const stopped = vi.fn()
let held: Blob[] = []
const outbox = {
  works: ref(true),
  hold: ({ blob }: { blob: Blob }) => {
    held.push(blob)
    return Promise.resolve({ id: '01990000-0000-7000-8000-000000000001' })
  },
} as unknown as Outbox

beforeEach(() => {
  held = []
  stopped.mockClear()
  addTexts('ui', { 'zh-CN': ui, en: () => Promise.resolve({ default: {} }) })
  vi.stubGlobal('MediaRecorder', Recorder)
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:voice', revokeObjectURL: () => undefined }))
})

const microphone = (give: () => Promise<unknown>) =>
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: give } })
const note = () => mount(VoiceNote, { global: { plugins: [i18n], provide: { [OUTBOX as symbol]: outbox } } })

it('keeps what was recorded on the phone, lets go of the microphone, and can be listened to', async () => {
  microphone(() => Promise.resolve({ getTracks: () => [{ stop: stopped }] }))
  const page = note()
  await page.get('button').trigger('click')
  await vi.waitFor(() => expect(page.text()).toContain('录好了'))
  expect(page.emitted('update:pending')?.at(-1)).toEqual(['sending'])
  await page.get('button').trigger('click')
  await vi.waitFor(() => expect(page.emitted('update:modelValue')).toHaveLength(1))
  expect(page.emitted('update:modelValue')?.[0]).toEqual([{ id: '01990000-0000-7000-8000-000000000001', seconds: 1 }])
  expect(held[0]?.type).toBe('audio/webm')
  expect(stopped).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(page.emitted('update:pending')?.at(-1)).toEqual([undefined]))
})

it('says so when the microphone is not allowed, and that one can type where nothing can be recorded', async () => {
  microphone(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
  const page = note()
  await page.get('button').trigger('click')
  await vi.waitFor(() => expect(page.get('[role=alert]').text()).toContain('没有允许使用麦克风'))
  expect(held).toEqual([])

  vi.stubGlobal('MediaRecorder', undefined)
  expect(note().text()).toContain('不能录音，请打字')
})
