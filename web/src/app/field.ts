import { prepareField } from '@/modules/field/prepare'
import FieldFrame from './FieldFrame.vue'
import { start } from './shell'

void start('field', FieldFrame, prepareField)
