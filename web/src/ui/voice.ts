/** What the server takes, the first that this browser can record. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4']

/** So long a voice note may be; the recording stops by itself. */
export const LONGEST = 120_000

/** Clear speech, and a minute of it in about 250 kB. */
const BITS = 32_000

export type NoVoice = 'unsupported' | 'notAllowed' | 'noMicrophone'

/** Why nothing can be recorded here. */
export class CannotRecord extends Error {
  constructor(
    readonly why: NoVoice,
    options?: ErrorOptions,
  ) {
    super(why, options)
  }
}

export const canRecord = () => typeof MediaRecorder !== 'undefined' && TYPES.some((type) => MediaRecorder.isTypeSupported(type))

export interface Recording {
  /** What was recorded. */
  done: Promise<Blob>
  stop: () => void
}

/** Begins to record; the microphone is let go as soon as it ends. */
export async function record(): Promise<Recording> {
  const mimeType = canRecord() ? TYPES.find((type) => MediaRecorder.isTypeSupported(type)) : undefined
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!mimeType || !devices) throw new CannotRecord('unsupported')
  const stream = await devices.getUserMedia({ audio: true }).catch((cause: unknown) => {
    const isRefused = cause instanceof DOMException && cause.name === 'NotAllowedError'
    throw new CannotRecord(isRefused ? 'notAllowed' : 'noMicrophone', { cause })
  })
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS })
  const parts: Blob[] = []
  const done = new Promise<Blob>((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.onerror = () => reject(new CannotRecord('noMicrophone'))
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop())
      resolve(new Blob(parts, { type: mimeType.split(';')[0] ?? mimeType }))
    }
  })
  recorder.start()
  const end = setTimeout(() => stop(), LONGEST)
  function stop() {
    clearTimeout(end)
    if (recorder.state !== 'inactive') recorder.stop()
  }
  return { done, stop }
}
