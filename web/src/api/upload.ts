import { Refused, refused, Unreachable, whenSignedOut } from './client'
import { language } from '@/app/i18n'

/** Uploads a photo or a document. */
export const upload = (file: Blob, name: string, progress: (part: number) => void, stop?: AbortSignal) =>
  uploadTo<{ id: string }>('/api/files', file, name, progress, stop)

/** Uploads one file and tells how far it is; fetch cannot do that. */
export function uploadTo<T>(path: string, file: Blob, name: string, progress: (part: number) => void, stop?: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('Accept-Language', language.value)
    const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/)?.[1]
    if (token) request.setRequestHeader('X-XSRF-TOKEN', decodeURIComponent(token))
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => fail(new Unreachable('upload'))
    request.onload = () => {
      if (request.status === 201) return done(request.response as T)
      if (request.status === 401) whenSignedOut.run()
      fail(refused(request.response, request.status, request.getResponseHeader('Retry-After')) satisfies Refused)
    }
    stop?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })
}
