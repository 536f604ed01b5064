import PortalFrame from './PortalFrame.vue'
import { start } from './shell'

void start('portal', PortalFrame)
