import CockpitFrame from './CockpitFrame.vue'
import { start } from './shell'

void start('cockpit', CockpitFrame)
