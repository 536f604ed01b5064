/** Has the pages of this face kept, so that they open without network. A newer version waits until it is asked for. */
export function registerShell(state: { hasNewer: boolean }) {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  void navigator.serviceWorker.register('/field/worker.js', { scope: '/field/' }).then((kept: ServiceWorkerRegistration | undefined) => {
    if (!kept) return // this browser was told to have none
    const look = () => (state.hasNewer = kept.waiting !== null && navigator.serviceWorker.controller !== null)
    look()
    kept.addEventListener('updatefound', () => kept.installing?.addEventListener('statechange', look))
  })
}

/** Opens the newer version, in all its windows at once. */
export async function openNewer() {
  const kept = await navigator.serviceWorker.getRegistration('/field/')
  if (!kept?.waiting) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  kept.waiting.postMessage('open')
}
