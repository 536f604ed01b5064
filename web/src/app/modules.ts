import { analysis } from '@/modules/analysis/module'
import { audit } from '@/modules/audit/module'
import { dataprotection } from '@/modules/dataprotection/module'
import { deliberation } from '@/modules/deliberation/module'
import { evacuation } from '@/modules/evacuation/module'
import { facility } from '@/modules/facility/module'
import { field } from '@/modules/field/module'
import { identity } from '@/modules/identity/module'
import { incident } from '@/modules/incident/module'
import { insight } from '@/modules/insight/module'
import { operation } from '@/modules/operation/module'
import { residents } from '@/modules/residents/module'
import { notify } from '@/modules/notify/module'
import { spreadsheet } from '@/modules/spreadsheet/module'
import { sensing } from '@/modules/sensing/module'
import { tasking } from '@/modules/tasking/module'
import { territory } from '@/modules/territory/module'
import { workforce } from '@/modules/workforce/module'
import type { Module } from './module'

export const modules: Module[] = [
  identity,
  territory,
  tasking,
  incident,
  analysis,
  evacuation,
  deliberation,
  sensing,
  insight,
  residents,
  workforce,
  notify,
  spreadsheet,
  audit,
  dataprotection,
  facility,
  operation,
  field,
]
