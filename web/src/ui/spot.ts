/** Where a phone is, and when by its own clock. */
export interface Spot {
  longitude: number
  latitude: number
  at: string
}

const WAITS = 8_000

/** Where this phone is now; nothing when it does not know or may not say. */
export function spotNow(): Promise<Spot | undefined> {
  if (!window.isSecureContext || !('geolocation' in navigator)) return Promise.resolve(undefined)
  const at = new Date().toISOString()
  return new Promise((done) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ longitude: +coords.longitude.toFixed(5), latitude: +coords.latitude.toFixed(5), at }),
      () => done(undefined),
      { enableHighAccuracy: true, timeout: WAITS, maximumAge: 30_000 },
    ),
  )
}
