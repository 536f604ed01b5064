import DeskFrame from './DeskFrame.vue'
import { start } from './shell'

void start('desk', DeskFrame)
