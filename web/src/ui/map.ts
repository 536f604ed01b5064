import 'maplibre-gl/dist/maplibre-gl.css'
import { LngLatBounds, type LngLatLike, Map, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

// Only ever loaded by a dynamic import: the library is larger than all else together.
setWorkerUrl(worker)
export { LngLatBounds, type LngLatLike, Map, Marker, NavigationControl }
