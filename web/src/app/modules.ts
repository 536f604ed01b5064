import { identity } from '@/modules/identity/module'
import { incident } from '@/modules/incident/module'
import type { Module } from './module'

export const modules: Module[] = [identity, incident]
