import FieldFrame from './FieldFrame.vue'
import { start } from './shell'

void start('field', FieldFrame)
