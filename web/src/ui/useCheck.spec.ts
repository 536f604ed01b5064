import { ref } from 'vue'
import { expect, it } from 'vitest'
import { useCheck } from './useCheck'

it('finds what is missing when asked, drops what was put right, and brings up nothing new meanwhile', async () => {
  const name = ref('')
  const phone = ref('')
  const { missing, passes, textAt } = useCheck(() => [
    ...(name.value ? [] : [{ field: 'name', text: 'name?' }]),
    ...(phone.value ? [] : [{ field: 'phone', text: 'phone?' }]),
  ])
  expect(missing.value).toEqual([])
  phone.value = '1'
  expect(await passes()).toBe(false)
  expect(textAt('name')).toBe('name?')
  name.value = 'a'
  phone.value = ''
  expect(missing.value).toEqual([])
  expect(await passes()).toBe(false)
  expect(missing.value).toEqual([{ field: 'phone', text: 'phone?' }])
  phone.value = '1'
  expect(await passes()).toBe(true)
})
